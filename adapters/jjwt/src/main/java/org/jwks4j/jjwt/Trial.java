package org.jwks4j.jjwt;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.Jws;
import io.jsonwebtoken.JwtParserBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.SignatureException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jwks4j.InvalidJwtException;
import org.jwks4j.Reason;
import org.jwks4j.VerificationKey;
import org.jwks4j.json.Quoted;

/** Parses a token with the few keys that fit it, mostly one. */
final class Trial {
    private static final int MAX_CANDIDATES = 4;

    private Trial() {}

    static Jws<Claims> parse(String token, List<VerificationKey> keys, UnaryOperator<JwtParserBuilder> settings) {
        if (keys.size() > MAX_CANDIDATES) {
            throw tooMany(keys);
        }
        for (VerificationKey key : keys.subList(0, keys.size() - 1)) {
            try {
                return parse(token, key, settings);
            } catch (SignatureException ofAnotherKey) {
                // the next one, then
            }
        }
        return parse(token, keys.get(keys.size() - 1), settings);
    }

    private static Jws<Claims> parse(String token, VerificationKey key, UnaryOperator<JwtParserBuilder> settings) {
        return settings.apply(Jwts.parser())
                .verifyWith(key.publicKey())
                .requireIssuer(key.issuer())
                .build()
                .parseSignedClaims(token);
    }

    private static InvalidJwtException tooMany(List<VerificationKey> keys) {
        String issuer = keys.get(0).issuer();
        return new InvalidJwtException(
                Reason.AMBIGUOUS_KEY,
                issuer,
                null,
                keys.size() + " keys of " + Quoted.of(issuer) + " fit a token, more than the " + MAX_CANDIDATES
                        + " that are tried");
    }
}
