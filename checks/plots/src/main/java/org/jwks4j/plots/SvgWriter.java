package org.jwks4j.plots;

import java.util.Locale;

/** Writes an SVG document that needs nothing else, an element a line. How its parts look is said by a style sheet. */
public final class SvgWriter {
    private final StringBuilder out = new StringBuilder();

    /**
     * Begins a document.
     *
     * @param caption its title
     * @param style rules of CSS
     */
    public SvgWriter(int width, int height, String caption, String style) {
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
                .append(width + " " + height + "\" width=\"" + width + "\" height=\"" + height + "\" role=\"img\">\n")
                .append("<title>" + escaped(caption) + "</title>\n")
                .append("<style>\n" + style + "</style>\n");
    }

    /** What follows is so far below the top, until {@link #endGroup}. */
    public void beginGroup(int top) {
        out.append("<g transform=\"translate(0," + top + ")\">\n");
    }

    public void endGroup() {
        out.append("</g>\n");
    }

    public void line(double x1, double y1, double x2, double y2, String style) {
        out.append("<line class=\"" + style + "\" x1=\"" + number(x1) + "\" y1=\"" + number(y1) + "\" x2=\""
                + number(x2) + "\" y2=\"" + number(y2) + "\"/>\n");
    }

    public void box(double x, double y, double width, double height, String colour) {
        rectangle(x, y, width, height, "fill", colour);
    }

    public void styledBox(double x, double y, double width, double height, String style) {
        rectangle(x, y, width, height, "class", style);
    }

    private void rectangle(double x, double y, double width, double height, String attribute, String value) {
        out.append("<rect x=\"" + number(x) + "\" y=\"" + number(y) + "\" width=\"" + number(width) + "\" height=\""
                + number(height) + "\" " + attribute + "=\"" + value + "\"/>\n");
    }

    public void dot(double x, double y, String colour) {
        out.append("<circle cx=\"" + number(x) + "\" cy=\"" + number(y) + "\" r=\"2.2\" fill=\"" + colour + "\"/>\n");
    }

    public void path(String path, String colour) {
        out.append("<path d=\"" + path + "\" fill=\"none\" stroke=\"" + colour + "\" stroke-width=\"1.6\"/>\n");
    }

    public void text(double x, double y, String anchor, String style, String text) {
        out.append("<text class=\"" + style + "\" x=\"" + number(x) + "\" y=\"" + number(y) + "\" text-anchor=\""
                + anchor + "\">" + escaped(text) + "</text>\n");
    }

    public void upright(double x, double y, String text) {
        out.append("<text text-anchor=\"middle\" transform=\"translate(" + number(x) + "," + number(y)
                + ") rotate(-90)\">" + escaped(text) + "</text>\n");
    }

    /** Ends the document. */
    public String end() {
        return out.append("</svg>\n").toString();
    }

    /** A coordinate: a tenth of a pixel is enough. */
    public static String number(double value) {
        String digits = String.format(Locale.ROOT, "%.1f", value);
        return digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
