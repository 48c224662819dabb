package org.jwks4j.verifier;

import static java.util.Objects.requireNonNull;

import java.security.Provider;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.jwks4j.KeyFetcher;
import org.jwks4j.json.Quoted;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.provider.SecurityProviders;

/** Configures a {@link JwtVerifier}; what is not said is refused. Not thread-safe. */
public final class JwtVerifierBuilder {
    private static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(10);

    private final KeyFetcher fetcher;
    private @Nullable Set<String> audiences;
    private boolean anyAudience;
    private boolean expirationRequired = true;
    private TokenTypes types = TokenTypes.DEFAULT;
    private boolean eventsAccepted;
    private Duration clockSkew = Duration.ofSeconds(60);
    private InstantSource instants = Clock.systemUTC();
    private Executor executor = ForkJoinPool.commonPool();
    private boolean installedProvidersOnly;
    private final Map<JwsAlgorithm, String> providers = new EnumMap<>(JwsAlgorithm.class);
    private long maxVerifiedTokenBytes;

    JwtVerifierBuilder(KeyFetcher fetcher) {
        this.fetcher = requireNonNull(fetcher, "fetcher");
    }

    /**
     * Accepts tokens for these audiences.
     *
     * @param oneOf names, of which one must be in {@code aud}; compared exactly
     * @return this
     */
    public JwtVerifierBuilder audience(String... oneOf) {
        if (oneOf.length == 0) {
            throw new IllegalArgumentException("audience() needs a name");
        }
        if (audiences != null) {
            throw new IllegalArgumentException("audience(...) was called twice; name all audiences in one call");
        }
        if (Arrays.asList(oneOf).contains("")) {
            throw new IllegalArgumentException("an audience is empty");
        }
        audiences = Set.copyOf(Arrays.asList(oneOf));
        return this;
    }

    /**
     * Accepts tokens for whatever audience, or none: also those that were issued for somebody else.
     *
     * @return this
     */
    public JwtVerifierBuilder acceptAnyAudience() {
        anyAudience = true;
        return this;
    }

    /**
     * Accepts tokens without {@code exp}, which are valid until their key is withdrawn.
     *
     * @return this
     */
    public JwtVerifierBuilder acceptMissingExpiration() {
        expirationRequired = false;
        return this;
    }

    /**
     * Asks for a {@code typ} (RFC 8725 §3.11), for example {@code at+jwt} (RFC 9068). By default a token is accepted if it
     * has no {@code typ}, or if its {@code typ} is {@code JWT} or {@code at+jwt}: a logout token, a DPoP proof or another
     * token of a kind of its own is refused.
     *
     * @param oneOf the accepted names; a token without {@code typ} is refused then. Compared without regard to case, and to
     *     {@code application/} in front (RFC 7515 §4.1.9)
     * @return this
     */
    public JwtVerifierBuilder type(String... oneOf) {
        if (oneOf.length == 0) {
            throw new IllegalArgumentException("type() needs a name");
        }
        types = TokenTypes.of(oneOf);
        return this;
    }

    /**
     * Accepts tokens whatever their {@code typ}: also those that their issuer made for another use.
     *
     * @return this
     */
    public JwtVerifierBuilder acceptAnyType() {
        types = TokenTypes.ANY;
        return this;
    }

    /**
     * Accepts tokens with an {@code events} claim: security event tokens (RFC 8417 §2.2), among them logout tokens. By default
     * they are refused, because they may lack the {@code typ} that tells them from access and ID tokens.
     *
     * @return this
     */
    public JwtVerifierBuilder acceptEvents() {
        eventsAccepted = true;
        return this;
    }

    /**
     * How far the issuer's clock and this one may be apart.
     *
     * @param skew from zero to 10 min; 60 s unless said
     * @return this
     */
    public JwtVerifierBuilder clockSkew(Duration skew) {
        if (skew.isNegative() || skew.compareTo(MAX_CLOCK_SKEW) > 0) {
            throw new IllegalArgumentException("the clock skew must be between zero and " + MAX_CLOCK_SKEW);
        }
        clockSkew = skew;
        return this;
    }

    /**
     * The clock that {@code exp}, {@code nbf} and {@code iat} are compared with.
     *
     * @param clock by default the system's
     * @return this
     */
    public JwtVerifierBuilder instantSource(InstantSource clock) {
        instants = requireNonNull(clock, "clock");
        return this;
    }

    /**
     * Where the security providers are chosen and tested, once and in the background (see {@link JwtVerifier#ready}).
     *
     * @param newExecutor by default {@link ForkJoinPool#commonPool()}
     * @return this
     */
    public JwtVerifierBuilder executor(Executor newExecutor) {
        executor = requireNonNull(newExecutor, "newExecutor");
        return this;
    }

