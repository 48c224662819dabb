package org.jwks4j;

import org.jwks4j.token.TokenFormatException;
import org.jwks4j.token.UnverifiedToken;

/** What is read of a token before anything else, with our errors. */
final class ReadToken {
    private ReadToken() {}

    static UnverifiedToken of(String token) {
        try {
            return UnverifiedToken.parse(token);
        } catch (TokenFormatException e) {
            throw new MalformedTokenException(e);
        }
    }

    static String issuerOf(UnverifiedToken token) {
        String issuer = token.issuer();
        if (issuer == null) {
            throw new MalformedTokenException(Reason.MISSING_ISSUER, "the token has no iss (RFC 7519 §4.1.1)");
        }
        return issuer;
    }
}
