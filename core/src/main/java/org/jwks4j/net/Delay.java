package org.jwks4j.net;

import java.time.Duration;

/** Delays as people read them. */
public final class Delay {
    private Delay() {}

    /** A delay for people: milliseconds below ten seconds, seconds above, rounded up. */
    public static String inWords(Duration delay) {
        long millis = Math.max(1, delay.toMillis());
        return millis < 10_000 ? millis + " ms" : (millis + 999) / 1000 + " s";
    }
}
