package org.jwks4j.events;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads for the listeners of a fetcher that was given no executor for them: daemons, one each, gone when idle. */
public final class ListenerThreads {
    private ListenerThreads() {}

    /**
     * Starts none yet. A task waits while all threads are busy, and is never refused: a thread that told all of its
     * listener's events is busy for a moment longer, and the next event may be the last for hours.
     *
     * @param listeners how many threads there may be
     * @return an executor that the caller shuts down
     */
    public static ExecutorService start(int listeners) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                listeners, listeners, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), ListenerThreads::thread);
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    private static Thread thread(Runnable task) {
        Thread thread = Executors.defaultThreadFactory().newThread(task);
        thread.setName("jwks4j-listener");
        thread.setDaemon(true);
        return thread;
    }
}
