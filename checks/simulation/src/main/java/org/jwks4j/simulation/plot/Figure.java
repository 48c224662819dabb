package org.jwks4j.simulation.plot;

import java.util.List;
import java.util.Locale;
import org.jwks4j.plots.SvgWriter;
import org.jwks4j.simulation.plot.Series.Point;

/** Panels below each other, as SVG. Texts are placed without being measured, since no two machines have the same fonts. */
public final class Figure {
    private static final int WIDTH = 880;
    private static final int PANEL_HEIGHT = 260;
    private static final int LEFT = 66;
    private static final int RIGHT = WIDTH - 20;
    private static final int TOP = 62;
    private static final int BOTTOM = 212;
    private static final double LETTER = 6.6;
    private static final String STYLE = """
            text{font:12px Helvetica,Arial,sans-serif;fill:#222}
            .bold{font-size:14px;font-weight:bold}
            .small{font-size:11px;fill:#555}
            .note{font-size:11px;paint-order:stroke;stroke:#fff;stroke-width:4px}
            .grid{stroke:#ddd}
            .axis{stroke:#444}
            .mark{stroke:#444;stroke-dasharray:4 3}
            """;

    private final String fileName;
    private final String caption;
    private final List<Panel> panels;

    /**
     * A figure.
     *
     * @param fileName without a folder
     * @param caption for those who cannot see it
     */
    public Figure(String fileName, String caption, Panel... panels) {
        this.fileName = fileName;
        this.caption = caption;
        this.panels = List.of(panels);
    }

    /** Its file's name. */
    public String fileName() {
        return fileName;
    }

    /** What it shows, in a sentence. */
    public String caption() {
        return caption;
    }

    /** The document. */
    public String svg() {
        int height = PANEL_HEIGHT * panels.size();
        SvgWriter svg = new SvgWriter(WIDTH, height, caption, STYLE);
        svg.box(0, 0, WIDTH, height, "#fff");
        for (int place = 0; place < panels.size(); place++) {
            svg.beginGroup(place * PANEL_HEIGHT);
            draw(panels.get(place), svg);
            svg.endGroup();
        }
        return svg.end();
    }

    private static void draw(Panel panel, SvgWriter svg) {
        svg.text(LEFT, 20, "start", "bold", panel.title);
        bands(panel, svg);
        grid(panel, svg);
        panel.marks.forEach(mark -> svg.line(x(panel, mark.at()), TOP, x(panel, mark.at()), BOTTOM, "mark"));
        panel.series.forEach(series -> drawn(panel, series, svg));
        marks(panel, svg);
        legend(panel, svg);
    }

    private static void bands(Panel panel, SvgWriter svg) {
        for (int number = 0; number < panel.bands.size(); number++) {
            Panel.Band band = panel.bands.get(number);
            double from = x(panel, band.from());
            double to = x(panel, band.to());
            svg.box(from, TOP, to - from, BOTTOM - TOP, number % 2 == 0 ? "#f3ece2" : "#ebe2d4");
            svg.text((from + to) / 2, TOP - 5, "middle", "small", band.label());
        }
    }

    private static void grid(Panel panel, SvgWriter svg) {
        for (double tick : panel.y.ticks()) {
            double height = y(panel, tick);
            svg.line(LEFT, height, RIGHT, height, "grid");
            svg.text(LEFT - 7, height + 4, "end", "tick", number(tick));
        }
        for (double tick : panel.x.ticks()) {
            double place = x(panel, tick);
            svg.line(place, BOTTOM, place, BOTTOM + 5, "axis");
            svg.text(place, BOTTOM + 18, "middle", "tick", number(tick));
        }
        svg.line(LEFT, BOTTOM, RIGHT, BOTTOM, "axis");
        svg.text((LEFT + RIGHT) / 2.0, BOTTOM + 36, "middle", "label", panel.x.label());
        svg.upright(16, (TOP + BOTTOM) / 2.0, panel.y.label());
    }

    private static void marks(Panel panel, SvgWriter svg) {
        for (Panel.Mark mark : panel.marks) {
            double place = x(panel, mark.at());
            boolean leftwards = place > (LEFT + RIGHT) / 2.0;
            svg.text(place + (leftwards ? -5 : 5), TOP + 13, leftwards ? "end" : "start", "note", mark.label());
        }
    }

    private static void drawn(Panel panel, Series series, SvgWriter svg) {
        switch (series.form()) {
            case LINE -> svg.path(joined(panel, series), series.colour().code);
            case STEPS -> svg.path(steps(panel, series), series.colour().code);
            case DOTS ->
                series.points()
                        .forEach(point -> svg.dot(x(panel, point.x()), y(panel, point.y()), series.colour().code));
            case STEMS -> svg.path(stems(panel, series), series.colour().code);
        }
    }

    private static String joined(Panel panel, Series series) {
        StringBuilder path = new StringBuilder();
        for (Point point : series.points()) {
            path.append(path.length() == 0 ? 'M' : 'L').append(at(panel, point.x(), point.y()));
        }
        return path.toString();
    }

    private static String steps(Panel panel, Series series) {
        StringBuilder path = new StringBuilder();
        for (Point point : series.points()) {
            if (path.length() == 0) {
                path.append('M').append(at(panel, point.x(), point.y()));
            } else {
                path.append('H').append(SvgWriter.number(x(panel, point.x())));
                path.append('V').append(SvgWriter.number(y(panel, point.y())));
            }
        }
        return path.toString();
    }

    private static String stems(Panel panel, Series series) {
        StringBuilder path = new StringBuilder();
        for (Point point : series.points()) {
            path.append('M').append(at(panel, point.x(), panel.y.min()));
            path.append('V').append(SvgWriter.number(y(panel, point.y())));
        }
        return path.toString();
    }

    private static String at(Panel panel, double x, double y) {
        return SvgWriter.number(x(panel, x)) + "," + SvgWriter.number(y(panel, y));
    }

    private static void legend(Panel panel, SvgWriter svg) {
        double place = LEFT;
        for (Series series : panel.series) {
            svg.box(place, 31, 14, 5, series.colour().code);
            svg.text(place + 19, 38, "start", "tick", series.name());
            place += 19 + LETTER * series.name().length() + 18;
        }
    }

    private static double x(Panel panel, double value) {
        return LEFT + (RIGHT - LEFT) * panel.x.place(value);
    }

    private static double y(Panel panel, double value) {
        return BOTTOM - (BOTTOM - TOP) * panel.y.place(value);
    }

    private static String number(double tick) {
        return tick == StrictMath.rint(tick) ? String.format(Locale.ROOT, "%,d", (long) tick) : Double.toString(tick);
    }
}
