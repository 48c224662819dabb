package org.jwks4j.nimbus;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
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
    FetchingProcessor(KeyFetcher fetcher) {
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
