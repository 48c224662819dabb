package org.jwks4j;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.jwks4j.KeyFetcherEvent.AnswersDisagree;
import org.jwks4j.KeyFetcherEvent.KeyMissing;
import org.jwks4j.KeyFetcherEvent.KeyReplaced;
import org.jwks4j.KeyFetcherEvent.KeySetChanged;
import org.jwks4j.KeyFetcherEvent.KeySetUnconfirmed;
import org.jwks4j.KeyFetcherEvent.KeySkipped;
import org.jwks4j.KeyFetcherEvent.PrivateKeyPublished;
import org.jwks4j.KeyFetcherEvent.StaleServed;
import org.jwks4j.KeyFetcherEvent.StatusChanged;
import org.jwks4j.KeyFetcherEvent.UnknownKeyRefused;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.error.KeyFetchException.KeyNotFoundException;
import org.jwks4j.fetch.DocumentFetcher;
import org.jwks4j.jwk.Jwk;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.net.Environment;
import org.jwks4j.outcome.LookupErrors;
import org.jwks4j.refresh.Caller;
import org.jwks4j.refresh.Miss;
import org.jwks4j.refresh.MissingParts;
import org.jwks4j.refresh.RefreshState;
import org.jwks4j.refresh.RefreshingSource;
import org.jwks4j.refresh.Snapshot;

/** Counts what happens to one issuer's key set, and tells the listeners. */
final class KeySetEvents implements RefreshingSource.Observer<FetchedKeys> {
    /** What is counted, and what was told: in fields, without objects for them, since there may be a hundred thousand issuers. */
    private static final AtomicLongFieldUpdater<KeySetEvents> FETCHES = counter("fetches");

    private static final AtomicLongFieldUpdater<KeySetEvents> FAILURES = counter("failures");
    private static final AtomicLongFieldUpdater<KeySetEvents> STALE_SERVED = counter("staleServed");
    private static final AtomicLongFieldUpdater<KeySetEvents> REFUSED = counter("refused");
    private static final AtomicReferenceFieldUpdater<KeySetEvents, Condition> TOLD =
            AtomicReferenceFieldUpdater.newUpdater(KeySetEvents.class, Condition.class, "told");

    private final TrustedIssuer issuer;
    private final DocumentFetcher fetcher;
    private final FetcherContext shared;
    private final Upkeep upkeep;
    private volatile Condition told;
    private volatile long fetches;
    private volatile long failures;
    private volatile long staleServed;
    private volatile long refused;

    KeySetEvents(
            TrustedIssuer issuer,
            DocumentFetcher fetcher,
            FetcherContext shared,
            RefreshState<FetchedKeys> initial,
            Upkeep upkeep) {
        this.fetcher = fetcher;
        this.issuer = issuer;
        this.shared = shared;
        this.upkeep = upkeep;
        this.told = Condition.of(initial, now());
        noteRevoked(initial);
    }

    IssuerStatus status(RefreshingSource<FetchedKeys> source, boolean closed) {
        RefreshState<FetchedKeys> state = source.state();
        Snapshot<FetchedKeys> snapshot = state.snapshot();
        return IssuerStatus.of(
                issuer.name(),
                IssuerStatus.end(closed, shared.revokedIssuers().contains(issuer.name(), issuer.aliases())),
                snapshot == null ? null : snapshot.about(snapshot.value().summary()),
                state.failures(),
                state.missing(),
                source.nextAlarm(),
                now(),
                revokedKeyIds(),
                new IssuerStatus.Counters(fetches, failures, staleServed, refused));
    }

    private static AtomicLongFieldUpdater<KeySetEvents> counter(String field) {
        return AtomicLongFieldUpdater.newUpdater(KeySetEvents.class, field);
    }

    private void count(AtomicLongFieldUpdater<KeySetEvents> event) {
        event.incrementAndGet(this);
    }

    private long now() {
        return shared.environment().now();
    }

    private void tell(LongFunction<KeyFetcherEvent> event) {
        shared.listeners().tell(event);
    }

    private Set<String> revokedKeyIds() {
        return shared.revoked().of(issuer.name(), issuer.aliases()).keyIds();
    }

