package org.jwks4j.benchmarks.system;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** The threads of those who call a service. */
final class CallerThreads {
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    void start(Runnable task) {
        Thread thread = new Thread(task, "caller");
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    /** Sends everybody away. */
    void interrupt() {
        threads.forEach(Thread::interrupt);
    }

    /** Waits until all have gone, for ten seconds at most. */
    void join() {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        try {
            for (Thread thread : threads) {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        long left = threads.stream().filter(Thread::isAlive).count();
        if (left > 0) {
            System.err.println(left + " callers are still inside the library and may disturb the next measurement");
        }
    }
}
