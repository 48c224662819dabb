package org.jwks4j.monitoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jwks4j.plots.SvgWriter;

/** The dashboard's panels where Grafana has them, in one picture. It is drawn simply: what counts is what they show. */
final class DashboardPicture {
    private static final int COLUMN = 50;
    private static final int ROW = 32;
    private static final int HEAD = 64;
    private static final int GAP = 4;
    private static final double STEP_HOURS = Main.STEP.toSeconds() / 3600.0;
    private static final double GAP_HOURS = 1.5 * STEP_HOURS; // longer than this between two values
    private static final String STYLE = """
            text{font:11px Helvetica,Arial,sans-serif;fill:#222}
            .title{font-size:13px;font-weight:bold}
            .head{font-size:18px;font-weight:bold}
            .number{font-size:34px;font-weight:bold}
            .panel{fill:#fff;stroke:#ccc}
            .grid{stroke:#e4e4e4}
            .axis{stroke:#444}
            """;

    private final SvgWriter svg;

    DashboardPicture(Dashboard dashboard) {
        int rows = dashboard.panels().stream()
                .mapToInt(panel -> panel.place().y() + panel.place().height())
                .max()
                .orElseThrow();
        int width = 24 * COLUMN;
        int height = HEAD + rows * ROW;
        svg = new SvgWriter(width, height, "The dashboard in an outage of seven hours", STYLE);
        svg.box(0, 0, width, height, "#f4f5f5");
        svg.text(12, 26, "start", "head", dashboard.title());
        svg.text(
                12,
                48,
                "start",
                "note",
                "nine hours; shaded: the issuer refuses connections (1 to 3), hangs (3 to 4), answers 503 (4 to 8);"
                        + " after that it has a new key");
    }

    void draw(Dashboard.Panel panel, List<Named> curves) {
        Dashboard.Place place = panel.place();
        Frame frame = new Frame(
                place.x() * COLUMN + GAP,
                HEAD + place.y() * ROW + GAP,
                place.width() * COLUMN - 2 * GAP,
                place.height() * ROW - 2 * GAP,
                panel.type().equals("timeseries") ? curves.size() : 0,
                panel.type().equals("state-timeline") ? 190 : 46);
        svg.styledBox(frame.x(), frame.y(), frame.width(), frame.height(), "panel");
        svg.text(frame.x() + 8, frame.y() + 18, "start", "title", panel.title());
        switch (panel.type()) {
            case "stat" -> numbers(frame, curves);
            case "state-timeline" -> states(frame, curves);
            case "timeseries" -> lines(frame, panel, curves);
            default -> throw new IllegalArgumentException("cannot draw a panel of the type " + panel.type());
        }
    }

    /** The last value, above how it came to be. */
    private void numbers(Frame frame, List<Named> curves) {
        double width = frame.width() / (double) curves.size();
        for (int at = 0; at < curves.size(); at++) {
            Named curve = curves.get(at);
            double left = frame.x() + at * width;
            double last = curve.points().get(curve.points().size() - 1).value();
            svg.text(left + width / 2, frame.y() + 60, "middle", "name", curve.name() + ", at the end");
            svg.text(left + width / 2, frame.y() + 100, "middle", "number", Units.format(last, "short"));
            Frame small = new Frame((int) left + 4, frame.y() + 90, (int) width - 12, frame.height() - 100, 0, 4);
            shade(small);
            svg.path(path(small, curve.points(), most(List.of(curve))), Palette.colour(at));
        }
    }

    private void states(Frame frame, List<Named> curves) {
        double height = (frame.bottom() - frame.top()) / (double) curves.size();
        for (int at = 0; at < curves.size(); at++) {
            Named curve = curves.get(at);
            double middle = frame.top() + (at + 0.5) * height;
            svg.text(frame.left() - 6, middle + 4, "end", "name", curve.name());
            for (Span span : spans(curve.points())) {
                double from = frame.across(span.from());
                double width = frame.across(span.to()) - from;
                svg.box(from, middle - height / 3, width, height / 1.5, Palette.colour(at));
            }
        }
        hours(frame);
    }

