package org.jwks4j.benchmarks.scenario;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jwks4j.RefreshPolicy;
import org.jwks4j.testkit.Endpoint;
import org.jwks4j.testkit.Misbehaviour;

/** Callers while the keys are refreshed every second by an issuer that takes its time. */
final class RefreshUnderLoad implements Scenario {
    private static final Duration SPAN = Duration.ofSeconds(10);

    private final Duration issuerTakes;

    RefreshUnderLoad(Duration issuerTakes) {
        this.issuerTakes = issuerTakes;
    }

    @Override
    public String name() {
        return "5,000 callers a second, keys refreshed each 2 s by an issuer that takes " + issuerTakes.toMillis()
                + " ms";
    }

    @Override
    public Map<String, String> run() {
        Duration fresh = Duration.ofMillis(2_500); // refreshed at 80 %
        RefreshPolicy policy = RefreshPolicy.defaults().withFreshness(fresh, fresh, fresh);
        try (Service service = new Service(policy).warmedUp()) {
            service.issuer.misbehave(Endpoint.JWKS, Misbehaviour.latency(issuerTakes));
            String token = service.token();
            Latencies latencies = new Latencies();
            long begin = System.nanoTime();
            for (long at = begin; at < begin + SPAN.toNanos(); at += 200_000) {
                LockSupport.parkNanos(at - System.nanoTime());
                service.ask(token, latencies).join();
            }
            Map<String, String> results = new LinkedHashMap<>();
            results.put("JWKS requests in 10 s", String.valueOf(service.issuer.requests(Endpoint.JWKS)));
            results.put("median", latencies.percentile(0.5));
            results.put("p99.9", latencies.percentile(0.999));
            results.put("slowest", latencies.max());
            return results;
        }
    }
}
