package org.jwks4j.nimbus;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import org.jspecify.annotations.Nullable;
import org.jwks4j.KeyFetcher;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.error.TokenException;

/** Nimbus' processor with our keys: says in Nimbus' exceptions who is at fault, and keeps ours as their cause. */
final class FetchingProcessor extends DefaultJWTProcessor<SecurityContext> {
    /** Nothing (RFC 7519 §5.1 has it as an option), a JWT, or an access token in both spellings that RFC 9068 §4 allows. */
    private static final JOSEObjectTypeVerifier<SecurityContext> TYPES = new DefaultJOSEObjectTypeVerifier<>(
            null,
            JOSEObjectType.JWT,
            new JOSEObjectType("application/jwt"),
            new JOSEObjectType("at+jwt"),
            new JOSEObjectType("application/at+jwt"));

    FetchingProcessor(KeyFetcher fetcher) {
        setJWSTypeVerifier(TYPES);
        setJWTClaimsSetAwareJWSKeySelector(new Selection(fetcher));
        setJWSVerifierFactory(new PublicKeyVerifierFactory());
    }

    @Override
    public JWTClaimsSet process(SignedJWT token, @Nullable SecurityContext context)
            throws BadJOSEException, JOSEException {
        try {
            return super.process(token, context);
        } catch (KeysUnavailableException e) {
            throw Selection.unavailable(e);
        } catch (TokenException e) {
            throw new BadJOSEException(e.getMessage(), e);
        }
    }
}