    @Override
    public void started() {
        count(FETCHES);
    }

    @Override
    public void failed() {
        count(FAILURES);
        upkeep.changed();
    }

    @Override
    public void notAttempted() {
        upkeep.idle(); // there may be nothing worth keeping
    }

    @Override
    public void moved(RefreshState<FetchedKeys> before, RefreshState<FetchedKeys> after) {
        Snapshot<FetchedKeys> old = before.snapshot();
        Snapshot<FetchedKeys> current = after.snapshot();
        if (current != null && (old == null || old.generation() != current.generation())) {
            upkeep.changed();
            noteRevoked(before);
            noteRevoked(after);
            changed(old == null ? null : old.value().set(), current.value());
        }
        tellMissing(before.missing(), after.missing());
    }

    /** Keys that no one fetches are told too: a listener that records the keys in use must not miss these. */
    void given(FetchedKeys keys) {
        changed(null, keys.set().jwkSet(), Optional.empty(), keys.origin());
    }

    private void changed(@Nullable KeySet before, FetchedKeys after) {
        Optional<String> jwksUri = Optional.of(after.validators().uri()).filter(uri -> !uri.isEmpty());
        changed(before == null ? null : before.jwkSet(), after.set().jwkSet(), jwksUri, after.origin());
        if (before != null) {
            after.set().replacedSince(before).forEach(keyId -> tell(n -> new KeyReplaced(n, issuer.name(), keyId)));
        }
    }

    /** What is a revoked key under its ID is one under each. */
    void noteRevoked(RefreshState<FetchedKeys> state) {
        Set<String> keyIds = revokedKeyIds();
        Snapshot<FetchedKeys> snapshot = state.snapshot();
        if (!keyIds.isEmpty() && snapshot != null) {
            shared.revoked().addMaterials(issuer.name(), snapshot.value().set().materials(keyIds));
        }
    }

    private void tellMissing(MissingParts before, MissingParts after) {
        long now = now();
        after.absences().forEach((part, absence) -> {
            if (!before.absences().containsKey(part)) {
                Duration keptFor = Duration.ofNanos(absence.until() - now);
                tell(n -> new KeyMissing(n, issuer.name(), Optional.ofNullable(KeyEntry.keyIdOf(part)), keptFor));
            }
        });
        if (after.isDisagreement(now) && !before.isDisagreement(now)) {
            tell(n -> new AnswersDisagree(n, issuer.name()));
        }
    }

    private void changed(@Nullable JwkSet before, JwkSet after, Optional<String> jwksUri, FetchedJwkSet.Origin origin) {
        if (before != null && isSame(before, after)) {
            return; // the same in another wording or order, as a seed had it, or all that the answer lacks is kept
        }
        Set<String> old = before == null ? Set.of() : keyIds(before);
        Set<String> current = keyIds(after);
        Set<String> added = without(current, old);
        Set<String> removed = without(old, current);
        tell(n -> new KeySetChanged(n, issuer.name(), after, added, removed, jwksUri, origin));
        tellSkipped(after);
        after.keys().stream()
                .filter(Jwk::privateMembersDropped)
                .forEach(jwk -> tell(n -> new PrivateKeyPublished(n, issuer.name(), jwk.keyId())));
    }

    private static boolean isSame(JwkSet before, JwkSet after) {
        return Set.copyOf(before.keys()).equals(Set.copyOf(after.keys()))
                && before.skipped().equals(after.skipped());
    }

    private void tellSkipped(JwkSet keys) {
        keys.skipped().forEach(skipped -> tell(n -> new KeySkipped(n, issuer.name(), skipped)));
    }

    /** What is skipped is told now, and not only when it is believed: the operator who has to repair it needs to know which and why. */
    @Override
    public void unconfirmed(FetchedKeys unusable, Duration confirmedAfter) {
        JwkSet keys = unusable.set().jwkSet();
        tell(n -> new KeySetUnconfirmed(n, issuer.name(), keys, confirmedAfter));
        tellSkipped(keys);
    }

