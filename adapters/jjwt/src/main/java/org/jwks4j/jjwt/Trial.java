package org.jwks4j.jjwt;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.Jws;
import io.jsonwebtoken.JwtParserBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.SignatureException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jwks4j.VerificationKey;
import org.jwks4j.token.UnverifiedToken;

/** Parses a token with the few keys that fit it, mostly one. */
final class Trial {
    private Trial() {}

    static Jws<Claims> parse(String token, List<VerificationKey> keys, UnaryOperator<JwtParserBuilder> settings) {
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
        JwtParserBuilder parser =
                settings.apply(Jwts.parser()).verifyWith(key.publicKey()).requireIssuer(issuerOf(token, key));
        key.trustedIssuer().boundClaims().forEach(parser::require);
        return parser.build().parseSignedClaims(token);
    }

    /** JJWT shall read the very iss that the key was got for, which may be an alias. */
    private static String issuerOf(String token, VerificationKey key) {
        String issuer = UnverifiedToken.parse(token).issuer();
        return issuer != null && key.trustedIssuer().isNamed(issuer) ? issuer : key.issuer();
    }
}
