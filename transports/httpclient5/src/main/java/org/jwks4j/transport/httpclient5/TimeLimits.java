package org.jwks4j.transport.httpclient5;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * How long answers may take. One thread for all transports, a daemon that ends after 1 s without work: the JDK's own for timeouts
 * lives as long as the JVM, and keeps the class loader of the application that used it first.
 */
final class TimeLimits {
    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private TimeLimits() {}

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = Executors.defaultThreadFactory().newThread(task);
            thread.setName("jwks4j-guarded-timer");
            thread.setDaemon(true);
            return thread;
        });
        timer.setKeepAliveTime(1, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    /** Runs something, on the thread of this, unless the answer is there in time. Nothing stays scheduled after that. */
    static void after(Duration limit, CompletableFuture<?> answer, Runnable whatThen) {
        Future<?> end = TIMER.schedule(whatThen, limit.toNanos(), TimeUnit.NANOSECONDS);
        answer.whenComplete((done, failure) -> end.cancel(false));
    }
}
