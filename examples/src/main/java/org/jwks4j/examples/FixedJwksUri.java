package org.jwks4j.examples;

import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.VerificationKey;

/** Gets a key of an issuer that has no metadata. Arguments: the issuer, its JWKS URI, and a token of it. */
public final class FixedJwksUri {
    public static void main(String[] args) {
        String issuer = args[0];
        String jwksUri = args[1];
        String token = args[2];
        // tag::fixed-jwks-uri[]
        try (KeyFetcher fetcher = KeyFetcher.builder()
                .trust(TrustedIssuer.of(issuer).withJwksUri(jwksUri))
                .build()) {
            VerificationKey key = fetcher.blocking().getKey(token);
            System.out.println(key.keyId() + " verifies " + key.algorithms());
        }
        // end::fixed-jwks-uri[]
    }
}
