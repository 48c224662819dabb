package org.jwks4j.cli.terminal;

import java.time.Duration;
import org.jwks4j.net.Delay;

/** Durations as people say them: the two largest units. */
public final class TimeSpan {
    private TimeSpan() {}

    public static String of(Duration duration) {
        return Delay.span(duration);
    }
}
