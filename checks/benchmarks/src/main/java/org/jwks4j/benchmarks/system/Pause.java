package org.jwks4j.benchmarks.system;

import java.util.concurrent.locks.LockSupport;

/** Waiting until a time of {@link System#nanoTime()}. */
final class Pause {
    private Pause() {}

    static void until(long time) throws InterruptedException {
        for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.parkNanos(left);
        }
    }
}
