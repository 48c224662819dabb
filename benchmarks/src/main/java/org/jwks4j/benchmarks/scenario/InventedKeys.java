package org.jwks4j.benchmarks.scenario;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jwks4j.KeyFetchException;
import org.jwks4j.RefreshPolicy;
import org.jwks4j.testkit.Endpoint;

/** A flood of tokens whose keys nobody has, a rotation inside, and the service's ordinary callers all the while. */
final class InventedKeys implements Scenario {
    private static final int TOKENS = 10_000;
    private static final Duration FLOOD = Duration.ofSeconds(5);
    private static final int THREADS = 256;

    private final Latencies bogus = new Latencies();
    private final Latencies warm = new Latencies();

    @Override
    public String name() {
        return "10,000 invented kids in 5 s from 256 threads, a rotation in the middle";
    }

    @Override
    public Map<String, String> run() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS + 2);
        try (Service service = new Service(RefreshPolicy.defaults()).warmedUp()) {
            String known = service.token();
            for (int i = 0; i < 20_000; i++) {
                service.ask(known, new Latencies()); // compiled
            }
            long begin = System.nanoTime();
            flood(service, pool, begin);
            pool.execute(() -> ordinaryCallers(service, known, begin));
            sleepUntil(begin + FLOOD.toNanos() / 2);
            service.issuer.rotate();
            long rotated = System.nanoTime();
            honoured(service, service.token());
            String honouredAfter = Latencies.millis(System.nanoTime() - rotated);
            pool.shutdown();
            if (!pool.awaitTermination(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the flood has not ended");
            }
            Map<String, String> results = new LinkedHashMap<>();
            results.put("JWKS requests", String.valueOf(service.issuer.requests(Endpoint.JWKS)));
            results.put("new key honoured after", honouredAfter);
            results.put("bogus callers told within, p99", bogus.percentile(0.99));
            results.put("slowest of them", bogus.max());
            results.put("warm callers, p99.9", warm.percentile(0.999));
            return results;
        }
    }

    private void flood(Service service, ExecutorService pool, long begin) {
        AtomicInteger next = new AtomicInteger();
        for (int thread = 0; thread < THREADS; thread++) {
            pool.execute(() -> {
                for (int i = next.getAndIncrement(); i < TOKENS; i = next.getAndIncrement()) {
                    sleepUntil(begin + FLOOD.toNanos() * i / TOKENS);
                    service.ask(service.inventedToken(i), bogus)
                            .exceptionally(refused -> null)
                            .join();
                }
            });
        }
    }

    private void ordinaryCallers(Service service, String token, long begin) {
        for (int i = 0; System.nanoTime() < begin + FLOOD.toNanos(); i++) {
            sleepUntil(begin + i * 200_000L);
            service.ask(token, warm).join();
        }
    }

    /** As a client would: again, when the service says that it may. */
    private static void honoured(Service service, String token) {
        while (true) {
            try {
                service.fetcher.blocking().getKey(token);
                return;
            } catch (KeyFetchException e) {
                Duration again = e.retryAfter().orElse(Duration.ofMillis(10));
                sleepUntil(System.nanoTime() + again.toNanos());
            }
        }
    }

    private static void sleepUntil(long time) {
        for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
