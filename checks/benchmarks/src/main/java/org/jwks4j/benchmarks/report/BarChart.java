package org.jwks4j.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jwks4j.plots.SvgWriter;

/**
 * Horizontal bars as an SVG document, in the order they were added; those whose labels begin with
 * {@code jwks4j} stand out. Where the longest bar is more than fifty times the shortest, the axis is logarithmic.
 */
public final class BarChart {
    private static final int LEFT = 250;
    private static final int WIDTH = 480;
    private static final int TOP = 40;
    private static final int ROW = 24;
    private static final double LOGARITHMIC_FROM = 50;
    private static final String STYLE = """
            .back{fill:#fff} text{font:12px Helvetica,Arial,sans-serif;fill:#222} .title{font-size:14px;font-weight:bold}
            .tick{font-size:11px;fill:#555} .grid{stroke:#ddd} .ours{fill:#0068a8} .other{fill:#9aa5b1}
            @media (prefers-color-scheme:dark){.back{fill:#0d1117} text{fill:#e6edf3} .tick{fill:#9da7b3} .grid{stroke:#30363d}
            .ours{fill:#4aa8e8} .other{fill:#6e7681}}
            """;

    private final String title;
    private final String unit;
    private final List<Bar> bars = new ArrayList<>();

    /**
     * Begins a chart without bars.
     *
     * @param title what is compared
     * @param unit of all values, such as ns
     */
    public BarChart(String title, String unit) {
        this.title = title;
        this.unit = unit;
    }

    /**
     * Adds a bar below those that are there.
     *
     * @param label whose it is
     * @param value its length, above zero
     * @return this
     * @throws IllegalArgumentException when the value is not a number above zero
     */
    public BarChart bar(String label, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(label + ": a bar cannot be " + value + " long");
        }
        bars.add(new Bar(label, value));
        return this;
    }

    /** {@return the SVG document, which needs nothing else; readable on a light and on a dark page} */
    public String svg() {
        int bottom = TOP + ROW * bars.size();
        SvgWriter svg = new SvgWriter(LEFT + WIDTH + 110, bottom + 40, title, STYLE);
        svg.styledBox(0, 0, LEFT + WIDTH + 110, bottom + 40, "back");
        Axis axis = axis();
        svg.text(10, 22, "start", "title", title);
        for (double tick : axis.ticks()) {
            double x = LEFT + axis.length(tick);
            svg.line(x, TOP - 4, x, bottom, "grid");
            svg.text(x, bottom + 15, "middle", "tick", number(tick));
        }
        svg.text(LEFT + WIDTH / 2.0, bottom + 32, "middle", "tick", unit + (axis.logarithmic() ? ", logarithmic" : ""));
        for (int i = 0; i < bars.size(); i++) {
            draw(svg, bars.get(i), TOP + ROW * i, axis);
        }
        return svg.end();
    }

    private Axis axis() {
        double least = bars.stream().mapToDouble(Bar::value).min().orElse(1);
        double most = bars.stream().mapToDouble(Bar::value).max().orElse(1);
        return most / least > LOGARITHMIC_FROM
                ? new Axis(true, Math.pow(10, Math.floor(Math.log10(least))), most)
                : new Axis(false, 0, most);
    }

    private static void draw(SvgWriter svg, Bar bar, int y, Axis axis) {
        svg.text(LEFT - 8, y + 15, "end", "label", bar.label());
        double length = Math.max(1, axis.length(bar.value()));
        svg.styledBox(LEFT, y + 3, length, ROW - 6, bar.label().startsWith("jwks4j") ? "ours" : "other");
        svg.text(LEFT + length + 6, y + 15, "start", "value", number(bar.value()));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 && value != Math.rint(value) ? "%,.2f" : "%,.0f", value);
    }

    private record Bar(String label, double value) {}

    private record Axis(boolean logarithmic, double from, double to) {
        double length(double value) {
            return logarithmic
                    ? WIDTH * Math.log(value / from) / Math.log(to / from)
                    : WIDTH * (value - from) / (to - from);
        }

        List<Double> ticks() {
            List<Double> ticks = new ArrayList<>();
            double step = step();
            for (double tick = from; tick <= to; tick = logarithmic ? tick * 10 : tick + step) {
                ticks.add(tick);
            }
            return ticks;
        }

        /** 1, 2 or 5 times a power of ten, so that there are four to ten. */
        private double step() {
            double power = Math.pow(10, Math.floor(Math.log10(to)));
            double leading = to / power;
            return leading >= 5 ? power : leading >= 2 ? power / 2 : power / 5;
        }
    }
}
