package org.jwks4j.simulation;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Many seeds on a few threads, counted together. Which thread runs a seed changes nothing about it. */
final class Campaign {
    private static final int TRACE_LINES = 25;

    private final PrintWriter out;
    private int seeds;
    private int failed;
    private long nanos;
    private long events;
    private long requests;
    private long calls;

    Campaign(PrintWriter out) {
        this.out = out;
    }

    boolean holds() {
        return failed == 0;
    }

    void run(long first, int count, int threads) {
        long began = System.nanoTime();
        AtomicLong next = new AtomicLong(first);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        for (int thread = 0; thread < threads; thread++) {
            pool.execute(() -> {
                for (long seed = next.getAndIncrement(); seed < first + count; seed = next.getAndIncrement()) {
                    add(seed);
                }
            });
        }
        pool.shutdown();
        try {
            pool.awaitTermination(1, TimeUnit.DAYS);
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
        summarize(Duration.ofNanos(System.nanoTime() - began));
    }

    private void add(long seed) {
        SeedResult result;
        try {
            result = Simulation.run(seed);
        } catch (RuntimeException e) {
            crashed(seed, e);
            return;
        }
        List<String> trace = new ArrayList<>();
        SeedResult again = result.violation() == null ? result : Simulation.run(seed, trace::add);
        add(result, again, trace);
    }

    private synchronized void crashed(long seed, RuntimeException e) {
        seeds++;
        failed++;
        out.println("seed " + seed + ": the simulator broke");
        e.printStackTrace(out);
        out.flush();
    }

    private synchronized void add(SeedResult result, SeedResult again, List<String> trace) {
        seeds++;
        nanos += result.nanos();
        events += result.events();
        requests += result.requests();
        calls += result.calls();
        if (result.violation() != null) {
            failed++;
            out.println("seed " + result.seed() + ": " + result.violation());
            trace.subList(Math.max(0, trace.size() - TRACE_LINES), trace.size())
                    .forEach(line -> out.println("    " + line));
            if (!result.violation().equals(again.violation())) {
                out.println("    the second run of the seed ended otherwise: " + again.violation());
            }
            out.println("    replay: scripts/simulate --seed " + result.seed());
            out.flush();
        }
    }

    private synchronized void summarize(Duration took) {
        out.println(seeds + " seeds, " + failed + " failed; "
                + Duration.ofNanos(nanos).toDays() + " virtual days, " + events + " events, " + requests + " fetches, "
                + calls + " callers in " + took.toMillis() / 1000.0 + " s");
    }
}
