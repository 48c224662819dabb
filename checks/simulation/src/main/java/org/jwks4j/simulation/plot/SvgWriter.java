package org.jwks4j.simulation.plot;

import java.util.Locale;

/** Writes an SVG document, an element a line. */
final class SvgWriter {
    private static final String STYLE = """
            <style>
            text{font:12px Helvetica,Arial,sans-serif;fill:#222}
            .bold{font-size:14px;font-weight:bold}
            .small{font-size:11px;fill:#555}
            .note{font-size:11px;paint-order:stroke;stroke:#fff;stroke-width:4px}
            .grid{stroke:#ddd}
            .axis{stroke:#444}
            .mark{stroke:#444;stroke-dasharray:4 3}
            </style>
            """;

    private final StringBuilder out = new StringBuilder();
    private int below;

    SvgWriter(int width, int height, String caption) {
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
                .append(width + " " + height + "\" width=\"" + width + "\" height=\"" + height + "\" role=\"img\">\n")
                .append("<title>" + escaped(caption) + "</title>\n")
                .append(STYLE);
        box(0, 0, width, height, "#fff");
    }

    /** All that follows is so far below the top. */
    void moveTo(int top) {
        below = top;
        if (top > 0) {
            out.append("</g>\n");
        }
        out.append("<g transform=\"translate(0," + below + ")\">\n");
    }

    void line(double x1, double y1, double x2, double y2, String style) {
        out.append("<line class=\"" + style + "\" x1=\"" + number(x1) + "\" y1=\"" + number(y1) + "\" x2=\""
                + number(x2) + "\" y2=\"" + number(y2) + "\"/>\n");
    }

    void box(double x, double y, double width, double height, String colour) {
        out.append("<rect x=\"" + number(x) + "\" y=\"" + number(y) + "\" width=\"" + number(width) + "\" height=\""
                + number(height) + "\" fill=\"" + colour + "\"/>\n");
    }

    void dot(double x, double y, String colour) {
        out.append("<circle cx=\"" + number(x) + "\" cy=\"" + number(y) + "\" r=\"2.2\" fill=\"" + colour + "\"/>\n");
    }

    void path(String path, String colour) {
        out.append("<path d=\"" + path + "\" fill=\"none\" stroke=\"" + colour + "\" stroke-width=\"1.6\"/>\n");
    }

    void text(double x, double y, String anchor, String style, String text) {
        out.append("<text class=\"" + style + "\" x=\"" + number(x) + "\" y=\"" + number(y) + "\" text-anchor=\""
                + anchor + "\">" + escaped(text) + "</text>\n");
    }

    void upright(double x, double y, String text) {
        out.append("<text text-anchor=\"middle\" transform=\"translate(" + number(x) + "," + number(y)
                + ") rotate(-90)\">" + escaped(text) + "</text>\n");
    }

    String end() {
        return out.append("</g>\n</svg>\n").toString();
    }

    static String number(double value) {
        String digits = String.format(Locale.ROOT, "%.1f", value);
        return digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
