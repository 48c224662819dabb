package org.jwks4j.simulation.scenario;

import java.util.ArrayList;
import java.util.List;
import org.jwks4j.simulation.plot.Series.Point;

/** Counts of equal stretches of time, as a chart wants them. */
final class Steps {
    private Steps() {}

    /** Each value from its stretch's beginning to its end. */
    static List<Point> of(int[] values, double width) {
        List<Point> points = new ArrayList<>();
        for (int place = 0; place < values.length; place++) {
            if (place == 0 || values[place] != values[place - 1]) {
                points.add(new Point(place * width, values[place]));
            }
        }
        points.add(new Point(values.length * width, values[values.length - 1]));
        return points;
    }
}
