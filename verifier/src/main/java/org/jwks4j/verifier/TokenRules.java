package org.jwks4j.verifier;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.verifier.form.Bounds;
import org.jwks4j.verifier.form.Subject;
import org.jwks4j.verifier.form.TokenTypes;
import org.jwks4j.verifier.remembered.Validity;
import org.jwks4j.verifier.replay.ReplayMemory;

/**
 * What a token of an issuer must say. Strict by default: an audience; {@code exp} to come; {@code typ} absent, {@code JWT} or
 * {@code at+jwt}; no {@code events}; no {@code cnf} without a proof. Each relaxation is a named method. Immutable; each method
 * returns a changed copy. Required claims and scopes, and checks, add up; a later setting of times, types, algorithms or sizes takes
 * the place of an earlier one. {@link #explain} says all rules as a reviewer reads them.
 */
public final class TokenRules {
    private static final String AUDIENCE = "audience";
    private static final String TIME = "time";
    private static final String EVENTS = "no events";
    private static final String ONCE = "once";

    private final TokenTypes types;
    private final @Nullable Set<JwsAlgorithm> algorithms;
    private final boolean proofRequired;
    private final Bounds bounds;
    private final RuleSet rules;

    private TokenRules(
            TokenTypes types,
            @Nullable Set<JwsAlgorithm> algorithms,
            boolean proofRequired,
            Bounds bounds,
            RuleSet rules) {
        this.types = types;
        this.algorithms = algorithms;
        this.proofRequired = proofRequired;
        this.bounds = bounds;
        this.rules = rules;
    }

    private static TokenRules strict(@Nullable AudienceRule audience) {
        RuleSet rules = RuleSet.NONE.and(
                EVENTS, new ForbiddenRule("events", "it is a security event or logout token (RFC 8417 §2.2)"));
        rules = audience == null ? rules : rules.and(AUDIENCE, audience);
        return new TokenRules(TokenTypes.DEFAULT, null, true, Bounds.NONE, rules.and(TIME, TimeRule.DEFAULT));
    }

    TokenRules and(String topic, Rule rule) {
        return with(rules.and(topic, rule));
    }

    private TokenRules with(RuleSet newRules) {
        return new TokenRules(types, algorithms, proofRequired, bounds, newRules);
    }

    private TokenRules withTypes(TokenTypes some) {
        return new TokenRules(some, algorithms, proofRequired, bounds, rules);
    }

    /**
     * Rules for tokens of these audiences (RFC 7519 §4.1.3).
     *
     * @param oneOf names, of which one must be in {@code aud}; compared exactly
     * @return strict rules
     */
    public static TokenRules forAudience(String... oneOf) {
        return strict(AudienceRule.of("aud", false, oneOf));
    }

    /**
     * Rules for tokens whose issuer names the audience in another claim, such as Cognito's {@code client_id}.
     *
     * @param claim the claim in place of {@code aud}
     * @param oneOf names, of which one must be in it; compared exactly
     * @return strict rules
     */
    public static TokenRules forAudienceIn(String claim, String... oneOf) {
        return strict(AudienceRule.of(requireNonNull(claim, "claim"), false, oneOf));
    }

    /**
     * Rules for tokens whose issuer names the audience in the protected header, such as the {@code signer} of AWS ALB.
     *
     * @param member the header member in place of {@code aud}
     * @param oneOf names, one of which it must be; compared exactly
     * @return strict rules
     */
    public static TokenRules forAudienceInHeader(String member, String... oneOf) {
        return strict(AudienceRule.of(requireNonNull(member, "member"), true, oneOf));
    }

    /**
     * Rules for tokens of whatever audience, or none: also those that were issued for another service.
     *
     * @return rules that are strict in all else
     */
    public static TokenRules acceptingAnyAudience() {
        return strict(null);
    }

    /**
     * Asks for a {@code typ} (RFC 8725 §3.11).
     *
     * @param oneOf the accepted names, compared as media types (RFC 7515 §4.1.9); a token without {@code typ} is refused
     * @return changed rules
     */
    public TokenRules withType(String... oneOf) {
        return withTypes(TokenTypes.of(oneOf));
    }

    /**
     * Accepts tokens whatever their {@code typ}: also those that their issuer made for another use.
     *
     * @return changed rules
     */
    public TokenRules acceptAnyType() {
        return withTypes(TokenTypes.ANY);
    }

