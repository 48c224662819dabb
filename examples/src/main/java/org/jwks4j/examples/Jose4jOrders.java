package org.jwks4j.examples;

import java.util.concurrent.CompletableFuture;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jwks4j.KeyFetcher;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.jose4j.Jose4jKeys;

/** The orders service with jose4j. */
// tag::orders-jose4j[]
final class Jose4jOrders {
    private final Jose4jKeys keys;
    private final JwtConsumer consumer;

    Jose4jOrders(KeyFetcher fetcher) {
        keys = Jose4jKeys.of(fetcher);
        consumer = strict(keys.consumer()).build();
    }

    private static JwtConsumerBuilder strict(JwtConsumerBuilder consumer) {
        return consumer.setExpectedAudience("orders").setRequireExpirationTime().setAllowedClockSkewInSeconds(60);
    }

    /** Never waits. */
    CompletableFuture<Integer> status(String token) {
        return keys.processToClaims(token, Jose4jOrders::strict).handle((claims, failure) -> {
            if (failure == null) {
                return 200;
            }
            return failure instanceof KeysUnavailableException ? 503 : 401;
        });
    }

    /** For a thread that may wait. */
    int statusBlocking(String token) {
        try {
            consumer.processToClaims(token);
            return 200;
        } catch (InvalidJwtException e) { // around everything, so that its cause must be looked at
            return Jose4jKeys.unavailable(e).isPresent() ? 503 : 401;
        }
    }
}
// end::orders-jose4j[]
