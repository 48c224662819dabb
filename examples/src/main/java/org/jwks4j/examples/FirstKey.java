package org.jwks4j.examples;

// tag::first-key[]
import org.jwks4j.KeyFetcher;
import org.jwks4j.VerificationKey;

/** Gets the public key that a token was signed with. Arguments: the issuer, and a token of it. */
public final class FirstKey {
    public static void main(String[] args) {
        try (KeyFetcher fetcher = KeyFetcher.builder().trust(args[0]).build()) {
            VerificationKey key = fetcher.blocking().getKey(args[1]);
            System.out.println(key.publicKey().getFormat() + " key " + key.keyId() + " for " + key.algorithms());
        }
    }
}
// end::first-key[]
