package org.jwks4j.jjwt;

import io.jsonwebtoken.JwsHeader;
import io.jsonwebtoken.LocatorAdapter;
import java.security.Key;
import org.jwks4j.KeyFetcher;
import org.jwks4j.VerificationKey;
import org.jwks4j.error.InvalidJwtException;
import org.jwks4j.error.Reason;
import org.jwks4j.json.Quoted;
import org.jwks4j.jwk.JwsAlgorithm;

/** One issuer's keys. For what is no JWS there is none. */
final class IssuerLocator extends LocatorAdapter<Key> {
    private final KeyFetcher fetcher;
    private final String issuer;

    IssuerLocator(KeyFetcher fetcher, String issuer) {
        this.fetcher = fetcher;
        this.issuer = issuer;
    }

    @Override
    protected Key locate(JwsHeader header) {
        VerificationKey key = fetcher.blocking().getKey(issuer, header.getKeyId(), algorithm(header));
        if (!key.trustedIssuer().boundClaims().isEmpty()) {
            throw new IllegalStateException(
                    "a locator sees no claims, and those of this issuer's tokens are bound to its name;"
                            + " use JjwtKeys.parse(...)");
        }
        return key.publicKey();
    }

    private JwsAlgorithm algorithm(JwsHeader header) {
        return JwsAlgorithm.of(header.getAlgorithm())
                .orElseThrow(() -> new InvalidJwtException(
                        Reason.UNSUPPORTED_ALGORITHM,
                        issuer,
                        header.getKeyId(),
                        "token of " + Quoted.of(issuer) + " refused: no published key verifies "
                                + Quoted.of(header.getAlgorithm())));
    }
}
