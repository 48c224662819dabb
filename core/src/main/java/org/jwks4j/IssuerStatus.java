package org.jwks4j;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.Quoted;
import org.jwks4j.net.Environment;
import org.jwks4j.refresh.Failure;
import org.jwks4j.refresh.Failures;
import org.jwks4j.refresh.MissingParts;
import org.jwks4j.refresh.Part;
import org.jwks4j.refresh.Snapshot;

/** What is known about one issuer at one moment, for health checks and for people. Immutable and thread-safe. */
public final class IssuerStatus {
    private final String issuer;
    private final State state;
    private final int keys;
    private final int skippedKeys;
    private final Optional<Duration> age;
    private final Optional<Duration> freshFor;
    private final Optional<Instant> fetchedAt;
    private final int failures;
    private final boolean backingOff;
    private final Optional<String> lastFailure;
    private final Optional<Instant> lastFailureAt;
    private final Optional<Duration> nextAttempt;
    private final Optional<FetchedJwkSet.Origin> origin;
    private final Optional<String> jwksUri;
    private final Optional<String> etag;
    private final Optional<String> digest;
    private final int generation;
    private final Set<String> revokedKeys;
    private final List<MissingKey> missingKeys;
    private final boolean answersDisagree;
    private final Counters counters;

    private IssuerStatus(
            String issuer,
            State state,
            @Nullable Snapshot<FetchedKeys.Summary> snapshot,
            Failures failures,
            MissingParts missing,
            Optional<Duration> nextAttempt,
            long now,
            Set<String> revokedKeys,
            Counters counters) {
        FetchedKeys.Summary known = snapshot == null ? null : snapshot.value();
        Snapshot<FetchedKeys.Summary> ageing = snapshot == null || snapshot.isPermanent() ? null : snapshot;
        Failure last = failures.last();
        this.issuer = issuer;
        this.state = state;
        this.keys = known == null ? 0 : known.usable();
        this.skippedKeys = known == null ? 0 : known.skipped();
        this.age = ageing == null ? Optional.empty() : Optional.of(Duration.ofNanos(now - ageing.requestedAt()));
        this.freshFor = ageing == null ? Optional.empty() : until(ageing.freshUntil(), now);
        this.fetchedAt = snapshot == null ? Optional.empty() : Optional.of(snapshot.fetchedAt());
        this.failures = failures.count();
        this.backingOff = failures.count() > 0 && failures.holdBack(now);
        this.lastFailure = last == null
                ? Optional.empty()
                : Optional.ofNullable(last.cause().getMessage());
        this.lastFailureAt = Optional.ofNullable(failures.lastAt());
        this.nextAttempt = nextAttempt;
        this.origin = known == null ? Optional.empty() : Optional.of(known.origin());
        this.jwksUri = known == null
                ? Optional.empty()
                : unlessEmpty(known.validators().uri());
        this.etag = known == null ? Optional.empty() : known.validators().etag();
        this.digest = known == null ? Optional.empty() : unlessEmpty(known.digest());
        this.generation = snapshot == null ? 0 : snapshot.generation();
        this.revokedKeys = Set.copyOf(revokedKeys);
        this.missingKeys = MissingKey.of(missing, now);
        this.answersDisagree = missing.isDisagreement(now);
        this.counters = counters;
    }

