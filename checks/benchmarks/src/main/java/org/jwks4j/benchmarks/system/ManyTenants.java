package org.jwks4j.benchmarks.system;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jwks4j.KeyFetcher;
import org.jwks4j.RefreshPolicy;
import org.jwks4j.TrustedIssuer;

/** A hundred thousand issuers that a resolver vouches for, each asked for its keys once. */
final class ManyTenants implements Scenario {
    private static final int ISSUERS = 100_000;
    private static final long GIB = 1024 * 1024 * 1024;

    @Override
    public String name() {
        return "tenants";
    }

    @Override
    public String title() {
        return "100,000 resolved issuers with metadata and two RSA keys each";
    }

    @Override
    public String note() {
        return "jwks4j alone, without a network: issuers that a resolver vouches for, fetched one after the other, at work and at rest. "
                + "It takes about five minutes and is run only when it is named.";
    }

    @Override
    public List<Library> libraries() {
        return List.of(Library.JWKS4J);
    }

    @Override
    public boolean onlyWhenNamed() {
        return true;
    }

    @Override
    public Optional<String> plotted() {
        return Optional.empty();
    }

    @Override
    public Map<String, String> run(Library library) throws Exception {
        fetchAll(1_000, Duration.ofHours(1)).close(); // all classes are loaded
        Map<String, String> results = new LinkedHashMap<>();
        long before = usedBytes();
        int threadsBefore = Thread.activeCount();
        long begin = System.nanoTime();
        try (KeyFetcher fetcher = fetchAll(ISSUERS, Duration.ofHours(1))) {
            results.put("all fetched in, ms", Latencies.millis(System.nanoTime() - begin));
            results.put("issuers in status()", String.valueOf(fetcher.status().size()));
            results.put("bytes per issuer at work", String.valueOf((usedBytes() - before) / ISSUERS));
            results.put("threads", String.valueOf(Thread.activeCount() - threadsBefore));
        }
        try (KeyFetcher fetcher = fetchAll(ISSUERS, Duration.ofSeconds(20))) {
            Thread.sleep(30_000);
            results.put("bytes per issuer at rest", String.valueOf((usedBytes() - before) / ISSUERS));
            long asked = System.nanoTime();
            results.put(
                    "issuers at rest in status()",
                    String.valueOf(fetcher.status().size()));
            results.put("status() took, ms", Latencies.millis(System.nanoTime() - asked));
        }
        return results;
    }

    private static KeyFetcher fetchAll(int issuers, Duration fresh) {
        KeyFetcher fetcher = KeyFetcher.builder()
                .trust(name -> CompletableFuture.completedFuture(Optional.of(TrustedIssuer.of(name))))
                .allowPrivateAddresses()
                .maximumIssuers(2 * issuers)
                .maximumIssuerMemory(GIB, GIB) // all of them at work are half of it
                .transport(new Tenants())
                .refreshPolicy(RefreshPolicy.defaults().withFreshness(fresh, fresh, fresh))
                .build();
        for (int i = 0; i < issuers; i++) {
            // each of a domain of its own, or they would wait for their turn
            fetcher.getJwkSet("https://tenant-" + i + ".example/").join();
        }
        return fetcher;
    }

    private static long usedBytes() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(200);
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