    /** Where there are values without a gap. A value holds until the next. */
    private static List<Span> spans(List<Curve.Point> points) {
        List<Span> spans = new ArrayList<>();
        for (Curve.Point point : points) {
            Span last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
            boolean goesOn = last != null && point.hour() - last.to() < GAP_HOURS - STEP_HOURS;
            double from = goesOn ? spans.remove(spans.size() - 1).from() : point.hour();
            spans.add(new Span(from, point.hour() + STEP_HOURS));
        }
        return spans;
    }

    private void lines(Frame frame, Dashboard.Panel panel, List<Named> given) {
        List<Named> curves = panel.isStacked() ? stacked(given) : given;
        double most = Units.above(most(curves), panel.unit());
        shade(frame);
        for (int tick = 0; tick <= 4; tick++) {
            double value = most * tick / 4;
            double y = frame.up(value, most);
            svg.line(frame.left(), y, frame.right(), y, "grid");
            svg.text(frame.left() - 5, y + 4, "end", "tick", Units.format(value, panel.unit()));
        }
        hours(frame);
        for (int at = 0; at < curves.size(); at++) {
            Named curve = curves.get(at);
            svg.path(path(frame, curve.points(), most), Palette.colour(at));
            double y = frame.bottom() + 30 + at * Frame.LEGEND;
            svg.box(frame.left(), y - 8, 12, 5, Palette.colour(at));
            svg.text(frame.left() + 18, y - 2, "start", "name", curve.name());
        }
    }

    /** Each is drawn on top of those before. */
    private static List<Named> stacked(List<Named> curves) {
        Map<Double, Double> sums = new TreeMap<>();
        List<Named> stacked = new ArrayList<>();
        for (Named curve : curves) {
            stacked.add(new Named(
                    curve.name(),
                    curve.points().stream()
                            .map(point ->
                                    new Curve.Point(point.hour(), sums.merge(point.hour(), point.value(), Double::sum)))
                            .toList()));
        }
        return stacked;
    }

    private static double most(List<Named> curves) {
        return curves.stream()
                .flatMap(curve -> curve.points().stream())
                .mapToDouble(Curve.Point::value)
                .max()
                .orElse(0);
    }

    private void shade(Frame frame) {
        int[] hours = {
            (int) Outage.BEGIN.toHours(),
            (int) Outage.HANGING.toHours(),
            (int) Outage.UNAVAILABLE.toHours(),
            (int) Outage.END.toHours()
        };
        for (int at = 0; at + 1 < hours.length; at++) {
            double from = frame.across(hours[at]);
            double width = frame.across(hours[at + 1]) - from;
            svg.box(from, frame.top(), width, frame.bottom() - frame.top(), at % 2 == 0 ? "#f7f2ea" : "#efe6d8");
        }
    }

    private void hours(Frame frame) {
        svg.line(frame.left(), frame.bottom(), frame.right(), frame.bottom(), "axis");
        for (int hour = 0; hour <= Outage.OVER.toHours(); hour++) {
            svg.text(frame.across(hour), frame.bottom() + 14, "middle", "tick", hour + " h");
        }
    }

    /** A gap where there is no value for longer than a step. */
    private static String path(Frame frame, List<Curve.Point> points, double most) {
        StringBuilder path = new StringBuilder();
        double before = -1;
        for (Curve.Point point : points) {
            path.append(point.hour() - before > GAP_HOURS ? 'M' : 'L')
                    .append(SvgWriter.number(frame.across(point.hour())))
                    .append(',')
                    .append(SvgWriter.number(frame.up(point.value(), Math.max(most, 1e-9))));
            before = point.hour();
        }
        return path.toString();
    }

    String svg() {
        return svg.end();
    }

    private record Span(double from, double to) {}

    /** A series with its legend. */
    record Named(String name, List<Curve.Point> points) {}
}
