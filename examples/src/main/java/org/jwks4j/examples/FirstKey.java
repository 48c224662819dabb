package org.jwks4j.examples;

import org.jwks4j.KeyFetcher;
import org.jwks4j.VerificationKey;

/** Gets the public key that a token was signed with. Arguments: the issuer, and a token of it. */
public final class FirstKey {
    public static void main(String[] args) {
        String issuer = args[0];
        String token = args[1];
        // tag::first-key[]
        try (KeyFetcher fetcher = KeyFetcher.builder().trust(issuer).build()) {
            VerificationKey key = fetcher.blocking().getKey(token);
            System.out.println(key.keyId() + " verifies " + key.algorithms());
        }
        // end::first-key[]
    }
}
