package org.jwks4j.nimbus;

import static java.util.Objects.requireNonNull;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJWSException;
import com.nimbusds.jose.proc.JWSVerifierFactory;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.JWTClaimsSetAwareJWSKeySelector;
import com.nimbusds.jwt.proc.JWTProcessor;
import java.util.concurrent.CompletableFuture;
import org.jwks4j.KeyFetcher;

/**
 * Hands the keys of a {@link KeyFetcher} to Nimbus JOSE + JWT, and through it to Spring's {@code NimbusJwtDecoder}: for all
 * issuers that the fetcher trusts, each with its own keys, and with EdDSA on JCA, so that Tink is not needed.
 *
 * <p>Nimbus asks for keys on the calling thread. {@link #process} gets them first, and no thread waits; everything else
 * waits at the caller's expense while a key is not cached, at most until the fetcher's deadline: not on an event loop.
 *
 * <p>Thread-safe. It has nothing to close; it never closes the fetcher.
 */
public final class NimbusKeys {
    private final KeyFetcher fetcher;

    private NimbusKeys(KeyFetcher fetcher) {
        this.fetcher = requireNonNull(fetcher, "fetcher");
    }

    /**
     * An adapter for a fetcher.
     *
     * @param fetcher knows whom to trust and gets the keys
     * @return the adapter
     */
    public static NimbusKeys of(KeyFetcher fetcher) {
        return new NimbusKeys(fetcher);
    }

    /**
     * A processor that verifies signatures with the keys of {@code iss}, and then does what Nimbus does: {@code exp} and
     * {@code nbf} are checked if they are there, the audience is not. Set a {@code DefaultJWTClaimsVerifier} that asks
     * for {@code aud} and {@code exp} (RFC 7519 §4.1) before the first use. The {@code typ} may be absent, {@code JWT}, or
     * {@code at+jwt} (RFC 9068 §2.1): for others, set a type verifier of your own.
     *
     * <p>Its {@code process} throws {@link com.nimbusds.jose.RemoteKeySourceException} if the keys could not be learned
     * (answer 503), and {@link com.nimbusds.jose.proc.BadJOSEException} or {@link java.text.ParseException} if the token
     * is at fault (401). The first two have our {@link org.jwks4j.error.TokenException} as their cause if there is one.
     *
     * @return a new processor, thread-safe once it is set up
     */
    public DefaultJWTProcessor<SecurityContext> processor() {
        return new FetchingProcessor(fetcher);
    }

    /**
     * Processes a token after its keys were fetched: no thread waits. A {@code SecurityContext} carries the keys to the processor,
     * so that it has no reason to ask for any.
     *
     * @param processor a {@link #processor()}, or one with a {@link #keySelector()} of this class
     * @param token a compact JWT, without {@code Bearer} before it
     * @return the verified claims: complete already if the keys are cached, else completed on the fetcher's executor.
     *     Fails with a {@link org.jwks4j.error.KeyFetchException.KeysUnavailableException} itself if the keys could not be learned (503), and with
     *     another {@link org.jwks4j.error.TokenException} or Nimbus' exception if the token is at fault (401)
     */
    public CompletableFuture<JWTClaimsSet> process(JWTProcessor<SecurityContext> processor, String token) {
        requireNonNull(processor, "processor");
        return fetcher.tryKeys(
                token, keys -> processor.process(token, new ResolvedKeys(keys)), BadJWSException.class::isInstance);
    }

    /**
     * Selects the keys of {@code iss} that may verify the header's {@code kid} and {@code alg}: for a processor of your own.
     * If the token is at fault the list is empty, as Nimbus wants it, and the reason is lost; a {@link #processor()}
     * keeps it. Throws {@link com.nimbusds.jose.RemoteKeySourceException} if the keys could not be learned.
     *
     * @return a selector for all issuers that the fetcher trusts; it may wait
     */
    public JWTClaimsSetAwareJWSKeySelector<SecurityContext> keySelector() {
        return Selection.quiet(new Selection(fetcher));
    }

    /**
     * The keys of one issuer, for what wants a {@code JWKSource}, such as {@code JWSVerificationKeySelector} or Spring's
     * {@code NimbusJwtDecoder.withJwkSource}. It sees no {@code iss}: your code must check that claim. It answers
     * selectors that name an algorithm, as those for a JWS header do; Nimbus itself makes no use of OKP keys from it.
     * Throws {@link com.nimbusds.jose.RemoteKeySourceException} if the keys could not be learned.
     *
     * @param issuer the exact name of a trusted issuer
     * @return a source that may wait
     */
    public JWKSource<SecurityContext> jwkSource(String issuer) {
        return new IssuerJwkSource(fetcher, requireNonNull(issuer, "issuer"));
    }

    /**
     * Verifiers for RSA and ECDSA, which are Nimbus' own, and for EdDSA on Ed25519 and Ed448, on JCA. No MAC.
     *
     * @return what {@link #processor()} uses; thread-safe
     */
    public static JWSVerifierFactory verifierFactory() {
        return new PublicKeyVerifierFactory();
    }
}
