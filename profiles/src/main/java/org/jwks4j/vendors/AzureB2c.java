package org.jwks4j.vendors;

import java.util.List;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.json.Quoted;
import org.jwks4j.location.MetadataLocation;
import org.jwks4j.verifier.Claims;
import org.jwks4j.verifier.TokenProfiles;
import org.jwks4j.verifier.TokenRules;

/**
 * A policy (user flow) of Azure AD B2C. Each policy has metadata and keys of its own, but by default all policies of a tenant have one
 * issuer. What a user had to prove depends on the policy, so the token must name this one. For tokens of several policies make a fetcher
 * and a verifier for each, or have the tenant put the policy into {@code iss}: {@link #policyInIssuer}.
 *
 * @see <a href="https://learn.microsoft.com/azure/active-directory-b2c/tokens-overview">Overview of tokens in Azure AD B2C</a>
 * @see <a href="https://learn.microsoft.com/azure/active-directory-b2c/configure-tokens">Configure tokens: the issuer claim and the
 *     claim that names the policy</a>
 */
public final class AzureB2c {
    private static final List<String> POLICY_CLAIMS = List.of("tfp", "acr");

    private final TrustedIssuer issuer;
    private final String policy;

    private AzureB2c(String issuer, String tenantName, String policy) {
        this.policy = Argument.SEGMENT.check("policy", policy);
        String metadata =
                host(tenantName) + tenantName + ".onmicrosoft.com/" + policy + "/v2.0/.well-known/openid-configuration";
        this.issuer = TrustedIssuer.of(issuer).withMetadataAt(MetadataLocation.uri(metadata));
    }

    private static String host(String tenantName) {
        return "https://" + Argument.LABEL.check("tenant name", tenantName) + ".b2clogin.com/";
    }

    /**
     * A policy of a tenant whose issuer is {@code https://{tenantName}.b2clogin.com/{tenantId}/v2.0/}, as it is by default. The metadata
     * is at {@code https://{tenantName}.b2clogin.com/{tenantName}.onmicrosoft.com/{policy}/v2.0/.well-known/openid-configuration}.
     *
     * @param tenantName the name before {@code .b2clogin.com}
     * @param tenantId its GUID in lower case
     * @param policy such as {@code B2C_1_signin}, as {@code tfp} or {@code acr} has it
     * @return the policy
     */
    public static AzureB2c policy(String tenantName, String tenantId, String policy) {
        return new AzureB2c(host(tenantName) + Argument.TENANT_ID.check(tenantId) + "/v2.0/", tenantName, policy);
    }

    /**
     * A policy of a tenant whose tokens have it in the issuer: {@code https://{tenantName}.b2clogin.com/tfp/{tenantId}/{policy}/v2.0/}.
     *
     * @param tenantName the name before {@code .b2clogin.com}
     * @param tenantId its GUID in lower case
     * @param policy such as {@code B2C_1_signin}, as {@code iss} has it
     * @return the policy
     */
    public static AzureB2c policyInIssuer(String tenantName, String tenantId, String policy) {
        String path = "tfp/" + Argument.TENANT_ID.check(tenantId) + "/" + policy + "/v2.0/";
        return new AzureB2c(host(tenantName) + path, tenantName, policy);
    }

    /**
     * Access tokens.
     *
     * @param applicationIds the API as {@code aud} has it
     * @return the policy with the rules for its access tokens
     */
    public VendorTrust accessTokens(String... applicationIds) {
        return trust(
                TokenRules.forAudience(applicationIds).requireClaim("sub").requireClaim("azp")); // no ID token has it
    }

    /**
     * ID tokens.
     *
     * @param applicationId this application
     * @return the policy with the rules for its ID tokens
     */
    public VendorTrust idTokens(String applicationId) {
        return trust(TokenProfiles.idToken(applicationId).forbidClaim("scp"));
    }

    private VendorTrust trust(TokenRules rules) {
        return VendorTrust.of(
                issuer,
                rules.withCheck("the policy, in tfp or else in acr, is " + Quoted.of(policy), this::isOfPolicy));
    }

    /** By default the name is in {@code tfp}; in {@code acr} if the tenant is older or says so. */
    private boolean isOfPolicy(Claims claims) {
        return POLICY_CLAIMS.stream()
                .flatMap(claim -> claims.string(claim).stream())
                .findFirst()
                .filter(policy::equals)
                .isPresent();
    }
}
