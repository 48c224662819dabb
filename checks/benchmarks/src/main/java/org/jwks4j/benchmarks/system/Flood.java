package org.jwks4j.benchmarks.system;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jwks4j.testkit.Misbehaviour;

/** Tokens whose keys no one has, a rotation among them, and the service's legitimate callers all the while. */
record Flood(int tokens, Duration span, Duration issuerTakes, Duration atMost) implements Scenario {
    private static final int THREADS = 256;
    private static final String WORKS = "new key works after, ms";

    @Override
    public String name() {
        return "flood";
    }

    @Override
    public String title() {
        return String.format(
                "%,d invented kids in %d s from %d threads, a rotation in the middle, an issuer that takes %d ms",
                tokens, span.toSeconds(), THREADS, issuerTakes.toMillis());
    }

    @Override
    public String note() {
        return "Warm services with their own freshness. From the rotation on somebody comes each 50 ms with a token of the new key, until it is "
                + "taken, for up to " + atMost.toSeconds()
                + " s. All along 1,000 legitimate calls a second are made on 16 threads, with a "
                + "token whose key is known. Requests are counted until the flood is over and the new key works, or no one waits any "
                + "longer.";
    }

    @Override
    public Optional<String> plotted() {
        return Optional.of(WORKS);
    }

    @Override
    public Map<String, String> run(Library library) throws Exception {
        try (Service service = new Service(library, null).warmedUp()) {
            service.misbehave(Misbehaviour.latency(issuerTakes));
            Latencies invented = new Latencies();
            Load load = new Load(service, 1_000, 16);
            long begin = System.nanoTime();
            begin(service, begin, invented);
            Pause.until(begin + span.toNanos() / 2);
            service.issuer.rotate();
            String works = Probe.untilTaken(service, service.token(), atMost);
            Pause.until(begin + span.toNanos());
            load.end(Duration.ofSeconds(5));
            Map<String, String> row = new LinkedHashMap<>();
            row.put("requests", String.valueOf(service.issuer.requests()));
            row.put(WORKS, works);
            load.describe(row);
            row.put("invented kids told", String.format("%,d", invented.answered()));
            row.put("of them p99, ms", invented.percentile(0.99));
            return row;
        }
    }

    private void begin(Service service, long begin, Latencies latencies) {
        AtomicInteger next = new AtomicInteger();
        for (int thread = 0; thread < THREADS; thread++) {
            service.start(() -> {
                try {
                    for (int i = next.getAndIncrement(); i < tokens; i = next.getAndIncrement()) {
                        Pause.until(begin + span.toNanos() * i / tokens);
                        long start = System.nanoTime();
                        service.takes(service.inventedToken(i));
                        latencies.add(System.nanoTime() - start);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }
}
