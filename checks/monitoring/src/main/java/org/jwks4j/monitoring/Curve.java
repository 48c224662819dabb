package org.jwks4j.monitoring;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One series that Prometheus answered.
 *
 * @param labels by name
 * @param points where there is a value, in order
 */
record Curve(Members labels, List<Point> points) {
    private static final Pattern SHOWN = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");

    static Curve of(Members series, long from) {
        List<Point> points = new ArrayList<>();
        for (Object pair : series.list("values")) {
            double value = Double.parseDouble(((String) ((List<?>) pair).get(1))
                    .replace("Inf", "Infinity")
                    .replace("+", ""));
            if (Double.isFinite(value)) {
                double second = ((Number) ((List<?>) pair).get(0)).doubleValue() - from;
                points.add(new Point(second / 3600, value));
            }
        }
        return new Curve(series.object("metric"), points);
    }

    /** As Grafana writes it: with the values of labels in a text. */
    String name(String legend) {
        return SHOWN.matcher(legend)
                .replaceAll(label ->
                        labels.text(label.group(1)).replace("https://", "").replace("$", ""));
    }

    /** A value at an hour. */
    record Point(double hour, double value) {}
}
