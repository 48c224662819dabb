package org.jwks4j.events;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads for the listeners of a fetcher that was given no executor for them: daemons, one each, gone when idle. */
public final class ListenerThreads {
    private ListenerThreads() {}

    /**
     * Starts none yet.
     *
     * @param listeners how many threads there may be
     * @return an executor that the caller shuts down
     */
    public static ExecutorService start(int listeners) {
        return new ThreadPoolExecutor(0, listeners, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = Executors.defaultThreadFactory().newThread(task);
            thread.setName("jwks4j-listener");
            thread.setDaemon(true);
            return thread;
        });
    }
}
