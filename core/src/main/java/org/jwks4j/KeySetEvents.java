package org.jwks4j;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.jwks4j.jwk.Jwk;
import org.jwks4j.jwk.JwkSet;

/** Counts what happens to one issuer's key set, and tells the listener. */
final class KeySetEvents implements RefreshingSource.Observer<KeySet>, Lookup.Observer {
    private final Issuer issuer;
    private final KeyFetcherListener listener;
    private final Environment environment;
    private final Runnable onIdle;
    private final AtomicReference<Condition> told;
    private final AtomicLong fetches = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong staleServed = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    KeySetEvents(Issuer issuer, Engine engine, RefreshState<KeySet> initial, Runnable onIdle) {
        this.issuer = issuer;
        this.listener = engine.listener();
        this.environment = engine.environment();
        this.onIdle = onIdle;
        this.told = new AtomicReference<>(Condition.of(initial, environment.now()));
    }

    IssuerStatus.Counters counters() {
        return new IssuerStatus.Counters(fetches.get(), failures.get(), staleServed.get(), refused.get());
    }

    @Override
    public void started() {
        fetches.incrementAndGet();
    }

    @Override
    public void failed() {
        failures.incrementAndGet();
    }

    @Override
    public void changed(@Nullable KeySet before, KeySet after) {
        if (before != null && before.jwkSet().equals(after.jwkSet())) {
            return; // the same in another wording, or as a seed had it
        }
        Set<String> old = before == null ? Set.of() : keyIds(before.jwkSet());
        Set<String> current = keyIds(after.jwkSet());
        listener.keySetChanged(issuer.name(), after.jwkSet(), without(current, old), without(old, current));
        tellSkipped(after.jwkSet());
        after.jwkSet().keys().stream()
                .filter(Jwk::privateMembersDropped)
                .forEach(jwk -> listener.privateKeyPublished(issuer.name(), jwk.keyId()));
    }

    private void tellSkipped(JwkSet keys) {
        keys.skipped().forEach(skipped -> listener.keySkipped(issuer.name(), skipped));
    }

    /** What is skipped is told now, and not only when it is believed: whoever has to mend it wants to know which and why. */
    @Override
    public void unconfirmed(KeySet keys, KeysUnavailableException cause) {
        listener.keySetUnconfirmed(
                issuer.name(), keys.jwkSet(), cause.retryAfter().orElse(Duration.ZERO));
        tellSkipped(keys.jwkSet());
    }

    /** Time alone changes a condition too; that is told when the source next has something to decide. */
    @Override
    public void decided() {
        Condition before = told.get();
        for (Condition after = condition(); !after.equals(before); after = condition()) {
            if (told.compareAndSet(before, after)) {
                listener.statusChanged(issuer.status(false));
            }
            before = told.get();
        }
        if (issuer.keys().idle()) {
            onIdle.run();
        }
    }

    private Condition condition() {
        return Condition.of(issuer.keys(), environment.now());
    }

    @Override
    public void staleServed(Duration age) {
        staleServed.incrementAndGet();
        listener.staleServed(issuer.name(), age);
    }

    @Override
    public void refused(@Nullable String keyId, Optional<Duration> retryAfter) {
        refused.incrementAndGet();
        listener.unknownKeyRefused(issuer.name(), keyId, retryAfter);
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

    /** What an operator looks at first. */
    private record Condition(IssuerStatus.State state, boolean failing) {
        static Condition of(RefreshState<KeySet> state, long now) {
            return new Condition(
                    IssuerStatus.State.of(state.snapshot(), state.failures(), now),
                    state.failures().count() > 0);
        }
    }
}
