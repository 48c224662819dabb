package org.jwks4j.examples;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jwks4j.KeyFetcher;
import org.jwks4j.VerificationKey;

/** Asks for one key in three ways. Arguments: the issuer, and a token of it. */
public final class WaysToAsk {
    public static void main(String[] args) {
        String issuer = args[0];
        String token = args[1];
        try (KeyFetcher fetcher = KeyFetcher.builder().trust(issuer).build()) {
            // tag::ways-to-ask[]
            CompletableFuture<VerificationKey> key = fetcher.getKey(token); // complete already if it is cached
            VerificationKey awaited = fetcher.blocking().getKey(token); // waits, and throws the error itself
            Optional<VerificationKey> cached = fetcher.getKeyIfCached(token); // never waits
            // end::ways-to-ask[]
            System.out.println(key.join().keyId());
            System.out.println(awaited.keyId());
            System.out.println(cached.map(VerificationKey::keyId).orElse("not cached"));
        }
    }
}
