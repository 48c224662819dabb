package org.jwks4j.verifier;

import static java.util.Objects.requireNonNull;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jwks4j.error.TokenException;
import org.jwks4j.token.UnverifiedToken;
import org.jwks4j.verifier.dpop.DpopProof;

/** A {@link JwtVerifier} for code that may wait: the token, verified, or the error thrown. Thread-safe. */
public final class BlockingJwtVerifier {
    private final JwtVerifier verifier;

    BlockingJwtVerifier(JwtVerifier verifier) {
        this.verifier = verifier;
    }

    /**
     * Verifies a token; at once if its key is cached, at the latest after the fetcher's deadline.
     *
     * @param token a compact JWT, without {@code Bearer} before it
     * @return the verified token
     * @throws TokenException when it is refused (401), or its keys cannot be fetched (503)
     */
    public VerifiedJwt verify(String token) {
        return verifier.verifyBlocking(token, PossessionCheck.NONE);
    }

    /**
     * Verifies a token that is bound to the client's certificate, as {@link JwtVerifier#verify(String, X509Certificate)}.
     *
     * @param token a compact JWT
     * @param clientCertificate what the client has shown in TLS
     * @return the verified token
     * @throws TokenException when it is refused (401), or its keys cannot be fetched (503)
     */
    public VerifiedJwt verify(String token, X509Certificate clientCertificate) {
        return verifier.verifyBlocking(
                token, new MutualTlsCheck(requireNonNull(clientCertificate, "clientCertificate")));
    }

    /**
     * Verifies a token that is bound to a key of the client, as {@link JwtVerifier#verify(String, DpopProof, String, String)}.
     *
     * @param token a compact JWT, without {@code DPoP} before it
     * @param proof what the request has in its {@code DPoP} header fields
     * @param method the request's method
     * @param uri the request's absolute URI
     * @return the verified token
     * @throws TokenException when it is refused (401), or its keys cannot be fetched, or its proof cannot be remembered (503)
     */
    public VerifiedJwt verify(String token, DpopProof proof, String method, String uri) {
        return verifier.verifyBlocking(token, verifier.senderBy(token, proof, method, uri));
    }

    /**
     * Verifies a token that was read before.
     *
     * @param token what the token says of itself
     * @return the verified token
     * @throws TokenException when it is refused (401), or its keys cannot be fetched (503)
     */
    public VerifiedJwt verify(UnverifiedToken token) {
        return verifier.verifyBlocking(token);
    }

    /**
     * Waits for the security providers to be chosen and tested, as {@link JwtVerifier#ready}.
     *
     * @param timeout how long at most
     * @return false if it takes longer, or the thread was interrupted; its interrupt flag is set then
     * @throws IllegalStateException if the choice failed
     */
    public boolean ready(Duration timeout) {
        try {
            verifier.ready().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the security providers could not be chosen", e.getCause());
        }
    }
}
