package org.jwks4j;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
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
import org.jwks4j.events.Listeners;
import org.jwks4j.jwk.Jwk;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.net.Environment;
import org.jwks4j.outcome.LookupErrors;
import org.jwks4j.refresh.Caller;
import org.jwks4j.refresh.Grace;
import org.jwks4j.refresh.Miss;
import org.jwks4j.refresh.RefreshState;
import org.jwks4j.refresh.RefreshingSource;
import org.jwks4j.refresh.Snapshot;
import org.jwks4j.trust.RevokedIssuers;
import org.jwks4j.trust.RevokedKeys;

/** Counts what happens to one issuer's key set, and tells the listeners. */
final class KeySetEvents implements RefreshingSource.Observer<FetchedKeys> {
    /** What is counted, by its place in one array, since there may be a hundred thousand issuers. */
    private static final int FETCHES = 0;

    private static final int FAILURES = 1;
    private static final int STALE_SERVED = 2;
    private static final int REFUSED = 3;

    private final TrustedIssuer issuer;
    private final RevokedKeys revoked;
    private final Listeners<KeyFetcherEvent> listeners;
    private final RevokedIssuers revokedIssuers;
    private final Environment environment;
    private final Upkeep upkeep;
    private final AtomicReference<Condition> told;
    private final AtomicLongArray counts = new AtomicLongArray(4);

    KeySetEvents(TrustedIssuer issuer, FetcherContext shared, RefreshState<FetchedKeys> initial, Upkeep upkeep) {
        this.issuer = issuer;
        this.revoked = shared.revoked();
        this.listeners = shared.listeners();
        this.revokedIssuers = shared.revokedIssuers();
        this.environment = shared.environment();
        this.upkeep = upkeep;
        this.told = new AtomicReference<>(Condition.of(initial, environment.now()));
        noteRevoked(initial);
    }

    IssuerStatus status(RefreshingSource<FetchedKeys> source, boolean closed) {
        RefreshState<FetchedKeys> state = source.state();
        Snapshot<FetchedKeys> snapshot = state.snapshot();
        return IssuerStatus.of(
                issuer.name(),
                IssuerStatus.end(closed, revokedIssuers.contains(issuer.name(), issuer.aliases())),
                snapshot == null ? null : snapshot.about(IssuerStatus.Keys.of(snapshot.value())),
                state.failures(),
                state.grace(),
                source.nextAlarm(),
                environment.now(),
                revoked.of(issuer.name(), issuer.aliases()).keyIds(),
                new IssuerStatus.Counters(
                        counted(FETCHES), counted(FAILURES), counted(STALE_SERVED), counted(REFUSED)));
    }

    private void count(int event) {
        counts.incrementAndGet(event);
    }

    private long counted(int event) {
        return counts.get(event);
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
        tellMissing(before.grace(), after.grace());
    }

    /** Keys that no one fetches are told too: a listener that records the keys in use must not miss these. */
    void given(FetchedKeys keys) {
        changed(null, keys.set().jwkSet(), Optional.empty());
    }

    private void changed(@Nullable KeySet before, FetchedKeys after) {
        Optional<String> jwksUri = Optional.of(after.validators().uri()).filter(uri -> !uri.isEmpty());
        changed(before == null ? null : before.jwkSet(), after.set().jwkSet(), jwksUri);
        if (before != null) {
            after.set()
                    .replacedSince(before)
                    .forEach(keyId -> listeners.tell(n -> new KeyReplaced(n, issuer.name(), keyId)));
        }
    }

    /** What is a revoked key under its ID is one under each. */
    void noteRevoked(RefreshState<FetchedKeys> state) {
        Set<String> keyIds = revoked.of(issuer.name(), issuer.aliases()).keyIds();
        Snapshot<FetchedKeys> snapshot = state.snapshot();
        if (!keyIds.isEmpty() && snapshot != null) {
            revoked.addMaterials(issuer.name(), snapshot.value().set().materials(keyIds));
        }
    }

    private void tellMissing(Grace before, Grace after) {
        long now = environment.now();
        after.missing().forEach((part, absence) -> {
            if (!before.missing().containsKey(part)) {
                Duration keptFor = Duration.ofNanos(absence.until() - now);
                listeners.tell(n -> new KeyMissing(n, issuer.name(), KeyEntry.keyIdOf(part), keptFor));
            }
        });
        if (after.isDisagreement(now) && !before.isDisagreement(now)) {
            listeners.tell(n -> new AnswersDisagree(n, issuer.name()));
        }
    }

