package org.jwks4j.bootload;

import java.util.function.BiFunction;
import org.jwks4j.simulation.plot.Axis;
import org.jwks4j.simulation.plot.Figure;
import org.jwks4j.simulation.plot.Panel;
import org.jwks4j.simulation.plot.Series;

/**
 * Both applications' figures of one run.
 *
 * @param issuer whose tokens they were
 * @param back the second in which the issuer answered again
 */
record Comparison(Issuers.Title issuer, Outcome plain, Outcome ours, int back) {
    String rows() {
        return plain.row() + ours.row();
    }

    Figure figure() {
        return new Figure(
                issuer.picture(),
                "Good tokens refused in each second, and requests at the issuer, plain Boot and ours",
                panel("Good tokens that were refused", Outcome::refusedIn),
                panel("Requests at the issuer", Outcome::requestsIn));
    }

    private Panel panel(String title, BiFunction<Outcome, Integer, Long> count) {
        long most = 1;
        for (int second = 0; second < Timeline.SECONDS; second++) {
            most = Math.max(most, Math.max(count.apply(plain, second), count.apply(ours, second)));
        }
        Axis seconds = new Axis("seconds", 0, Timeline.SECONDS, 50);
        Timeline inOutage = Timeline.FLOOD_IN_OUTAGE;
        return new Panel(title, seconds, Axis.upTo((double) most, "requests per second"))
                .band(Timeline.OUTAGE.from, inOutage.from, "down")
                .band(inOutage.from, inOutage.to, "flood")
                .band(inOutage.to, Math.max(back, inOutage.to), back - inOutage.to > 10 ? "down" : "")
                .band(Math.max(back, Timeline.FLOOD.from), Timeline.FLOOD.to, "flood")
                .mark(Timeline.ROTATION.from, "rotation")
                .with(plain.bySecond(Series.Colour.RED, second -> count.apply(plain, second)))
                .with(ours.bySecond(Series.Colour.BLUE, second -> count.apply(ours, second)));
    }
}
