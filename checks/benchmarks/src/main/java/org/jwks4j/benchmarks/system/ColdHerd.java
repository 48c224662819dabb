package org.jwks4j.benchmarks.system;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jwks4j.testkit.Misbehaviour;

/** Everybody at once, before the first key is there. */
record ColdHerd(String name, int callers, Duration issuerTakes, Duration atMost, String note) implements Scenario {
    @Override
    public String title() {
        return String.format("%,d cold callers, an issuer that takes %d ms", callers, issuerTakes.toMillis());
    }

    @Override
    public List<Library> libraries() {
        return Library.WITH_BOTH;
    }

    @Override
    public Map<String, String> run(Library library) throws Exception {
        try (Service service = new Service(library, null)) {
            service.misbehave(Misbehaviour.latency(issuerTakes));
            Herd herd = new Herd(service, callers);
            herd.await(atMost);
            Map<String, String> row = new LinkedHashMap<>();
            row.put("requests", String.valueOf(service.issuer.requests()));
            herd.describe(row);
            return row;
        }
    }
}
