package org.jwks4j.micrometer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.jwks4j.IssuerStatus;
import org.jwks4j.KeyFetcher;
import org.jwks4j.RequestQueueStatus;

/** What a fetcher's issuers and requests are like when the meters are read. Issuers are those that were trusted by name. */
final class FetcherGauges {
    private final MeterRegistry registry;
    private final Tags tags;
    private final KeyFetcher fetcher;

    FetcherGauges(MeterRegistry registry, Tags tags, KeyFetcher fetcher) {
        this.registry = registry;
        this.tags = tags;
        this.fetcher = fetcher;
    }

    void register() {
        fetcher.namedIssuers().forEach(issuer -> issuer(issuer.name()));
        fetcher.requestQueues().forEach(queue -> requests(queue.issuers()));
        Gauge.builder("jwks4j.tokens.revoked", fetcher, KeyFetcher::revokedTokens)
                .description("Tokens, sessions and subjects that are revoked.")
                .tags(tags)
                .register(registry);
    }

    private void issuer(String name) {
        Tags issuer = tags.and(IssuerTag.KEY, name);
        time("jwks4j.keys.age", "Since the keys were asked for.", issuer, name, status -> seconds(status.age()));
        time(
                "jwks4j.keys.fresh",
                "How long the keys stay fresh; 0 if they are not.",
                issuer,
                name,
                status -> status.age().isEmpty()
                        ? Double.NaN
                        : seconds(Optional.of(status.freshFor().orElse(Duration.ZERO))));
        gauge("jwks4j.keys", "Keys that can be used.", issuer.and("usable", "true"), name, IssuerStatus::keys);
        gauge("jwks4j.keys", "Keys that can be used.", issuer.and("usable", "false"), name, IssuerStatus::skippedKeys);
        gauge(
                "jwks4j.issuer.failures",
                "Attempts that failed since the last success.",
                issuer,
                name,
                IssuerStatus::failures);
        for (IssuerStatus.State state : IssuerStatus.State.values()) {
            gauge(
                    "jwks4j.issuer.state",
                    "1 for the state that the issuer's keys are in, else 0.",
                    issuer.and("state", state.name().toLowerCase(Locale.ROOT)),
                    name,
                    status -> status.state() == state ? 1 : 0);
        }
    }

    private void gauge(String name, String description, Tags all, String issuer, ToDoubleFunction<IssuerStatus> value) {
        Gauge.builder(name, fetcher, measured -> of(measured, issuer, value))
                .description(description)
                .tags(all)
                .register(registry);
    }

    private void time(String name, String description, Tags all, String issuer, ToDoubleFunction<IssuerStatus> value) {
        TimeGauge.builder(name, fetcher, TimeUnit.SECONDS, measured -> of(measured, issuer, value))
                .description(description)
                .tags(all)
                .register(registry);
    }

    private static double of(@Nullable KeyFetcher measured, String issuer, ToDoubleFunction<IssuerStatus> value) {
        return measured == null
                ? Double.NaN
                : measured.status(issuer).map(value::applyAsDouble).orElse(Double.NaN);
    }

    /** Not a number while there is no such time, so that no one takes it for 0. */
    private static double seconds(Optional<Duration> time) {
        return time.map(length -> length.toNanos() / 1e9).orElse(Double.NaN);
    }

    private void requests(RequestQueueStatus.Issuers issuers) {
        Tags kind = tags.and("issuers", issuers.name().toLowerCase(Locale.ROOT));
        queue("jwks4j.requests.active", "Requests that are under way.", kind, issuers, RequestQueueStatus::underWay);
        queue(
                "jwks4j.requests.waiting",
                "Requests that wait for their turn.",
                kind,
                issuers,
                RequestQueueStatus::waiting);
    }

    private void queue(
            String name,
            String description,
            Tags all,
            RequestQueueStatus.Issuers issuers,
            ToDoubleFunction<RequestQueueStatus> value) {
        Gauge.builder(
                        name,
                        fetcher,
                        measured -> measured.requestQueues().stream()
                                .filter(queue -> queue.issuers() == issuers)
                                .mapToDouble(value)
                                .sum())
                .description(description)
                .tags(all)
                .register(registry);
    }
}
