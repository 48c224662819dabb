package org.jwks4j.benchmarks.system;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Callers of several issuers on one host, while the keys of each are refreshed every second by a host that takes its time. */
record TenantRefresh(int issuers, int perSecond, Duration span, Duration hostTakes, Duration freshness, int rounds)
        implements Scenario {
    private static final String TAIL = "p99.9, ms";
    private static final Duration LATE = Duration.ofMillis(20);
    private static final String OVER = "over " + LATE.toMillis() + " ms";
    private static final int ROUNDS_TO_COMPILE = 2_000;

    @Override
    public String name() {
        return "refresh-ten";
    }

    @Override
    public String title() {
        return String.format(
                "%d issuers on one host, %,d calls a second for %d s, keys that are fresh for %d s, a host that takes %d ms",
                issuers, perSecond, span.toSeconds(), freshness.toSeconds(), hostTakes.toMillis());
    }

    @Override
    public String note() {
        return "As `refresh`, but the host takes a fifth of the keys' lifetime, and the service trusts " + issuers
                + " issuers there: a fetch that begins in the last fifth ends too late. Calls are counted from the third lifetime on, when"
                + " all keys are from a host that takes so long. What jwks-rsa does is said there.";
    }

    @Override
    public List<Library> libraries() {
        return List.of(
                Library.JWKS4J,
                Library.JWKS4J_BY_URI,
                Library.NIMBUS,
                Library.NIMBUS_NOT_AHEAD,
                Library.JAVA_JWT,
                Library.JOSE4J,
                Library.SPRING);
    }

    @Override
    public Optional<String> plotted() {
        return Optional.of(TAIL);
    }

    @Override
    public Map<String, String> run(Library library) throws Exception {
        try (TenantService service = new TenantService(library, issuers, Duration.ZERO, Settings.freshFor(freshness))
                .warmedUp(ROUNDS_TO_COMPILE)) {
            service.host.takes(hostTakes);
            load(freshness.multipliedBy(2), service);
            service.host.forgetRequests();
            Load load = load(span, service);
            Map<String, String> row = load.row(service.host.requests());
            row.put(OVER, String.valueOf(load.over(LATE)));
            return row;
        }
    }

    private Load load(Duration time, TenantService service) throws InterruptedException {
        return Load.during(time, service, perSecond, Duration.ofSeconds(5));
    }

    Bar noneLate() {
        return Bar.of(
                "refresh-ten: calls of jwks4j over " + LATE.toMillis() + " ms",
                0,
                results -> Bar.most(results, name(), Library.OURS, OVER));
    }

    Bar tail() {
        return Bar.of(
                "refresh-ten: p99.9 of jwks4j ÷ that of the best peer that refreshes",
                2,
                results -> Bar.most(results, name(), Library.OURS, TAIL)
                        / Bar.peers(results, name(), TAIL, TenantRefresh::refreshes)
                                .min()
                                .orElse(Double.NaN));
    }

    private static boolean refreshes(Map<String, String> row) {
        return Bar.number(row, "requests") > 0 && Bar.number(row, "refused") == 0 && Bar.number(row, "not told") == 0;
    }
}
