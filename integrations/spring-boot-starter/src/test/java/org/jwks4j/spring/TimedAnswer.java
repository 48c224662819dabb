package org.jwks4j.spring;

import java.time.Duration;
import java.util.regex.Pattern;

/** An answer in words, and how long it took. */
record TimedAnswer(String words, Duration took) {
    /** Longer than this no one waits. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    static final Pattern TIME = Pattern.compile("< 1 s|(> )?\\d+ s");

    static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Whole seconds, since less says how busy the machine was. */
    String time() {
        if (took.equals(PATIENCE)) {
            return "> " + PATIENCE.toSeconds() + " s";
        }
        return took.toMillis() < 1000 ? "< 1 s" : Math.round(took.toMillis() / 1000.0) + " s";
    }
}
