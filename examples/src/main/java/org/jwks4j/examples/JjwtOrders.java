package org.jwks4j.examples;

import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import java.util.concurrent.CompletableFuture;
import org.jwks4j.KeyFetcher;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.error.TokenException;
import org.jwks4j.jjwt.JjwtKeys;

/** The orders service with JJWT. */
// tag::orders-jjwt[]
final class JjwtOrders {
    private final JjwtKeys keys;
    private final JwtParser staffParser; // for the tokens of one of the issuers

    JjwtOrders(KeyFetcher fetcher, String staffIssuer) {
        keys = JjwtKeys.of(fetcher);
        staffParser = keys.parser(staffIssuer).requireAudience("orders").build();
    }

    /** Never waits. */
    CompletableFuture<Integer> status(String token) {
        return keys.parse(token, parser -> parser.requireAudience("orders")).handle((jws, failure) -> {
            if (failure == null) {
                return jws.getPayload().getExpiration() == null ? 401 : 200; // JJWT takes tokens that never expire
            }
            return failure instanceof KeysUnavailableException ? 503 : 401;
        });
    }

    /** For a thread that may wait. */
    int statusBlocking(String token) {
        try {
            return staffParser.parseSignedClaims(token).getPayload().getExpiration() == null ? 401 : 200;
        } catch (TokenException e) {
            return e.httpStatus(); // ours, as it was thrown
        } catch (JwtException | IllegalArgumentException e) {
            return 401;
        }
    }
}
// end::orders-jjwt[]