    /**
     * Checks signatures of these algorithms through one security provider, and no other. By default the first of these that has
     * the algorithm: a provider that the application has registered before the JDK's own; the Amazon Corretto Crypto Provider
     * or Conscrypt, if it is on the class path; a registered provider, usually the JDK's; BouncyCastle, if it is on the class
     * path. What is only on the class path is used without being registered. Each provider must first accept a signature that
     * is known to be right and refuse wrong ones. One that fails is passed over, with a line in the log.
     *
     * @param name what the provider calls itself: one that is registered with {@link java.security.Security}, or {@code
     *     AmazonCorrettoCryptoProvider}, {@code Conscrypt} or {@code BC} on the class path
     * @param algorithms at least one
     * @return this
     */
    public JwtVerifierBuilder provider(String name, JwsAlgorithm... algorithms) {
        requireNonNull(name, "name");
        if (algorithms.length == 0) {
            throw new IllegalArgumentException("provider(...) needs an algorithm");
        }
        for (JwsAlgorithm algorithm : algorithms) {
            if (algorithm == JwsAlgorithm.EDDSA) {
                throw new IllegalArgumentException("EdDSA goes by its key's curve: name Ed25519 or Ed448");
            }
            providers.put(algorithm, name);
        }
        return this;
    }

    /**
     * Leaves alone what is on the class path: each algorithm goes through the first provider registered with {@link
     * java.security.Security} that has it.
     *
     * @return this
     */
    public JwtVerifierBuilder installedProvidersOnly() {
        installedProvidersOnly = true;
        return this;
    }

    /**
     * Remembers verified tokens, so that a token that comes again costs a digest instead of a signature check. A token is found
     * by the SHA-256 of its text. Each use still checks what may have changed: whether the key may be used (it may not after the
     * issuer has published other keys, nor after {@link KeyFetcher#revokeNow}, nor if its issuer is no longer trusted), and
     * whether the token is valid now. Refusals are not remembered. By default no token is.
     *
     * @param maxBytes the memory for all remembered tokens, in bytes, for example 16 MiB; a token of 900 characters takes about
     *     900 bytes, and none more than about 400 bytes and its own length
     * @return this
     */
    public JwtVerifierBuilder rememberVerifiedTokens(long maxBytes) {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("the memory for remembered tokens must be above zero");
        }
        maxVerifiedTokenBytes = maxBytes;
        return this;
    }

    /**
     * Builds the verifier.
     *
     * @return a new verifier
     * @throws IllegalStateException when neither an audience was named nor any accepted, or both; when a provider that was
     *     named is not there, or does not verify what it should
     */
    public JwtVerifier build() {
        if (audiences == null && !anyAudience) {
            throw new IllegalStateException(
                    "no audience: call audience(...) with this service's name, or acceptAnyAudience() to take tokens that"
                            + " were issued for others too");
        }
        if (audiences != null && anyAudience) {
            throw new IllegalStateException("audience(...) and acceptAnyAudience() contradict each other");
        }
        ClaimRules claimRules = new ClaimRules(audiences, expirationRequired, eventsAccepted, clockSkew, instants);
        VerifiedTokens verifiedTokens =
                maxVerifiedTokenBytes == 0 ? null : new VerifiedTokens(fetcher, claimRules, maxVerifiedTokenBytes);
        JwtVerifier verifier =
                new JwtVerifier(fetcher, new HeaderRules(types), signatureCheck(), claimRules, verifiedTokens);
        verifier.prepare(executor);
        return verifier;
    }

    private SignatureCheck signatureCheck() {
        Map<JwsAlgorithm, Provider> named = new EnumMap<>(JwsAlgorithm.class);
        providers.forEach((algorithm, name) -> named.put(algorithm, named(name, algorithm)));
        boolean installedOnly = installedProvidersOnly;
        return new SignatureCheck(algorithm -> {
            Provider one = named.get(algorithm);
            return one != null
                    ? Stream.of(one)
                    : installedOnly
                            ? SecurityProviders.installed()
                            : SecurityProviders.forSignatures(algorithm.jwsName());
        });
    }

    private static Provider named(String name, JwsAlgorithm algorithm) {
        Provider provider = SecurityProviders.named(name)
                .orElseThrow(() -> new IllegalStateException("no security provider " + Quoted.of(name)
                        + " is registered, and none of that name that works is on the class path"));
        if (CheckedProvider.of(provider).signature(algorithm).isEmpty()) {
            throw new IllegalStateException("the security provider " + Quoted.of(name) + " has no " + algorithm
                    + ", or does not verify it rightly");
        }
        return provider;
    }
}
