package org.jwks4j.simulation.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** All stories, in the order of the report. */
public final class Scenarios {
    private static final List<Supplier<Scenario>> ALL =
            List.of(Week::new, Outage::new, Flood::new, SlowIssuer::new, ColdHerd::new, Fleet::new, FlappingKeys::new);

    private Scenarios() {}

    /** Plays them one after the other. */
    static List<Chapter> play() {
        List<Chapter> chapters = new ArrayList<>();
        ALL.forEach(scenario -> chapters.add(scenario.get().play()));
        return chapters;
    }

    /** Plays them and writes down what happened. */
    public static Report report() {
        return Report.of(play());
    }
}
