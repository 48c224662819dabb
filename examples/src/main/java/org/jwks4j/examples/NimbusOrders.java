package org.jwks4j.examples;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jwks4j.KeyFetcher;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.nimbus.NimbusKeys;

/** The orders service with Nimbus JOSE + JWT. */
// tag::orders-nimbus[]
final class NimbusOrders {
    private final NimbusKeys keys;
    private final DefaultJWTProcessor<SecurityContext> processor;

    NimbusOrders(KeyFetcher fetcher) {
        keys = NimbusKeys.of(fetcher);
        processor = keys.processor();
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>("orders", null, Set.of("exp")));
    }

    /** Never waits. */
    CompletableFuture<Integer> status(String token) {
        return keys.process(processor, token).handle((claims, failure) -> {
            if (failure == null) {
                return 200;
            }
            return failure instanceof KeysUnavailableException ? 503 : 401;
        });
    }

    /** For a thread that may wait. */
    int statusBlocking(String token) {
        try {
            processor.process(token, null);
            return 200;
        } catch (BadJOSEException | ParseException e) {
            return 401;
        } catch (JOSEException e) {
            return 503; // a RemoteKeySourceException
        }
    }
}
// end::orders-nimbus[]
