package org.jwks4j.redis;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What a server does in its own time. */
final class Eventually {
    private static final long AT_MOST = TimeUnit.MINUTES.toNanos(2);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

    private Eventually() {}

    /** Tries until it succeeds. */
    static void succeeds(Callable<?> attempt) throws Exception {
        long giveUpAt = System.nanoTime() + AT_MOST;
        while (true) {
            try {
                attempt.call();
                return;
            } catch (Exception e) {
                if (System.nanoTime() - giveUpAt > 0) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE); // the processor is the server's meanwhile
            }
        }
    }
}
