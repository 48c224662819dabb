package org.jwks4j.transport.httpclient5;

import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Where look-ups block. They are few, so that name servers that never answer cannot take all of the machine's threads; a
 * look-up cannot be interrupted and may outlive its request.
 */
final class LookupThreads {
    static final int THREADS = 16;
    static final int WAITING = 1024;

    private LookupThreads() {}

    static ThreadPoolExecutor start() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), LookupThreads::thread);
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    private static Thread thread(Runnable task) {
        Thread thread = Executors.defaultThreadFactory().newThread(task);
        thread.setName("jwks4j-lookup");
        thread.setDaemon(true);
        return thread;
    }
}
