package org.jwks4j.idp;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What users noticed while something happened to their issuer.
 *
 * @param shown legitimate tokens that were shown
 * @param refusals the reason of each one that was refused
 * @param requests what the provider saw of all services meanwhile
 * @param recovery until the last new token was accepted; zero if each one was at first sight
 */
record Disturbance(long shown, List<String> refusals, long requests, Duration recovery) {
    /** Within which a new key is to be accepted, once its issuer is back. */
    static final Duration MAX_RECOVERY = Duration.ofSeconds(10);

    static final Disturbance NONE = new Disturbance(0, List.of(), 0, Duration.ZERO);

    Disturbance {
        refusals = List.copyOf(refusals);
    }

    /**
     * No legitimate token may be refused, and no new key be unknown for long.
     *
     * @param what whom it happened to, and what
     */
    void requireNoHarm(String what) {
        if (!refusals.isEmpty()) {
            throw new AssertionError(what + ", and " + refusals.size() + " of " + shown
                    + " legitimate tokens were refused; some of the reasons:\n"
                    + refusals.stream().distinct().limit(5).collect(Collectors.joining("\n")));
        }
        if (recovery.compareTo(MAX_RECOVERY) > 0) {
            throw new AssertionError(what + ", and a new key was accepted only after " + recovery);
        }
    }
}
