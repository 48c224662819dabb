package org.jwks4j.examples;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.interfaces.Verification;
import java.util.concurrent.CompletableFuture;
import org.jwks4j.KeyFetcher;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.error.TokenException;
import org.jwks4j.javajwt.JavaJwtKeys;
import org.jwks4j.jwk.JwsAlgorithm;

/** The orders service with Auth0's java-jwt. */
// tag::orders-java-jwt[]
final class JavaJwtOrders {
    private final JavaJwtKeys keys;
    private final JWTVerifier es256; // java-jwt has a verifier for each algorithm

    JavaJwtOrders(KeyFetcher fetcher) {
        keys = JavaJwtKeys.of(fetcher);
        es256 = strict(JWT.require(keys.algorithm(JwsAlgorithm.ES256))).build();
    }

    private static Verification strict(Verification verification) {
        return verification.withAudience("orders").withClaimPresence("exp").acceptLeeway(60);
    }

    /** Never waits, and takes every algorithm that the issuers use and java-jwt has. */
    CompletableFuture<Integer> status(String token) {
        return keys.verify(token, JavaJwtOrders::strict).handle((jwt, failure) -> {
            if (failure == null) {
                return 200;
            }
            return failure instanceof KeysUnavailableException ? 503 : 401;
        });
    }

    /** For a thread that may wait. */
    int statusBlocking(String token) {
        try {
            es256.verify(token);
            return 200;
        } catch (TokenException e) {
            return e.httpStatus(); // ours, as it was thrown
        } catch (JWTVerificationException e) {
            return 401;
        }
    }
}
// end::orders-java-jwt[]