    private void changed(@Nullable JwkSet before, JwkSet after, Optional<String> jwksUri) {
        if (before != null && isSame(before, after)) {
            return; // the same in another wording or order, as a seed had it, or all that the answer lacks is kept
        }
        Set<String> old = before == null ? Set.of() : keyIds(before);
        Set<String> current = keyIds(after);
        Set<String> added = without(current, old);
        Set<String> removed = without(old, current);
        listeners.tell(n -> new KeySetChanged(n, issuer.name(), after, added, removed, jwksUri));
        tellSkipped(after);
        after.keys().stream()
                .filter(Jwk::privateMembersDropped)
                .forEach(jwk -> listeners.tell(n -> new PrivateKeyPublished(n, issuer.name(), jwk.keyId())));
    }

    private static boolean isSame(JwkSet before, JwkSet after) {
        return Set.copyOf(before.keys()).equals(Set.copyOf(after.keys()))
                && before.skipped().equals(after.skipped());
    }

    private void tellSkipped(JwkSet keys) {
        keys.skipped().forEach(skipped -> listeners.tell(n -> new KeySkipped(n, issuer.name(), skipped)));
    }

    /** What is skipped is told now, and not only when it is believed: whoever has to mend it wants to know which and why. */
    @Override
    public void unconfirmed(FetchedKeys unusable, Duration confirmedAfter) {
        JwkSet keys = unusable.set().jwkSet();
        listeners.tell(n -> new KeySetUnconfirmed(n, issuer.name(), keys, confirmedAfter));
        tellSkipped(keys);
    }

    /** Time alone changes a condition too; that is told when the source next has something to decide. */
    @Override
    public void stateMayHaveChanged(RefreshingSource<FetchedKeys> source) {
        Condition before = told.get();
        for (Condition after = condition(source); !after.equals(before); after = condition(source)) {
            if (told.compareAndSet(before, after)) {
                IssuerStatus status = status(source, false);
                listeners.tell(n -> new StatusChanged(n, status));
            }
            before = told.get();
        }
        if (source.state().idle()) {
            upkeep.idle();
        }
    }

    private Condition condition(RefreshingSource<FetchedKeys> source) {
        return Condition.of(source.state(), environment.now());
    }

    /** Someone who asks now, and to whom it is told if there is no such key. */
    Caller caller(@Nullable String keyId, @Nullable JwsAlgorithm algorithm, Duration deadline) {
        String sought = KeyEntry.sought(keyId, algorithm);
        return new KeyCaller(issuer.name(), keyId, sought, environment.now(), deadline, environment, this);
    }

    void staleServed(Duration age) {
        count(STALE_SERVED);
        listeners.tell(n -> new StaleServed(n, issuer.name(), age));
    }

    void refused(@Nullable String keyId, Optional<Duration> retryAfter) {
        count(REFUSED);
        listeners.tell(n -> new UnknownKeyRefused(n, issuer.name(), keyId, retryAfter));
    }

    private static Set<String> keyIds(JwkSet set) {
        Set<String> keyIds = new HashSet<>();
        for (Jwk jwk : set.keys()) {
            if (jwk.keyId() != null) {
                keyIds.add(jwk.keyId());
            }
        }
        return keyIds;
    }

    private static Set<String> without(Set<String> some, Set<String> others) {
        Set<String> rest = new HashSet<>(some);
        rest.removeAll(others);
        return Set.copyOf(rest);
    }

    /** Who is told of what becomes of an issuer that became known at run time; must not throw. */
    interface Upkeep {
        Upkeep NONE = new Upkeep() {};

        /** What it holds has changed. */
        default void changed() {}

        /** Its keys were not used until they were due for a refresh, or until it would be asked again after a failure. */
        default void idle() {}
    }

    /** What an operator looks at first. */
    private record Condition(IssuerStatus.State state, boolean failing) {
        static Condition of(RefreshState<FetchedKeys> state, long now) {
            return new Condition(
                    IssuerStatus.State.of(state.snapshot(), state.failures(), now),
                    state.failures().count() > 0);
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
