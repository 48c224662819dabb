package org.jwks4j.nimbus;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.concurrent.CompletableFuture;
import org.jwks4j.KeyFetcher;
import org.jwks4j.adapters.ResolveFirstContract;

final class ProcessTest extends ResolveFirstContract<JWTClaimsSet> {
    @Override
    protected CompletableFuture<JWTClaimsSet> verified(KeyFetcher fetcher, String token) {
        NimbusKeys keys = NimbusKeys.of(fetcher);
        return keys.process(Claims.checked(keys.processor(), AUDIENCE), token);
    }

    @Override
    protected String subject(JWTClaimsSet verified) {
        return verified.getSubject();
    }
}
