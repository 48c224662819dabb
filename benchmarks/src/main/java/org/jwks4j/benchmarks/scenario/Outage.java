package org.jwks4j.benchmarks.scenario;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jwks4j.RefreshPolicy;
import org.jwks4j.testkit.Endpoint;
import org.jwks4j.testkit.Misbehaviour;

/** Callers while the issuer does not answer and the keys are past their freshness. */
final class Outage implements Scenario {
    private static final Duration SPAN = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "an outage of 10 s, of which the keys are fresh for 1 s; the issuer holds connections open";
    }

    @Override
    public Map<String, String> run() {
        Duration fresh = Duration.ofSeconds(1);
        RefreshPolicy policy = RefreshPolicy.defaults().withFreshness(fresh, fresh, fresh);
        try (Service service = new Service(policy).warmedUp()) {
            service.issuer.misbehave(Endpoint.METADATA, Misbehaviour.hang());
            service.issuer.misbehave(Endpoint.JWKS, Misbehaviour.hang());
            String token = service.token();
            Latencies latencies = new Latencies();
            AtomicInteger refused = new AtomicInteger();
            long begin = System.nanoTime();
            for (long at = begin; at < begin + SPAN.toNanos(); at += 1_000_000) {
                LockSupport.parkNanos(at - System.nanoTime());
                service.ask(token, latencies).exceptionally(failure -> {
                    refused.incrementAndGet();
                    return null;
                });
            }
            Map<String, String> results = new LinkedHashMap<>();
            results.put("callers", String.valueOf(latencies.count()));
            results.put("refused", refused.toString());
            results.put("median", latencies.percentile(0.5));
            results.put("p99", latencies.percentile(0.99));
            results.put("slowest", latencies.max());
            results.put("requests", String.valueOf(service.issuer.requests()));
            return results;
        }
    }
}
