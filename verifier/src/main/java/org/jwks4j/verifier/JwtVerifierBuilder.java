package org.jwks4j.verifier;

import static java.util.Objects.requireNonNull;

import java.security.Provider;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.jwks4j.IssuerTemplate;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.events.ListenerThreads;
import org.jwks4j.json.Quoted;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.provider.SecurityProviders;
import org.jwks4j.token.UnverifiedToken;
import org.jwks4j.verifier.dpop.DpopRules;
import org.jwks4j.verifier.signature.SignatureCheck;

/** Configures a {@link JwtVerifier}; what is not said is refused. Not thread-safe. */
public final class JwtVerifierBuilder {
    private final KeyFetcher fetcher;
    private final Map<String, TokenRules> named = new LinkedHashMap<>();
    private final List<RulesByIssuer.OfTemplate> templates = new ArrayList<>();
    private @Nullable Function<TrustedIssuer, Optional<TokenRules>> chooser;
    private @Nullable TokenRules others;
    private UnverifiedToken.Limits limits = UnverifiedToken.Limits.defaults();
    private DpopRules dpop = DpopRules.defaults();
    private InstantSource instants = Clock.systemUTC();
    private Executor executor = ForkJoinPool.commonPool();
    private boolean installedProvidersOnly;
    private final Map<JwsAlgorithm, String> providers = new EnumMap<>(JwsAlgorithm.class);
    private long maxVerifiedTokenBytes;
    private final List<JwtVerifierEvent.Listener> listeners = new ArrayList<>();
    private @Nullable Executor listenerExecutor;
    private LongSupplier ticker = System::nanoTime;

    JwtVerifierBuilder(KeyFetcher fetcher) {
        this.fetcher = requireNonNull(fetcher, "fetcher");
    }

    /**
     * Strict rules for the tokens of all issuers that have no rules of their own: short for {@code
     * rules(TokenRules.forAudience(...))}.
     *
     * @param oneOf names, of which one must be in {@code aud}; compared exactly
     * @return this
     */
    public JwtVerifierBuilder audience(String... oneOf) {
        return rules(TokenRules.forAudience(oneOf));
    }

    /**
     * Accepts tokens of whatever audience, also those that were issued for another service: short for {@code
     * rules(TokenRules.acceptingAnyAudience())}.
     *
     * @return this
     */
    public JwtVerifierBuilder acceptAnyAudience() {
        return rules(TokenRules.acceptingAnyAudience());
    }

    /**
     * Rules for the tokens of all issuers that have no rules of their own. Without this, such tokens are refused.
     *
     * @param rules what a token must say
     * @return this
     */
    public JwtVerifierBuilder rules(TokenRules rules) {
        if (others != null) {
            throw new IllegalArgumentException(
                    "audience(...) or rules(...) was called before: name all audiences, and all rules, in one call");
        }
        others = requireNonNull(rules, "rules");
        return this;
    }

    /**
     * Rules for the tokens of one issuer.
     *
     * @param issuer its exact name, as the fetcher trusts it, or may at run time; its aliases have the same rules
     * @param rules what a token must say
     * @return this
     */
    public JwtVerifierBuilder issuer(String issuer, TokenRules rules) {
        if (named.putIfAbsent(requireNonNull(issuer, "issuer"), requireNonNull(rules, "rules")) != null) {
            throw new IllegalArgumentException("issuer " + Quoted.of(issuer) + " has rules already");
        }
        return this;
    }

    /**
     * Rules for the tokens of all issuers that fit a template and have none by name.
     *
     * @param template as the fetcher trusts it
     * @param rules what a token must say
     * @return this
     */
    public JwtVerifierBuilder issuers(IssuerTemplate template, TokenRules rules) {
        if (templates.stream().anyMatch(entry -> entry.template().toString().equals(template.toString()))) {
            throw new IllegalArgumentException("issuers like " + template + " have rules already");
        }
        templates.add(
                new RulesByIssuer.OfTemplate(requireNonNull(template, "template"), requireNonNull(rules, "rules")));
        return this;
    }

    /**
     * Rules for issuers that a resolver vouches for, and that have none by name or template.
     *
     * @param choice the rules of an issuer, always the same ones; empty for those of all others. If it throws, the token is
     *     refused
     * @return this
     */
    public JwtVerifierBuilder issuers(Function<TrustedIssuer, Optional<TokenRules>> choice) {
        if (chooser != null) {
            throw new IllegalArgumentException("a function chooses rules already: choose all of them in one");
        }
        chooser = requireNonNull(choice, "choice");
        return this;
    }

