package org.jwks4j;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.heap.HeapSize;
import org.jwks4j.net.Environment;
import org.jwks4j.outcome.LookupErrors;
import org.jwks4j.refresh.Failure;
import org.jwks4j.refresh.Failures;
import org.jwks4j.refresh.Miss;
import org.jwks4j.refresh.MissingParts;
import org.jwks4j.refresh.RefreshState;
import org.jwks4j.refresh.Snapshot;
import org.jwks4j.trust.RevokedKeys;

/** What is remembered of an issuer that is not at work, and holds no timer. Immutable. */
sealed interface DormantIssuer permits RestingIssuer, DormantIssuer.HeldBack {
    /** How long an issuer is kept that is not used. */
    Duration UNUSED = Duration.ofHours(24);

    /** What the issuer begins with when it is put to work again. */
    RefreshState<FetchedKeys> keys(TrustedIssuer issuer, FetcherContext shared);

    /** Its metadata as far as the keys need it; null if nothing is remembered of it. */
    @Nullable
    Snapshot<IssuerMetadata> metadata(String issuer);

    /** Whether its keys were fetched. */
    boolean hasKeys();

    /** What a caller is told without putting it to work; null if it may be put to work. */
    @Nullable
    KeyFetchException refusal(String issuer, FetcherContext shared);

    /** How long it is kept from now on, in nanoseconds, however often it is asked for. */
    long keptFor(long now);

    Optional<FetchedJwkSet> export(TrustedIssuer issuer, RevokedKeys revoked);

    IssuerStatus status(TrustedIssuer issuer, boolean closed, FetcherContext shared);

    /** Estimates how many bytes of heap it holds. */
    long weight();

    /**
     * What is kept of an issuer of which nothing was fetched yet: how often and why it failed. It is refused until it may be asked again; a
     * while after that it is forgotten, however often it is asked for meanwhile.
     *
     * @param unusableSince when it first answered with keys of which no one can be used
     */
    record HeldBack(Failures failures, long unusableSince) implements DormantIssuer {
        private static final Duration KEPT_FOR = Duration.ofSeconds(10);

        static HeldBack of(RefreshState<FetchedKeys> state) {
            return new HeldBack(state.failures(), state.unusableSince());
        }

        @Override
        public RefreshState<FetchedKeys> keys(TrustedIssuer issuer, FetcherContext shared) {
            return RefreshState.coldAfter(failures, unusableSince, shared.rules());
        }

        @Override
        public @Nullable Snapshot<IssuerMetadata> metadata(String issuer) {
            return null;
        }

        @Override
        public boolean hasKeys() {
            return false;
        }

        @Override
        public long keptFor(long now) {
            return Math.max(0, failures.retryAt() + KEPT_FOR.toNanos() - now);
        }

        @Override
        public @Nullable KeyFetchException refusal(String issuer, FetcherContext shared) {
            long now = shared.environment().now();
            Failure last = failures.last();
            return last == null || !failures.holdBack(now)
                    ? null
                    : LookupErrors.of(
                            new Miss.Unavailable(last, failures.retryAt()), issuer, null, shared.deadline(), now);
        }

        @Override
        public Optional<FetchedJwkSet> export(TrustedIssuer issuer, RevokedKeys revoked) {
            return Optional.empty();
        }

        @Override
        public long weight() {
            return HeapSize.of(failures);
        }

        @Override
        public IssuerStatus status(TrustedIssuer issuer, boolean closed, FetcherContext shared) {
            return IssuerStatus.of(
                    issuer.name(),
                    IssuerStatus.end(closed, shared.revokedIssuers().contains(issuer.name(), issuer.aliases())),
                    null,
                    failures,
                    MissingParts.NONE,
                    Environment.NEVER,
                    shared.environment().now(),
                    Set.of(),
                    IssuerStatus.Counters.NONE);
        }
    }
}
