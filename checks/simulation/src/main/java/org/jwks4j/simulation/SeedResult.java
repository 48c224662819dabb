package org.jwks4j.simulation;

import org.jspecify.annotations.Nullable;
import org.jwks4j.simulation.clocks.ClockWorld;
import org.jwks4j.simulation.crowd.CrowdedHost;
import org.jwks4j.simulation.fleet.StoreWorld;
import org.jwks4j.simulation.oracle.Violation;
import org.jwks4j.simulation.strangers.Strangers;

/**
 * What came of a seed.
 *
 * @param violation what was wrong; null when nothing was
 * @param nanos how much virtual time went by
 * @param events how many tasks ran
 */
public record SeedResult(long seed, @Nullable Violation violation, long nanos, long events, int requests, int calls) {
    SeedResult and(CrowdedHost.Outcome crowd) {
        return new SeedResult(
                seed, crowd.violation(), nanos, events, requests + crowd.requests(), calls + crowd.calls());
    }

    SeedResult and(ClockWorld.Outcome clocks) {
        return new SeedResult(
                seed, clocks.violation(), nanos, events, requests + clocks.requests(), calls + clocks.calls());
    }

    SeedResult and(StoreWorld.Outcome stores) {
        return new SeedResult(
                seed, stores.violation(), nanos, events, requests + stores.requests(), calls + stores.calls());
    }

    SeedResult and(Strangers.Outcome strangers) {
        return new SeedResult(
                seed, strangers.violation(), nanos, events, requests + strangers.requests(), calls + strangers.calls());
    }
}
