package org.jwks4j.benchmarks.scenario;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jwks4j.RefreshPolicy;
import org.jwks4j.testkit.Endpoint;
import org.jwks4j.testkit.Misbehaviour;

/** A thousand callers at once, before the first key is there. */
final class ColdHerd implements Scenario {
    private static final int CALLERS = 1_000;

    @Override
    public String name() {
        return "1,000 cold callers, an issuer that takes 100 ms";
    }

    @Override
    public Map<String, String> run() {
        try (Service service = new Service(RefreshPolicy.defaults())) {
            Misbehaviour slow = Misbehaviour.latency(Duration.ofMillis(100));
            service.issuer.misbehave(Endpoint.METADATA, slow);
            service.issuer.misbehave(Endpoint.JWKS, slow);
            String token = service.token();
            Latencies latencies = new Latencies();
            CompletableFuture<?>[] callers = IntStream.range(0, CALLERS)
                    .mapToObj(i -> service.ask(token, latencies))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(callers).join();
            Map<String, String> results = new LinkedHashMap<>();
            results.put("requests", String.valueOf(service.issuer.requests()));
            results.put("median", latencies.percentile(0.5));
            results.put("slowest", latencies.max());
            return results;
        }
    }
}
