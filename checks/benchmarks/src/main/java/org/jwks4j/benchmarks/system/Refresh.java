package org.jwks4j.benchmarks.system;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jwks4j.testkit.Misbehaviour;

/** Callers while the keys are refreshed every other second by an issuer that takes its time. */
record Refresh(int perSecond, Duration span, Duration issuerTakes) implements Scenario {
    static final Duration FRESHNESS = Duration.ofSeconds(2);

    @Override
    public String name() {
        return "refresh";
    }

    @Override
    public String title() {
        return String.format(
                "%,d calls a second for %d s, keys that are fresh for %d s, an issuer that takes %d ms",
                perSecond, span.toSeconds(), FRESHNESS.toSeconds(), issuerTakes.toMillis());
    }

    @Override
    public String note() {
        return "Warm services, 32 threads. Freshness is set by `RefreshPolicy.withFreshness` (jwks4j), `cache`, with `refreshAheadCache` and "
                + "`rateLimited` shortened with it (Nimbus), `cached` (jwks-rsa), `setDefaultCacheDuration` (jose4j), and a Caffeine "
                + "cache (Spring Security). No one would set so little in earnest: it puts several refreshes into a short measurement. A row without requests is of a library that did not refresh at all: jwks-rsa's "
                + "`UrlJwkProvider` keeps the set that it fetched first for as long as all kids are in it, whatever `cached` says, and so a "
                + "key that was withdrawn too.";
    }

    @Override
    public List<Library> libraries() {
        return List.of(
                Library.JWKS4J,
                Library.NIMBUS,
                Library.NIMBUS_NOT_AHEAD,
                Library.JAVA_JWT,
                Library.JOSE4J,
                Library.SPRING);
    }

    @Override
    public Map<String, String> run(Library library) throws Exception {
        try (Service service = new Service(library, FRESHNESS).warmedUp()) {
            service.misbehave(Misbehaviour.latency(issuerTakes));
            return Load.during(span, service, perSecond, Duration.ofSeconds(5)).row(service.issuer.requests());
        }
    }
}
