package org.jwks4j.benchmarks.scenario;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jwks4j.RefreshPolicy;
import org.jwks4j.testkit.Endpoint;
import org.jwks4j.testkit.Misbehaviour;

/** An issuer that is down when the service starts, and comes back while nobody asks. */
final class DownAtStart implements Scenario {
    private static final int CALLERS = 200;

    @Override
    public String name() {
        return "200 cold callers, an issuer that answers 503, and comes back";
    }

    @Override
    public Map<String, String> run() {
        try (Service service = new Service(RefreshPolicy.defaults())) {
            service.issuer.misbehave(Endpoint.METADATA, Misbehaviour.status(503));
            String token = service.token();
            Latencies latencies = new Latencies();
            CompletableFuture<?>[] callers = IntStream.range(0, CALLERS)
                    .mapToObj(i -> service.ask(token, latencies).exceptionally(failure -> null))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(callers).join();
            Map<String, String> results = new LinkedHashMap<>();
            results.put("requests when all were told", String.valueOf(service.issuer.requests()));
            results.put("slowest told after", latencies.max());
            service.issuer.behave();
            long back = System.nanoTime();
            service.fetcher.ready().join();
            results.put("keys there after the return", Latencies.millis(System.nanoTime() - back));
            return results;
        }
    }
}
