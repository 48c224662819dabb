package org.jwks4j.examples;

import org.jwks4j.KeyFetcher;
import org.jwks4j.error.TokenException;
import org.jwks4j.verifier.JwtVerifier;
import org.jwks4j.verifier.VerifiedJwt;

/** Verifies a token and says what a service answers. Arguments: the issuer, this service's audience, and a token. */
public final class Verify {
    public static void main(String[] args) {
        String issuer = args[0];
        String audience = args[1];
        String token = args[2];
        try (KeyFetcher fetcher = KeyFetcher.builder().trust(issuer).build()) {
            // tag::verify[]
            JwtVerifier verifier =
                    JwtVerifier.builder(fetcher).audience(audience).build();
            try {
                VerifiedJwt jwt = verifier.blocking().verify(token);
                System.out.println("200 for " + jwt.claims().subject().orElse("nobody"));
            } catch (TokenException e) {
                // 401: the token is at fault. 503: its keys could not be learned, which says nothing about the token.
                System.out.println(e.httpStatus() + " " + e.reason());
            }
            // end::verify[]
        }
    }
}
