package org.jwks4j.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jwks4j.KeyFetcherEvent;
import org.jwks4j.KeyFetcherEvent.AnswersDisagree;
import org.jwks4j.KeyFetcherEvent.EventsDropped;
import org.jwks4j.KeyFetcherEvent.FetchFailed;
import org.jwks4j.KeyFetcherEvent.FetchStarted;
import org.jwks4j.KeyFetcherEvent.FetchSucceeded;
import org.jwks4j.KeyFetcherEvent.IssuerRevoked;
import org.jwks4j.KeyFetcherEvent.KeyMissing;
import org.jwks4j.KeyFetcherEvent.KeyReplaced;
import org.jwks4j.KeyFetcherEvent.KeyRevoked;
import org.jwks4j.KeyFetcherEvent.KeySetChanged;
import org.jwks4j.KeyFetcherEvent.KeySetUnconfirmed;
import org.jwks4j.KeyFetcherEvent.KeySkipped;
import org.jwks4j.KeyFetcherEvent.PrivateKeyPublished;
import org.jwks4j.KeyFetcherEvent.RequestRefused;
import org.jwks4j.KeyFetcherEvent.StaleServed;
import org.jwks4j.KeyFetcherEvent.StatusChanged;
import org.jwks4j.KeyFetcherEvent.StoreEntryRefused;
import org.jwks4j.KeyFetcherEvent.StoreEntryTaken;
import org.jwks4j.KeyFetcherEvent.StoreLeaseAwaited;
import org.jwks4j.KeyFetcherEvent.StoreLeaseTaken;
import org.jwks4j.KeyFetcherEvent.UnknownKeyRefused;

/** Counts what a fetcher tells, by kind of event: a new kind needs a line in the constructor. */
final class FetcherMeters {
    private final MeterRegistry registry;
    private final Tags tags;
    private final IssuerTag issuers;
    private final MeterProvider<Timer> fetches;
    private final Map<Class<? extends KeyFetcherEvent>, Consumer<KeyFetcherEvent>> kinds = new HashMap<>();

    FetcherMeters(MeterRegistry registry, Tags tags, IssuerTag issuers, FetchObservations observations) {
        this.registry = registry;
        this.tags = tags;
        this.issuers = issuers;
        this.fetches = Timer.builder("jwks4j.fetches")
                .description("Requests to issuers, for metadata and keys.")
                .tags(tags)
                .withRegistry(registry);
        Counter dropped = DroppedEvents.counter(registry, tags, "fetcher");
        on(FetchStarted.class, observations::started);
        on(FetchSucceeded.class, e -> {
            fetched(e.issuer(), "success", "none", e.took());
            observations.succeeded(e);
        });
        on(FetchFailed.class, e -> {
            fetched(e.issuer(), "failure", e.cause().reason().name(), e.took());
            observations.failed(e);
        });
        count(RequestRefused.class, "jwks4j.requests.refused", RequestRefused::issuer);
        count(UnknownKeyRefused.class, "jwks4j.unknown.keys.refused", UnknownKeyRefused::issuer);
        count(StaleServed.class, "jwks4j.stale.served", StaleServed::issuer);
        on(
                KeySetChanged.class,
                e -> counter(
                        "jwks4j.key.sets.changed",
                        e.issuer(),
                        Tag.of("origin", e.origin().name().toLowerCase(Locale.ROOT))));
        countStore();
        count(KeySetUnconfirmed.class, "jwks4j.key.sets.unconfirmed", KeySetUnconfirmed::issuer);
        count(PrivateKeyPublished.class, "jwks4j.private.keys.published", PrivateKeyPublished::issuer);
        count(KeyRevoked.class, "jwks4j.keys.revoked", KeyRevoked::issuer);
        count(IssuerRevoked.class, "jwks4j.issuers.revoked", IssuerRevoked::issuer);
        on(KeyMissing.class, e -> counter("jwks4j.flapping", e.issuer(), Tag.of("kind", "missing")));
        on(KeyReplaced.class, e -> counter("jwks4j.flapping", e.issuer(), Tag.of("kind", "replaced")));
        on(AnswersDisagree.class, e -> counter("jwks4j.flapping", e.issuer(), Tag.of("kind", "disagree")));
        on(
                KeySkipped.class,
                e -> counter(
                        "jwks4j.keys.skipped",
                        e.issuer(),
                        Tag.of("reason", e.key().reason().name())));
        on(StatusChanged.class, e -> {}); // a gauge has it
        on(EventsDropped.class, e -> {
            dropped.increment((double) e.count());
            observations.missed();
        });
    }

    private void countStore() {
        MeterProvider<Timer> waits = Timer.builder("jwks4j.store.waits")
                .description("Waits for another node that asks the issuer.")
                .tags(tags)
                .withRegistry(registry);
        count(StoreEntryTaken.class, "jwks4j.store.entries.taken", StoreEntryTaken::issuer);
        on(
                StoreEntryRefused.class,
                e -> counter(
                        "jwks4j.store.entries.refused",
                        e.issuer(),
                        Tag.of("reason", e.reason().name())));
        count(StoreLeaseTaken.class, "jwks4j.store.leases", StoreLeaseTaken::issuer);
        on(
                StoreLeaseAwaited.class,
                e -> waits.withTags(
                                IssuerTag.KEY, issuers.value(e.issuer()), "outcome", e.found() ? "found" : "given_up")
                        .record(e.waited()));
    }

    void onEvent(KeyFetcherEvent event) {
        Consumer<KeyFetcherEvent> kind = kinds.get(event.getClass());
        if (kind != null) {
            kind.accept(event);
        }
    }

    /** The kinds that are known here, so that a test finds one that is not. */
    Set<Class<? extends KeyFetcherEvent>> kinds() {
        return Set.copyOf(kinds.keySet());
    }

    private <E extends KeyFetcherEvent> void on(Class<E> kind, Consumer<E> action) {
        kinds.put(kind, event -> action.accept(kind.cast(event)));
    }

    private <E extends KeyFetcherEvent> void count(Class<E> kind, String name, Function<E, String> issuer) {
        on(kind, event -> counter(name, issuer.apply(event)));
    }

    private void counter(String name, String issuer, Tag... more) {
        registry.counter(name, tags.and(issuers.of(issuer)).and(more)).increment();
    }

    private void fetched(String issuer, String outcome, String reason, Duration took) {
        fetches.withTags(IssuerTag.KEY, issuers.value(issuer), "outcome", outcome, "reason", reason)
                .record(took);
    }
}
