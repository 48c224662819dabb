package org.jwks4j;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.Quoted;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.net.Environment;
import org.jwks4j.net.Validators;
import org.jwks4j.refresh.Failures;
import org.jwks4j.refresh.Snapshot;

/**
 * What is known about one issuer at one moment, for health checks and for people.
 *
 * @param issuer the issuer
 * @param state how good its keys are
 * @param keys how many keys can be used
 * @param skippedKeys how many published keys are not used
 * @param age since the keys were asked for; empty while there are none, or when they were configured
 * @param freshFor how long they stay fresh; empty when they are not
 * @param fetchedAt when they were last confirmed, the last success; empty while there are none
 * @param failures how many attempts have failed since the last success
 * @param backingOff whether the next attempt waits because the last one failed
 * @param lastFailure why the latest of them did; empty when there is none
 * @param lastFailureAt when that was; empty when there is none
 * @param nextAttempt until the next attempt; empty when none is planned, or one is under way
 * @param jwksUri where the keys are from; empty while there are none, or when they are not from a URI
 * @param etag the entity tag of the JWK Set
 * @param digest SHA-256 of the JWK Set in hex; empty while there is none
 * @param generation how often the keys have changed, the first time included
 * @param revokedKeys the key IDs that were revoked with {@link KeyFetcher#revokeNow}
 * @param counters what has happened so far
 */
public record IssuerStatus(
        String issuer,
        State state,
        int keys,
        int skippedKeys,
        Optional<Duration> age,
        Optional<Duration> freshFor,
        Optional<Instant> fetchedAt,
        int failures,
        boolean backingOff,
        Optional<String> lastFailure,
        Optional<Instant> lastFailureAt,
        Optional<Duration> nextAttempt,
        Optional<String> jwksUri,
        Optional<String> etag,
        Optional<String> digest,
        int generation,
        Set<String> revokedKeys,
        Counters counters) {

    /** How good an issuer's keys are. */
    public enum State {
        /** Nobody has asked for a key yet, or none could be fetched. */
        COLD,
        /** The keys were configured and never age. */
        FIXED,
        /** The keys are fresh. */
        FRESH,
        /** The keys are fresh, and a refresh is due; or each look-up asks the issuer, because it forbids to keep them. */
        DUE,
        /** The keys are past their freshness and still used. */
        STALE,
        /** The keys are too old to be used: tokens are answered 503. */
        EXPIRED,
        /** The fetcher is closed: every call fails. */
        CLOSED;

        static State of(@Nullable Snapshot<?> snapshot, Failures failures, long now) {
            if (snapshot == null) {
                return COLD;
            } else if (snapshot.isPermanent()) {
                return FIXED;
            } else if (!snapshot.isFreshAtAll() && failures.count() == 0) {
                return DUE;
            } else if (now < snapshot.refreshAt()) {
                return FRESH;
            } else if (now < snapshot.freshUntil()) {
                return DUE;
            }
            return now < snapshot.staleUntil() ? STALE : EXPIRED;
        }
    }

    /**
     * What has happened to an issuer's keys since it was first asked for one; for a resolved issuer, since it was last asked
     * after a time in which nobody used it.
     *
     * @param fetches how many fetches of its JWK Set began
     * @param failedFetches how many of them brought nothing that could be used
     * @param staleServed how many callers were served keys past their freshness
     * @param unknownKeysRefused how many callers asked for a key that is not there
     */
    public record Counters(long fetches, long failedFetches, long staleServed, long unknownKeysRefused) {
        static final Counters NONE = new Counters(0, 0, 0, 0);
    }

    /** What is told of a key set. */
    record Keys(int usable, int skipped, String digest, Validators validators) {
        static Keys of(FetchedKeys known) {
            JwkSet jwkSet = known.set().jwkSet();
            return new Keys(
                    jwkSet.keys().size(), jwkSet.skipped().size(), known.set().digest(), known.validators());
        }
    }

    static IssuerStatus of(
            String issuer,
            boolean closed,
            @Nullable Snapshot<Keys> known,
            Failures failures,
            long nextAlarm,
            long now,
            Set<String> revoked,
            Counters counters) {
        Optional<Snapshot<Keys>> snapshot = Optional.ofNullable(known);
        Optional<Snapshot<Keys>> ageing = snapshot.filter(s -> !s.isPermanent());
        return new IssuerStatus(
                issuer,
                closed ? State.CLOSED : State.of(known, failures, now),
                snapshot.map(s -> s.value().usable()).orElse(0),
                snapshot.map(s -> s.value().skipped()).orElse(0),
                ageing.map(s -> Duration.ofNanos(now - s.requestedAt())),
                ageing.flatMap(s -> until(s.freshUntil(), now)),
                snapshot.map(Snapshot::fetchedAt),
                failures.count(),
                failures.holdBack(now),
                Optional.ofNullable(failures.last()).map(last -> last.cause().getMessage()),
                Optional.ofNullable(failures.lastAt()),
                closed ? Optional.empty() : until(nextAlarm, now),
                snapshot.map(s -> s.value().validators().uri()).filter(uri -> !uri.isEmpty()),
                snapshot.flatMap(s -> s.value().validators().etag()),
                snapshot.map(s -> s.value().digest()).filter(digest -> !digest.isEmpty()),
                snapshot.map(Snapshot::generation).orElse(0),
                revoked,
                counters);
    }

    /** All of it, safe to log. */
    @Override
    public String toString() {
        return "IssuerStatus[" + Quoted.of(issuer) + ", " + state + ", keys=" + keys + ", skippedKeys=" + skippedKeys
                + ", age=" + text(age) + ", freshFor=" + text(freshFor) + ", fetchedAt=" + text(fetchedAt)
                + ", failures=" + failures + ", backingOff=" + backingOff
                + ", lastFailure=" + Quoted.of(lastFailure.orElse(null)) + ", lastFailureAt=" + text(lastFailureAt)
                + ", nextAttempt=" + text(nextAttempt) + ", jwksUri="
                + jwksUri.map(Quoted::uri).orElse("none")
                + ", etag=" + Quoted.of(etag.orElse(null)) + ", digest=" + Quoted.of(digest.orElse(null))
                + ", generation=" + generation + ", revokedKeys="
                + revokedKeys.stream().map(Quoted::of).sorted().toList() + ", " + counters + "]";
    }

    private static String text(Optional<?> value) {
        return value.map(Object::toString).orElse("none");
    }

    private static Optional<Duration> until(long time, long now) {
        return time > now && time != Environment.NEVER ? Optional.of(Duration.ofNanos(time - now)) : Optional.empty();
    }
}
