package org.jwks4j.soak;

import java.time.Duration;
import java.util.List;

/** Sends what all sources send, evenly, for a time. */
final class Traffic {
    private static final long TICK_MILLIS = 10;
    private static final long TICKS_A_SECOND = 1_000 / TICK_MILLIS;

    private Traffic() {}

    /** @param eachSecond called once a second */
    static void run(List<Source> sources, Duration length, Runnable eachSecond) throws InterruptedException {
        long began = System.nanoTime();
        long ticks = length.toMillis() / TICK_MILLIS;
        for (long tick = 0; tick < ticks; tick++) {
            for (Source source : sources) {
                source.send((int) (due(source, tick + 1) - due(source, tick)));
            }
            if (tick % TICKS_A_SECOND == 0) {
                eachSecond.run();
            }
            long ahead = (tick + 1) * TICK_MILLIS - (System.nanoTime() - began) / 1_000_000;
            if (ahead > 0) {
                Thread.sleep(ahead);
            }
        }
    }

    private static long due(Source source, long ticks) {
        return ticks * source.perSecond() / TICKS_A_SECOND;
    }
}