    private static Optional<String> unlessEmpty(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** The state of an issuer that nothing is done for any more, however good its keys are; null if it is at work. */
    static @Nullable State end(boolean closed, boolean revoked) {
        return closed ? State.CLOSED : revoked ? State.REVOKED : null;
    }

    /** An issuer that became known at run time, if at all, and of which nothing is kept but that it is revoked. */
    static IssuerStatus revoked(String issuer, boolean closed) {
        State end = end(closed, true);
        return of(issuer, end, null, Failures.NONE, MissingParts.NONE, Environment.NEVER, 0, Set.of(), Counters.NONE);
    }

    static IssuerStatus of(
            String issuer,
            @Nullable State end,
            @Nullable Snapshot<FetchedKeys.Summary> known,
            Failures failures,
            MissingParts missing,
            long nextAlarm,
            long now,
            Set<String> revoked,
            Counters counters) {
        return new IssuerStatus(
                issuer,
                end == null ? State.of(known, failures, now) : end,
                known,
                failures,
                missing,
                end == null ? until(nextAlarm, now) : Optional.empty(),
                now,
                revoked,
                counters);
    }

    /**
     * The issuer.
     *
     * @return its name, untrusted text if it is known only at run time
     */
    public String issuer() {
        return issuer;
    }

    /**
     * How good its keys are.
     *
     * @return the state
     */
    public State state() {
        return state;
    }

    /**
     * How many keys can be used.
     *
     * @return zero or more
     */
    public int keys() {
        return keys;
    }

    /**
     * How many published keys are not used.
     *
     * @return zero or more
     */
    public int skippedKeys() {
        return skippedKeys;
    }

    /**
     * The time since the keys were asked for.
     *
     * @return empty while there are none, or if they were configured
     */
    public Optional<Duration> age() {
        return age;
    }

    /**
     * How long the keys stay fresh.
     *
     * @return empty if they are not fresh
     */
    public Optional<Duration> freshFor() {
        return freshFor;
    }

    /**
     * When the keys were last confirmed, which is the last success, by the wall clock.
     *
     * @return empty while there are none
     */
    public Optional<Instant> fetchedAt() {
        return fetchedAt;
    }

    /**
     * How many attempts have failed since the last success.
     *
     * @return zero or more
     */
    public int failures() {
        return failures;
    }

    /**
     * Whether the next attempt waits because the last one failed.
     *
     * @return whether it does
     */
    public boolean isBackingOff() {
        return backingOff;
    }

    /**
     * Why the latest attempt failed.
     *
     * @return text that is safe to log; empty if none has failed since the last success
     */
    public Optional<String> lastFailure() {
        return lastFailure;
    }

    /**
     * When the latest attempt failed, by the wall clock.
     *
     * @return empty if none has failed since the last success
     */
    public Optional<Instant> lastFailureAt() {
        return lastFailureAt;
    }

    /**
     * The time until the next attempt.
     *
     * @return empty if none is planned, or one is under way
     */
    public Optional<Duration> nextAttempt() {
        return nextAttempt;
    }

    /**
     * Who the keys came from.
     *
     * @return empty while there are none
     */
    public Optional<FetchedJwkSet.Origin> origin() {
        return origin;
    }

    /**
     * Where the issuer publishes the keys.
     *
     * @return empty while there are none, or if they are not from a URI
     */
    public Optional<String> jwksUri() {
        return jwksUri;
    }

    /**
     * The entity tag of the JWK Set (RFC 9110 §8.8.3).
     *
     * @return untrusted text; empty if the last answer had none
     */
    public Optional<String> etag() {
        return etag;
    }

    /**
     * The SHA-256 of the JWK Set, in hex.
     *
     * @return empty while there is none
     */
    public Optional<String> digest() {
        return digest;
    }

    /**
     * How often the keys have changed, the first time included.
     *
     * @return zero while there are none
     */
    public int generation() {
        return generation;
    }

    /**
     * The key IDs that were revoked with {@link KeyFetcher#revokeNow}.
     *
     * @return an immutable set
     */
    public Set<String> revokedKeys() {
        return revokedKeys;
    }

    /**
     * The keys that the newest answer lacks and that are used all the same, see {@link RefreshPolicy#missingKeyGrace()}.
     *
     * @return an immutable list, empty nearly always
     */
    public List<MissingKey> missingKeys() {
        return missingKeys;
    }

    /**
     * Whether an answer has had a key again, within the last hour, that the answer before it lacked: the nodes behind the issuer's
     * address disagree.
     *
     * @return whether they do
     */
    public boolean answersDisagree() {
        return answersDisagree;
    }

    /** {@return the counters of what has happened so far} */
    public Counters counters() {
        return counters;
    }

    /** All of it, safe to log. */
    @Override
    public String toString() {
        return "IssuerStatus[" + Quoted.of(issuer) + ", " + state + ", keys=" + keys + ", skippedKeys=" + skippedKeys
                + ", age=" + text(age) + ", freshFor=" + text(freshFor) + ", fetchedAt=" + text(fetchedAt)
                + ", failures=" + failures + ", backingOff=" + backingOff
                + ", lastFailure=" + Quoted.of(lastFailure.orElse(null)) + ", lastFailureAt=" + text(lastFailureAt)
                + ", nextAttempt=" + text(nextAttempt) + ", origin=" + text(origin) + ", jwksUri="
                + jwksUri.map(Quoted::uri).orElse("none")
                + ", etag=" + Quoted.of(etag.orElse(null)) + ", digest=" + Quoted.of(digest.orElse(null))
                + ", generation=" + generation + ", revokedKeys="
                + revokedKeys.stream().map(Quoted::of).sorted().toList()
                + (missingKeys.isEmpty() ? "" : ", missingKeys=" + missingKeys)
                + (answersDisagree ? ", answersDisagree" : "") + ", " + counters + "]";
    }

    private static String text(Optional<?> value) {
        return value.map(Object::toString).orElse("none");
    }

    private static Optional<Duration> until(long time, long now) {
        return time > now && time != Environment.NEVER ? Optional.of(Duration.ofNanos(time - now)) : Optional.empty();
    }

    /** How good an issuer's keys are. */
    public enum State {
        /** No key was asked for yet, or none could be fetched. */
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
        /** The operator has ended the trust in it ({@link KeyFetcher#revokeIssuer}): its tokens are refused. */
        REVOKED,
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
     * after a time in which it was not used.
     *
     * @param fetches how many fetches of its JWK Set began
     * @param failedFetches how many of them brought nothing that could be used
     * @param staleServed how many callers were served keys past their freshness
     * @param unknownKeysRefused how many callers asked for a key that is not there
     */
    public record Counters(long fetches, long failedFetches, long staleServed, long unknownKeysRefused) {
        static final Counters NONE = new Counters(0, 0, 0, 0);
    }

    /**
     * A key that the newest answer lacks.
     *
     * @param keyId its {@code kid}, or null if it has none; untrusted text
     * @param keptFor how long it stays in use unless an answer has it again
     */
    public record MissingKey(@Nullable String keyId, Duration keptFor) {
        private static List<MissingKey> of(MissingParts missing, long now) {
            List<MissingKey> keys = new ArrayList<>();
            for (Map.Entry<Part, MissingParts.Absence> part : missing.absences().entrySet()) {
                Duration keptFor = Duration.ofNanos(part.getValue().until() - now);
                keys.add(new MissingKey(KeyEntry.keyIdOf(part.getKey()), keptFor));
            }
            return List.copyOf(keys);
        }

        /** Both, safe to log. */
        @Override
        public String toString() {
            return Quoted.of(keyId) + " kept for " + keptFor;
        }
    }
}
