package org.jwks4j.net;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** Everything the engine takes from outside that is not the network: time, threads and chance. */
public final class Environment {
    /** Later than any time the engine can name. */
    public static final long NEVER = Long.MAX_VALUE;

    private final ElapsedTime elapsed;
    private final InstantSource instants;
    private final ScheduledExecutorService scheduler;
    private final Executor executor;
    private final RandomGenerator random;

    /**
     * Takes what was configured.
     *
     * @param ticker monotonic nanoseconds of any origin
     * @param random thread-safe
     */
    @SuppressWarnings("UnnecessaryMethodReference") // the disguise is needed: executor() says why
    public Environment(
            LongSupplier ticker,
            InstantSource instants,
            ScheduledExecutorService scheduler,
            Executor executor,
            RandomGenerator random) {
        this.elapsed = new ElapsedTime(ticker, instants);
        this.instants = instants;
        this.scheduler = scheduler;
        this.executor = executor::execute;
        this.random = random;
    }

    /**
     * Nanoseconds since the fetcher was built, by whichever clock moved further; they never go back, and are counted from zero, so
     * that plain comparison is right.
     */
    public long now() {
        return elapsed.nanos();
    }

    public Instant wallClock() {
        return instants.instant();
    }

    /**
     * Where tasks run. Never the common pool by name: on one or two processors and a JDK before 25, the asynchronous methods of
     * CompletableFuture do not use that pool when they are given it, but start a thread for each task.
     */
    public Executor executor() {
        return executor;
    }

    /** Runs a task on the executor, never on the thread that times; at once if the executor was shut down. */
    public void handOver(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException | OutOfMemoryError e) { // shut down, or out of threads
            task.run(); // no caller may wait for ever
        }
    }

    /** Uniform in [0, 1). */
    public double chance() {
        return random.nextDouble();
    }

    public ScheduledFuture<?> schedule(long delayNanos, Runnable task) {
        return scheduler.schedule(task, Math.max(0, delayNanos), TimeUnit.NANOSECONDS);
    }
}
