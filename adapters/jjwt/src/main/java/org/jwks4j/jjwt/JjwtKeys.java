package org.jwks4j.jjwt;

import static java.util.Objects.requireNonNull;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.Jws;
import io.jsonwebtoken.JwtParserBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.Locator;
import io.jsonwebtoken.security.SignatureException;
import java.security.Key;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jwks4j.KeyFetcher;

/**
 * Hands the keys of a {@link KeyFetcher} to JJWT. JJWT asks for a key on the calling thread, and before it reads the claims:
 * so {@link #parse} gets the keys first, for all issuers that the fetcher trusts, and no thread waits; {@link #parser} and
 * {@link #locator} are for one issuer, and wait at the caller's expense while a key is not cached, at most until the
 * fetcher's deadline: not on an event loop.
 *
 * <p>JJWT verifies RS, PS and ES 256/384/512 and {@code EdDSA}; other algorithms, also the newer names {@code Ed25519} and
 * {@code Ed448}, it refuses. It checks {@code exp} and {@code nbf} if they are there.
 *
 * <p>Thread-safe. It has nothing to close; it never closes the fetcher.
 */
public final class JjwtKeys {
    private final KeyFetcher fetcher;

    private JjwtKeys(KeyFetcher fetcher) {
        this.fetcher = requireNonNull(fetcher, "fetcher");
    }

    /**
     * An adapter for a fetcher.
     *
     * @param fetcher knows whom to trust and gets the keys
     * @return the adapter
     */
    public static JjwtKeys of(KeyFetcher fetcher) {
        return new JjwtKeys(fetcher);
    }

    /**
     * Gets the key of a token of any trusted issuer without waiting, and then lets JJWT parse the token with that key alone,
     * and with the key's issuer as the one that {@code iss} must name. If the token has no {@code kid}, up to four keys
     * are tried (RFC 7515 §4.1.4).
     *
     * @param token a compact JWT, without {@code Bearer} before it
     * @param settings makes JJWT strict: called for each token with a new builder, for instance
     *     {@code parser -> parser.requireAudience("orders")}. Keys and issuer are set after it
     * @return the verified token: complete already if the keys are cached, else completed on the fetcher's executor.
     *     Fails with a {@link org.jwks4j.error.KeyFetchException.KeysUnavailableException} if the keys could not be learned (503), and with
     *     another {@link org.jwks4j.error.TokenException} or a {@link io.jsonwebtoken.JwtException} if the token is at fault
     *     (401); none is wrapped
     */
    public CompletableFuture<Jws<Claims>> parse(String token, UnaryOperator<JwtParserBuilder> settings) {
        requireNonNull(settings, "settings");
        return fetcher.tryKeys(token, keys -> Trial.parse(token, keys, settings), SignatureException.class::isInstance);
    }

    /**
     * Begins a parser for the tokens of one issuer: with its {@link #locator} and with {@code iss} required to be its name.
     * Require the audience too.
     *
     * <p>The parser throws our {@link org.jwks4j.error.TokenException}s as they are: a
     * {@link org.jwks4j.error.KeyFetchException.KeysUnavailableException} is a 503; the others, a {@link io.jsonwebtoken.JwtException}, and the
     * {@link IllegalArgumentException} that JJWT has for an empty text, are 401s.
     *
     * @param issuer the exact name of a trusted issuer
     * @return a builder of parsers that may wait
     */
    public JwtParserBuilder parser(String issuer) {
        return Jwts.parser().keyLocator(locator(issuer)).requireIssuer(issuer);
    }

    /**
     * Locates the one key of an issuer that fits the {@code kid} and {@code alg} of a header. It sees no claims: the parser
     * must require {@code iss} itself, as {@link #parser} does, or it takes the issuer's word for anyone. If several
     * keys fit it fails with {@link org.jwks4j.error.Reason#AMBIGUOUS_KEY}.
     *
     * @param issuer the exact name of a trusted issuer
     * @return a locator that may wait, and throws {@link org.jwks4j.error.KeyFetchException}s, which JJWT lets through
     */
    public Locator<Key> locator(String issuer) {
        return new IssuerLocator(fetcher, requireNonNull(issuer, "issuer"));
    }
}
