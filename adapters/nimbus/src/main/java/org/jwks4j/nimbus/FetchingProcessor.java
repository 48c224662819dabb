package org.jwks4j.nimbus;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.BadJWSException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.util.concurrent.atomic.AtomicBoolean;
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

    private final KeyFetcher fetcher;

    FetchingProcessor(KeyFetcher fetcher) {
        this.fetcher = fetcher;
        setJWSTypeVerifier(TYPES);
        setJWTClaimsSetAwareJWSKeySelector(new Selection(fetcher));
        setJWSVerifierFactory(new PublicKeyVerifierFactory());
    }

    @Override
    public JWTClaimsSet process(SignedJWT token, @Nullable SecurityContext context)
            throws BadJOSEException, JOSEException {
        try {
            return context instanceof ResolvedKeys ? super.process(token, context) : fetching(token, context);
        } catch (KeysUnavailableException e) {
            throw Selection.unavailable(e);
        } catch (TokenException e) {
            throw new BadJOSEException(e.getMessage(), e);
        }
    }

    /** With the caller's own context; then, if the signature is of another key, with those that the issuer has instead. */
    private JWTClaimsSet fetching(SignedJWT token, @Nullable SecurityContext context)
            throws BadJOSEException, JOSEException {
        AtomicBoolean first = new AtomicBoolean(true);
        try {
            return fetcher.blocking()
                    .tryKeys(
                            Question.of(token),
                            keys -> super.process(token, first.getAndSet(false) ? context : new ResolvedKeys(keys)),
                            BadJWSException.class::isInstance);
        } catch (BadJOSEException | JOSEException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("Nimbus throws no other", e);
        }
    }
}
