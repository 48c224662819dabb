package org.jwks4j.vendors;

import static java.util.Objects.requireNonNull;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.jwks4j.IssuerTemplate;
import org.jwks4j.KeyFetcherBuilder;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.json.Quoted;
import org.jwks4j.verifier.JwtVerifierBuilder;
import org.jwks4j.verifier.TokenRules;

/**
 * An issuer, or the issuers of a template, together with the rules for their tokens. It is added to both builders:
 *
 * <pre>{@code
 * VendorTrust orders = Cognito.userPool("eu-west-1", "eu-west-1_Ab12Cd34E").accessTokens("client");
 * KeyFetcher fetcher = orders.addTo(KeyFetcher.builder()).build();
 * JwtVerifier verifier = orders.addTo(JwtVerifier.builder(fetcher)).build();
 * }</pre>
 *
 * <p>An issuer has one set of rules in a verifier. A service that takes tokens of two kinds from one issuer, such as access
 * tokens and ID tokens, makes a verifier for each on the same fetcher. Immutable.
 */
public final class VendorTrust {
    private final @Nullable TrustedIssuer issuer;
    private final @Nullable IssuerTemplate template;
    private final TokenRules rules;

    private VendorTrust(@Nullable TrustedIssuer issuer, @Nullable IssuerTemplate template, TokenRules rules) {
        this.issuer = issuer;
        this.template = template;
        this.rules = rules;
    }

    static VendorTrust of(TrustedIssuer issuer, TokenRules rules) {
        return new VendorTrust(issuer, null, rules);
    }

    static VendorTrust of(IssuerTemplate template, TokenRules rules) {
        return new VendorTrust(null, template, rules);
    }

    /**
     * Lets a fetcher trust it.
     *
     * @param fetcher the builder of the fetcher
     * @return the same builder
     */
    public KeyFetcherBuilder addTo(KeyFetcherBuilder fetcher) {
        return issuer != null ? fetcher.trust(issuer) : fetcher.trust(requireNonNull(template));
    }

    /**
     * Sets the rules for its tokens, and for no others.
     *
     * @param verifier the builder of the verifier
     * @return the same builder
     */
    public JwtVerifierBuilder addTo(JwtVerifierBuilder verifier) {
        return issuer != null
                ? verifier.issuer(issuer.name(), rules)
                : verifier.issuers(requireNonNull(template), rules);
    }

    /**
     * Says more of its tokens, for example {@code withRules(rules -> rules.requireScope("orders:read"))}.
     *
     * @param change makes changed rules of those there are
     * @return a changed copy
     */
    public VendorTrust withRules(UnaryOperator<TokenRules> change) {
        return new VendorTrust(issuer, template, requireNonNull(change.apply(rules), "changed rules"));
    }

    /**
     * Says more of the issuer, for example its proxy or its certificate authority.
     *
     * @param change makes a changed copy of the issuer; for a template, of each issuer that fits
     * @return a changed copy
     */
    public VendorTrust withIssuer(UnaryOperator<TrustedIssuer> change) {
        return issuer != null
                ? of(requireNonNull(change.apply(issuer), "changed issuer"), rules)
                : of(requireNonNull(template).with(change), rules);
    }

    /**
     * What a token must say.
     *
     * @return the rules
     */
    public TokenRules rules() {
        return rules;
    }

    /** The issuer and the rules, as a reviewer reads them, on one line. */
    @Override
    public String toString() {
        String whom = issuer != null ? "issuer " + Quoted.of(issuer.name()) : "issuers like " + template;
        return "VendorTrust[" + whom + ": " + String.join("; ", rules.explain()) + "]";
    }
}
