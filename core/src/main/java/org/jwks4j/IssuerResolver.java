package org.jwks4j;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Trust in issuers that are known only at run time, such as tenants in a database. It is asked for the {@code iss} of any
 * token that comes in, so the text is a stranger's: compare it with what is on record, and never build a URI from it.
 *
 * <p>Both answers are remembered. Who is trusted is asked for again every ten minutes while tokens come, in the background,
 * so that a withdrawn trust ends by then; who is not, after a minute. Callers at the same time share one question; it must be
 * answered within the fetcher's deadline, and at most 64 are under way.
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
