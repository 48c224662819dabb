package org.jwks4j.nimbus;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.util.Set;

/** What our documentation tells users to ask of the claims. */
final class Claims {
    private Claims() {}

    static DefaultJWTProcessor<SecurityContext> checked(
            DefaultJWTProcessor<SecurityContext> processor, String audience) {
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(audience, null, Set.of("exp")));
        return processor;
    }
}
