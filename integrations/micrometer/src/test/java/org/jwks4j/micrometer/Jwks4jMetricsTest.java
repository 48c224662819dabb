package org.jwks4j.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyFetcherBuilder;
import org.jwks4j.KeyFetcherEvent.UnknownKeyRefused;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.ManualTime;
import org.jwks4j.verifier.JwtVerifier;

/** What is counted, of whom, and how many series there may be. */
final class Jwks4jMetricsTest {
    private static final String ALIAS = "https://alias.example.com";

    @AutoClose
    private final FakeIssuer issuer = FakeIssuer.start();

    private final ManualTime time = ManualTime.start();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Jwks4jMetrics metrics = new Jwks4jMetrics(registry);

    @AutoClose
    private final KeyFetcher fetcher = fetcher(metrics);

    private KeyFetcher fetcher(Jwks4jMetrics listener) {
        KeyFetcherBuilder builder = KeyFetcher.builder()
                .trust(TrustedIssuer.of(issuer.issuer()).withAlias(ALIAS))
                .allowHttpOnLoopback()
                .ticker(time.ticker())
                .instantSource(time.instants())
                .listener(listener)
                .listenerExecutor(Runnable::run);
        KeyFetcher built = builder.build();
        listener.bind(built);
        return built;
    }

    private double counted(String name, String... tags) {
        return registry.get(name).tags(tags).counter().count();
    }

    private double gauge(String name, String... tags) {
        return registry.get(name).tags(tags).gauge().value();
    }

    @Test
    void tokens_areCountedByOutcomeAndReason() {
        JwtVerifier verifier = JwtVerifier.builder(fetcher)
                .audience("orders")
                .rememberVerifiedTokens(100_000)
                .listener(metrics)
                .listenerExecutor(Runnable::run)
                .build();
        String good = issuer.token().claim("aud", "orders").mint();
        verifier.blocking().verify(good);
        verifier.blocking().verify(good);
        verifier.verify(issuer.token().claim("aud", "else").mint());
        verifier.verify("no token");

        assertThat(verifications(issuer.issuer(), "verified", "none", "false")).isEqualTo(1);
        assertThat(verifications(issuer.issuer(), "verified", "none", "true")).isEqualTo(1);
        assertThat(verifications(issuer.issuer(), "refused", "WRONG_AUDIENCE", "false"))
                .isEqualTo(1);
        assertThat(verifications("other", "refused", "MALFORMED_TOKEN", "false"))
                .isEqualTo(1);
    }

    private long verifications(String of, String outcome, String reason, String remembered) {
        return registry.get("jwks4j.verifications")
                .tags("issuer", of, "outcome", outcome, "reason", reason, "remembered", remembered)
                .timer()
                .count();
    }

    @Test
    void eachKindOfEvent_isCountedOnce() {
        Telling.ofFetcher(issuer.issuer()).forEach(metrics::onEvent);
        Telling.ofVerifier(Optional.empty()).forEach(metrics::onEvent);

        assertThat(List.of(
                        "requests.refused",
                        "unknown.keys.refused",
                        "stale.served",
                        "key.sets.changed",
                        "key.sets.unconfirmed",
                        "private.keys.published",
                        "keys.revoked",
                        "issuers.revoked"))
                .allSatisfy(name -> assertThat(counted("jwks4j." + name, "issuer", issuer.issuer()))
                        .isEqualTo(1));
        assertThat(counted("jwks4j.keys.skipped", "reason", "SYMMETRIC_KEY")).isEqualTo(1);
        assertThat(counted("jwks4j.events.dropped", "source", "fetcher")).isEqualTo(7);
        assertThat(counted("jwks4j.events.dropped", "source", "verifier")).isEqualTo(5);
        assertThat(registry.get("jwks4j.fetches")
                        .tags("outcome", "failure", "reason", "ISSUER_UNREACHABLE")
                        .timer()
                        .totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(20.0);
    }

    @Test
    void ageAndFreshness_areThoseOfTheMoment() {
        assertThat(gauge("jwks4j.keys.age")).isNaN();
        assertThat(gauge("jwks4j.keys.fresh")).isNaN();
        assertThat(gauge("jwks4j.issuer.state", "state", "cold")).isEqualTo(1);

        fetcher.blocking().getJwkSet(issuer.issuer());
        time.advance(Duration.ofSeconds(30));
        assertThat(gauge("jwks4j.keys.age")).isEqualTo(30);
        assertThat(gauge("jwks4j.keys.fresh")).isEqualTo(570);
        assertThat(gauge("jwks4j.keys", "usable", "true")).isEqualTo(1);
        assertThat(gauge("jwks4j.keys", "usable", "false")).isZero();
        assertThat(gauge("jwks4j.issuer.state", "state", "fresh")).isEqualTo(1);
        assertThat(gauge("jwks4j.issuer.state", "state", "cold")).isZero();

        time.advance(Duration.ofSeconds(570));
        assertThat(gauge("jwks4j.keys.fresh")).isZero();
        assertThat(gauge("jwks4j.issuer.state", "state", "stale")).isEqualTo(1);
    }

    @Test
    void inventedIssuersAndKeys_areOneSeries() {
        int before = registry.getMeters().size();
        IntStream.range(0, 1000)
                .mapToObj(i -> new UnknownKeyRefused(
                        i, "https://" + i + ".evil.example.com", Optional.of("k" + i), Optional.empty()))
                .forEach(metrics::onEvent);

        assertThat(registry.getMeters()).hasSize(before + 1);
        assertThat(counted("jwks4j.unknown.keys.refused", "issuer", "other")).isEqualTo(1000);
    }

    @Test
    void alias_isCountedForItsIssuer() {
        metrics.onEvent(new UnknownKeyRefused(1, ALIAS, Optional.of("a"), Optional.empty()));

        assertThat(counted("jwks4j.unknown.keys.refused", "issuer", issuer.issuer()))
                .isEqualTo(1);
    }

    /** Configured keys are told while the fetcher is built. */
    @Test
    void whatIsToldBeforeBind_isCounted() {
        SimpleMeterRegistry own = new SimpleMeterRegistry();
        Jwks4jMetrics early = new Jwks4jMetrics(own);
        early.onEvent(new UnknownKeyRefused(1, issuer.issuer(), Optional.of("a"), Optional.empty()));
        assertThat(own.find("jwks4j.unknown.keys.refused").counter()).isNull();
        fetcher(early).close();

        assertThat(own.get("jwks4j.unknown.keys.refused")
                        .tags("issuer", issuer.issuer())
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void secondFetcher_needsMetricsOfItsOwn() {
        assertThatIllegalStateException().isThrownBy(() -> metrics.bind(fetcher));
        Tags tags = Tags.of("fetcher", "second");
        fetcher(new Jwks4jMetrics(registry, ObservationRegistry.NOOP, tags)).close();

        List<Meter> second = registry.getMeters().stream()
                .filter(meter -> "second".equals(meter.getId().getTag("fetcher")))
                .toList();
        assertThat(second).hasSize(registry.getMeters().size() / 2);
    }
}
