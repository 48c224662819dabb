package org.jwks4j;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.refresh.RefreshState;
import org.jwks4j.refresh.Snapshot;
import org.jwks4j.trust.RevokedKeys;

/** What is remembered of an issuer that is not at work, and holds no timer. Immutable. */
sealed interface DormantIssuer permits RestingIssuer, HeldBackIssuer {
    /** What the issuer begins with when it is put to work again. */
    RefreshState<FetchedKeys> keys(TrustedIssuer issuer, Shared shared);

    /** Its metadata as far as the keys need it; null if nothing is remembered of it. */
    @Nullable
    Snapshot<IssuerMetadata> metadata(String issuer);

    /** Whether keys were had of it. */
    boolean hasKeys();

    /** What a caller is told without putting it to work; null if it may be put to work. */
    @Nullable
    KeyFetchException refusal(String issuer, Shared shared);

    /** How long it is kept from now on, in nanoseconds, however often it is asked for. */
    long keptFor(long now);

    Optional<FetchedJwkSet> export(TrustedIssuer issuer, RevokedKeys revoked);

    IssuerStatus status(TrustedIssuer issuer, boolean closed, Shared shared);

    /** Estimates how many bytes of heap it holds. */
    long weight();
}
