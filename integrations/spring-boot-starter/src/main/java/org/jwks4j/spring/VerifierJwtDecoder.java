package org.jwks4j.spring;

import org.jwks4j.error.TokenException;
import org.jwks4j.verifier.JwtVerifier;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** Decodes with our verifier; waits while keys are not cached, at most until the fetcher's deadline. */
final class VerifierJwtDecoder implements JwtDecoder {
    private final JwtVerifier verifier;
    private final SpringJwts jwts;

    VerifierJwtDecoder(JwtVerifier verifier, SpringJwts jwts) {
        this.verifier = verifier;
        this.jwts = jwts;
    }

    @Override
    public Jwt decode(String token) {
        try {
            return jwts.of(token, verifier.blocking().verify(token));
        } catch (TokenException e) {
            throw SpringJwts.failure(e);
        }
    }
}
