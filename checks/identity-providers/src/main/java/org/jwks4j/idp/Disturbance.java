package org.jwks4j.idp;

import java.time.Duration;
import java.util.List;

/**
 * What users noticed while something happened to their issuer.
 *
 * @param shown legitimate tokens that were shown
 * @param refusals the reason of each one that was refused
 * @param requests what the provider saw of all services meanwhile
 * @param recovery until the last new token was accepted; zero if each one was at first sight
 */
record Disturbance(long shown, List<String> refusals, long requests, Duration recovery) {
    static final Disturbance NONE = new Disturbance(0, List.of(), 0, Duration.ZERO);

    Disturbance {
        refusals = List.copyOf(refusals);
    }
}
