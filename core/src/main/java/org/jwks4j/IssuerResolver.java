package org.jwks4j;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Trust in issuers that are known only at run time, such as tenants in a database. It is asked for the {@code iss} of any
 * token that comes in, so the text is a stranger's: compare it with what is on record, and never build a URI from it.
 *
 * <p>Both answers are remembered. A yes is trusted for ten minutes, and asked for again in the background shortly before if tokens
 * come, so that a withdrawn trust ends by then; while the resolver fails, its last yes holds for an hour at most
 * ({@link KeyFetcherBuilder#maximumTrustAge}). A no is remembered for a minute. Callers at the same time share one question; it
 * must be answered within the fetcher's deadline. At most 64 questions are under way about names that are new, and as many
 * about those that were trusted: these wait for their turn.
 */
@FunctionalInterface
public interface IssuerResolver {
    /**
     * Looks an issuer up. Called on the fetcher's executor; must not block it.
     *
     * @param issuer the exact {@code iss} of a token
     * @return the issuer under that very name, or empty when it is not trusted. A failure is answered 503, never taken for
     *     a no, and not remembered
     */
    CompletableFuture<Optional<TrustedIssuer>> resolve(String issuer);
}