    /**
     * Asks for a {@code typ} of tokens that have one.
     *
     * @param oneOf the accepted names, as for {@link #withType}; a token without {@code typ} is accepted
     * @return changed rules
     */
    public TokenRules withTypeIfPresent(String... oneOf) {
        return withTypes(new TokenTypes(TokenTypes.of(oneOf).accepted(), true));
    }

    /**
     * Accepts tokens with an {@code events} claim: security event tokens (RFC 8417 §2.2), among them logout tokens.
     *
     * @return changed rules
     */
    public TokenRules acceptEvents() {
        return with(rules.without(EVENTS));
    }

    /**
     * Accepts a token that is bound to a key or certificate by {@code cnf} (RFC 7800 §3.1) without a proof that its sender has
     * that key: someone who stole the token can use it.
     *
     * @return changed rules
     */
    public TokenRules acceptBoundTokensWithoutProof() {
        return new TokenRules(types, algorithms, false, bounds, rules);
    }

    /**
     * Accepts tokens without {@code exp}, which are valid until their key is withdrawn.
     *
     * @return changed rules
     */
    public TokenRules acceptMissingExpiration() {
        return withTime(time().withExpirationOptional());
    }

    /**
     * How far the issuer's clock and this one may be apart.
     *
     * @param skew from zero to 10 min; by default 60 s
     * @return changed rules
     */
    public TokenRules withClockSkew(Duration skew) {
        return withClockSkew(skew, skew);
    }

    /**
     * The same for each direction.
     *
     * @param late how long after its {@code exp} a token is still accepted, from zero to 10 min
     * @param early how long before its {@code nbf} and {@code iat}, from zero to 10 min: some issuers' clocks are minutes ahead
     * @return changed rules
     */
    public TokenRules withClockSkew(Duration late, Duration early) {
        return withTime(time().withClockSkew(late, early));
    }

    /**
     * Asks for an {@code iat} that is not too long ago.
     *
     * @param age above zero, and at most 36,525 days
     * @return changed rules
     */
    public TokenRules withMaxAge(Duration age) {
        return withTime(time().withMaxAge(age));
    }

    /**
     * Asks for an {@code iat} and an {@code exp} that are not too far apart.
     *
     * @param lifetime above zero, and at most 36,525 days
     * @return changed rules
     */
    public TokenRules withMaxLifetime(Duration lifetime) {
        return withTime(time().withMaxLifetime(lifetime));
    }

    private TokenRules withTime(TimeRule time) {
        if (rules.has(ONCE)) {
            SingleUseRule.requireEnd(time);
        }
        return and(TIME, time);
    }

    private TimeRule time() {
        return (TimeRule) requireNonNull(rules.about(TIME), TIME);
    }

    /**
     * Asks for a claim of any value but null.
     *
     * @param claim its name
     * @return changed rules
     */
    public TokenRules requireClaim(String claim) {
        return with(rules.also("claim " + claim, ValueRule.ofAny(claim)));
    }

    /**
     * Asks for a claim of certain values.
     *
     * @param claim its name
     * @param oneOf exact values, at least one: it must be one of them, or an array of strings that has one
     * @return changed rules
     * @throws IllegalArgumentException if no token can meet it beside the other rules
     */
    public TokenRules requireClaim(String claim, String... oneOf) {
        return with(rules.also("claim " + claim, ValueRule.of(claim, oneOf)));
    }

    /**
     * Asks for a claim that is true or false, such as {@code email_verified}.
     *
     * @param claim its name
     * @param value what it must be; the string {@code "true"} is another value
     * @return changed rules
     * @throws IllegalArgumentException if no token can meet it beside the other rules
     */
    public TokenRules requireClaim(String claim, boolean value) {
        return with(rules.also("claim " + claim, ValueRule.of(claim, value)));
    }

    /**
     * Refuses tokens that have a claim, even if it is null.
     *
     * @param claim its name
     * @return changed rules
     * @throws IllegalArgumentException if another rule needs the claim, or it is {@code iss}
     */
    public TokenRules forbidClaim(String claim) {
        return and(
                "no " + requireNonNull(claim, "claim"),
                new ForbiddenRule(claim, "tokens of this kind must not have it"));
    }

