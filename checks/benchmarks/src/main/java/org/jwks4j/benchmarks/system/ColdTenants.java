package org.jwks4j.benchmarks.system;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A service starts, and a caller of each tenant comes at once. */
record ColdTenants(
        String name,
        int tenants,
        Duration hostTakes,
        @Nullable Duration deadline,
        int rounds) implements Scenario {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What the default places allow of one host at once. */
    private static final int PLACES = 64;

    @Override
    public String title() {
        return String.format(
                "%,d cold tenants of one host, a caller each, a host that takes %d ms", tenants, hostTakes.toMillis());
    }

    @Override
    public String note() {
        return "Nothing was fetched before. Times count from the moment that lets all threads go; "
                + (deadline == null
                        ? "every library waits for as long as it does by default."
                        : "jwks4j's callers have " + deadline.toSeconds()
                                + " s, the others wait as they do by default.");
    }

    @Override
    public List<Library> libraries() {
        return Library.WITH_BOTH;
    }

    @Override
    public Map<String, String> run(Library library) throws Exception {
        try (TenantService service = new TenantService(library, tenants, hostTakes, Settings.within(deadline))) {
            Cpu cpu = new Cpu();
            Herd herd = new Herd(service, tenants);
            herd.await(PATIENCE);
            Map<String, String> row = new LinkedHashMap<>();
            row.put(Cpu.MILLIS, cpu.millis());
            row.put("requests", String.valueOf(service.host.requests()));
            herd.describe(row);
            row.put("issuers that report failures", service.reportingFailures());
            return row;
        }
    }

    Bar noneRefused() {
        return Bar.of(
                name + ": refused, or not told, of jwks4j's callers",
                0,
                results -> Bar.most(results, name, Library.OURS, "told no", "not told"));
    }

    Bar withinTwiceTheFastest() {
        return Bar.of(
                name + ": last of jwks4j told the JWKS URI ÷ last of the fastest peer that serves all",
                2,
                results -> ours(results, Library.JWKS4J_BY_URI)
                        / Bar.peers(results, name, Latencies.MAX).min().orElse(Double.NaN));
    }

    Bar byDiscovery() {
        return Bar.of(
                name + ": last of jwks4j by discovery ÷ last of the slowest peer that serves all",
                2.3,
                results -> ours(results, Library.JWKS4J)
                        / Bar.peers(results, name, Latencies.MAX).max().orElse(Double.NaN));
    }

    Bar asPlacesAllow(Library library, int roundTrips) {
        double best = Math.ceil((double) tenants / PLACES) * hostTakes.toMillis() * roundTrips;
        return Bar.of(
                name + ": last of " + library.label() + " ÷ ⌈tenants / " + PLACES + "⌉ × latency × " + roundTrips,
                1.3,
                results -> ours(results, library) / best);
    }

    private double ours(Results results, Library library) {
        return Bar.number(results.of(name), library, Latencies.MAX);
    }
}