    /**
     * How large a token of any issuer may be: the issuer is not known before the token is read. The rules of an issuer can
     * only lower that ({@link TokenRules#withMaxSize}).
     *
     * @param newLimits by default {@link UnverifiedToken.Limits#defaults}: 16,384 characters and 4,096 bytes of header
     * @return this
     */
    public JwtVerifierBuilder tokenLimits(UnverifiedToken.Limits newLimits) {
        limits = requireNonNull(newLimits, "newLimits");
        return this;
    }

    /**
     * What a DPoP proof must be (RFC 9449), for tokens of all issuers. Tokens that are bound to a key need one in any case.
     *
     * @param rules by default {@link DpopRules#defaults}
     * @return this
     */
    public JwtVerifierBuilder dpop(DpopRules rules) {
        dpop = requireNonNull(rules, "rules");
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
     * issuer has published other keys, nor after {@link KeyFetcher#revokeNow}, nor if its issuer is no longer trusted), whether
     * the token was revoked ({@link KeyFetcher#revokeTokens}), and whether it is valid now. Refusals are not remembered. By default
     * no token is.
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
     * Adds a listener, which is told what became of each token. Without one, verifying costs nothing more; with one, some
     * microseconds.
     *
     * @param listener told on a thread of its own; see {@link #listenerExecutor}
     * @return this
     */
    public JwtVerifierBuilder listener(JwtVerifierEvent.Listener listener) {
        listeners.add(requireNonNull(listener, "listener"));
        return this;
    }

    /**
     * Sets the executor that calls listeners: one task at a time for each. By default daemon threads of the verifier, at most one
     * for each listener and one for the log, which end after 10 s without an event.
     *
     * @param newExecutor one that runs tasks on the calling thread is for tests only
     * @return this
     */
    public JwtVerifierBuilder listenerExecutor(Executor newExecutor) {
        listenerExecutor = requireNonNull(newExecutor, "newExecutor");
        return this;
    }

    /**
     * Sets the clock by which listeners are told how long each call took.
     *
     * @param nanoseconds monotonic nanoseconds; {@link System#nanoTime()} by default
     * @return this
     */
    public JwtVerifierBuilder ticker(LongSupplier nanoseconds) {
        ticker = requireNonNull(nanoseconds, "nanoseconds");
        return this;
    }

    /**
     * Builds the verifier.
     *
     * @return a new verifier
     * @throws IllegalStateException when there are no rules; when those of an issuer allow larger tokens than all may be, or no token
     *     that the fetcher's trust in it allows; when an issuer has some by several of its names, or is never trusted; when a
     *     provider that was named is not there, or does not verify what it should
     */
    public JwtVerifier build() {
        if (others == null && named.isEmpty() && templates.isEmpty() && chooser == null) {
            throw new IllegalStateException("no audience: call audience(...) with this service's name, or"
                    + " rules(TokenRules.acceptingAnyAudience()) to take tokens that were issued for others too");
        }
        RulesByIssuer rules = new RulesByIssuer(
                Collections.unmodifiableMap(new LinkedHashMap<>(named)), List.copyOf(templates), chooser, others);
        new StartCheck(rules, fetcher).require(limits);
        VerifiedTokens verifiedTokens =
                maxVerifiedTokenBytes == 0 ? null : new VerifiedTokens(fetcher, instants, maxVerifiedTokenBytes);
        JwtVerifier verifier = new JwtVerifier(
                fetcher,
                new TokenCheck(rules, signatureCheck(), instants, fetcher),
                limits,
                dpop,
                verifiedTokens,
                listeners.isEmpty() ? null : told());
        verifier.prepare(executor);
        return verifier;
    }

    private VerifierListeners told() {
        return new VerifierListeners(
                List.copyOf(listeners),
                fetcher.namedIssuers(),
                listenerExecutor == null ? ListenerThreads.start(listeners.size() + 1) : listenerExecutor,
                ticker);
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
        if (!SignatureCheck.isAble(provider, algorithm)) {
            throw new IllegalStateException("the security provider " + Quoted.of(name) + " has no " + algorithm
                    + ", or does not verify it rightly");
        }
        return provider;
    }
}
