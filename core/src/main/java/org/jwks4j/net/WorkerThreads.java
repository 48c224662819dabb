package org.jwks4j.net;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of a fetcher that was given no executor, on a machine with so few processors that the common pool has one thread
 * or none: there a single task that blocks would hold up all others, deadlines included.
 */
public final class WorkerThreads {
    private static final int MOST = 4;

    private WorkerThreads() {}

    public static boolean areNeeded() {
        return ForkJoinPool.getCommonPoolParallelism() < 2;
    }

    /** At most four daemons, which end after 10 s without work. */
    public static ExecutorService start() {
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(MOST, MOST, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = Executors.defaultThreadFactory().newThread(task);
                    thread.setName("jwks4j-worker");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