    /** Time alone changes a condition too; that is told when the source next has something to decide. */
    @Override
    public void stateMayHaveChanged(RefreshingSource<FetchedKeys> source) {
        Condition before = told;
        for (Condition after = condition(source); !after.isSameAs(before); after = condition(source)) {
            if (TOLD.compareAndSet(this, before, after)) {
                IssuerStatus status = status(source, false);
                tell(n -> new StatusChanged(n, status));
            }
            before = told;
        }
        if (source.state().idle()) {
            upkeep.idle();
        }
    }

    private Condition condition(RefreshingSource<FetchedKeys> source) {
        return Condition.of(source.state(), now());
    }

    /** Someone who asks now, and to whom it is told if there is no such key. */
    Caller caller(@Nullable String keyId, @Nullable JwsAlgorithm algorithm, Duration deadline) {
        String sought = KeyEntry.sought(keyId, algorithm);
        return new KeyCaller(issuer.name(), keyId, sought, now(), deadline, shared.environment(), this);
    }

    void staleServed(Duration age) {
        count(STALE_SERVED);
        tell(n -> new StaleServed(n, issuer.name(), age));
    }

    void refused(@Nullable String keyId, Optional<Duration> retryAfter) {
        count(REFUSED);
        tell(n -> new UnknownKeyRefused(n, issuer.name(), Optional.ofNullable(keyId), retryAfter));
    }

    private static Set<String> keyIds(JwkSet set) {
        Set<String> keyIds = new HashSet<>();
        for (Jwk jwk : set.keys()) {
            jwk.keyId().ifPresent(keyIds::add);
        }
        return keyIds;
    }

    private static Set<String> without(Set<String> some, Set<String> others) {
        Set<String> rest = new HashSet<>(some);
        rest.removeAll(others);
        return Set.copyOf(rest);
    }

    /** Is told what becomes of an issuer that became known at run time; must not throw. */
    interface Upkeep {
        Upkeep NONE = new Upkeep() {};

        /** What it holds has changed. */
        default void changed() {}

        /** Its keys were not used until they were due for a refresh, or until it would be asked again after a failure. */
        default void idle() {}
    }

    /** What an operator looks at first. */
    private record Condition(IssuerStatus.State state, boolean failing) {
        private static final Map<IssuerStatus.State, Condition> WELL = all(false);
        private static final Map<IssuerStatus.State, Condition> FAILING = all(true);

        private static Map<IssuerStatus.State, Condition> all(boolean failing) {
            Map<IssuerStatus.State, Condition> all = new EnumMap<>(IssuerStatus.State.class);
            for (IssuerStatus.State state : IssuerStatus.State.values()) {
                all.put(state, new Condition(state, failing));
            }
            return all;
        }

        /** A record's own equals would be written by the JVM, at a time when the first caller waits. */
        boolean isSameAs(Condition other) {
            return state == other.state && failing == other.failing;
        }

        static Condition of(RefreshState<FetchedKeys> state, long now) {
            Map<IssuerStatus.State, Condition> all = state.failures().count() > 0 ? FAILING : WELL;
            return requireNonNull(all.get(IssuerStatus.State.of(state.snapshot(), state.failures(), now)));
        }
    }

    /**
     * A caller who needs a key of an issuer, or all of them.
     *
     * @param keyId for messages; null if no key is asked for, or a token has none
     */
    private record KeyCaller(
            String issuer,
            @Nullable String keyId,
            String sought,
            long arrivedAt,
            Duration deadline,
            Environment environment,
            KeySetEvents events)
            implements Caller {
        @Override
        public Throwable errorFor(Miss miss) {
            if (miss instanceof Miss.TimedOut && events.fetcher.isWaitingForTurn(issuer)) {
                return LookupErrors.noTurn(issuer, keyId, deadline);
            }
            KeyFetchException error = LookupErrors.of(miss, issuer, keyId, deadline, environment.now());
            if (error instanceof KeyNotFoundException notFound) {
                events.refused(keyId, notFound.retryAfter());
            }
            return error;
        }

        @Override
        public void servedStale(Duration age) {
            events.staleServed(age);
        }
    }
}