    /**
     * Asks for a scope, and for another when called again, in {@code scope} (RFC 8693 §4.2) or {@code scp}.
     *
     * @param oneOf one of which must be there
     * @return changed rules
     */
    public TokenRules requireScope(String... oneOf) {
        return with(rules.also("scope", ScopeRule.of(oneOf)));
    }

    /**
     * Accepts signatures of these algorithms alone, of those that the issuer's keys are for.
     *
     * @param oneOf at least one
     * @return changed rules
     */
    public TokenRules withAlgorithms(JwsAlgorithm... oneOf) {
        if (oneOf.length == 0) {
            throw new IllegalArgumentException("withAlgorithms() needs an algorithm");
        }
        Set<JwsAlgorithm> some = EnumSet.copyOf(Arrays.asList(oneOf));
        return new TokenRules(types, some, proofRequired, bounds, rules);
    }

    /**
     * Accepts smaller tokens only. What holds for all tokens, before their issuer is known, is on the builder.
     *
     * @param maxTokenLength in characters, above zero
     * @param maxHeaderBytes of the decoded header, above zero
     * @return changed rules
     */
    public TokenRules withMaxSize(int maxTokenLength, int maxHeaderBytes) {
        return new TokenRules(
                types, algorithms, proofRequired, bounds.withSizes(maxTokenLength, maxHeaderBytes), rules);
    }

    /**
     * Adds a check of your own. It is asked once for a token that is remembered, so its answer must follow from the claims. If
     * it throws, the token is refused.
     *
     * @param name how a refusal names it, and no other check of these rules
     * @param condition true if the claims are right
     * @return changed rules
     */
    public TokenRules withCheck(String name, Predicate<Claims> condition) {
        OwnRule check = new OwnRule(requireNonNull(name, "name"), requireNonNull(condition, "condition"));
        return with(rules.andNamed("check " + name, check));
    }

    /**
     * Accepts each token once, by its {@code jti} (RFC 7519 §4.1.7), which is remembered until the token ends. Asked last, so a
     * token that is refused otherwise is not used up. The owner of a use is the issuer: the memory's quota counts for it.
     *
     * @param memory one that all nodes share, or {@link ReplayMemory#local} for a single node
     * @return changed rules
     * @throws IllegalArgumentException if tokens without {@code exp} are accepted and no greatest age is set: they would have to
     *     be remembered for ever
     */
    public TokenRules acceptOnce(ReplayMemory memory) {
        SingleUseRule.requireEnd(time());
        return requireClaim("jti").and(ONCE, new SingleUseRule(requireNonNull(memory, "memory")));
    }

    TokenTypes types() {
        return types;
    }

    @Nullable
    Set<JwsAlgorithm> algorithms() {
        return algorithms;
    }

    boolean allows(JwsAlgorithm algorithm) {
        return algorithms == null || algorithms.contains(algorithm);
    }

    boolean isProofRequired() {
        return proofRequired;
    }

    TokenRules acceptPadding() {
        return new TokenRules(types, algorithms, proofRequired, bounds.acceptingPadding(), rules);
    }

    Bounds bounds() {
        return bounds;
    }

    List<Rule> rules() {
        return rules.inOrder();
    }

    @Nullable
    SingleUseCheck singleUse(VerifiedJwt jwt, Subject subject, InstantSource instants) {
        return rules.about(ONCE) instanceof SingleUseRule once
                ? once.use(jwt, subject, instants.instant(), time().end(jwt.claims()))
                : null;
    }

    Validity validity(Claims claims) {
        return time().validity(claims);
    }

    /**
     * The rules as a reviewer reads them.
     *
     * @return one sentence for each, without a full stop
     */
    public List<String> explain() {
        List<String> all = new ArrayList<>();
        all.add("typ is " + types.described());
        if (algorithms != null) {
            all.add("alg is one of " + algorithms);
        }
        if (!rules.has(AUDIENCE)) {
            all.add("any audience");
        }
        if (proofRequired) {
            all.add("\"cnf\" is absent, or comes with its proof");
        }
        bounds.explanation().ifPresent(all::add);
        rules.inOrder().forEach(rule -> all.add(rule.explanation()));
        return Collections.unmodifiableList(all);
    }

    /** The same on one line. */
    @Override
    public String toString() {
        return "TokenRules[" + String.join("; ", explain()) + "]";
    }
}
