package org.jwks4j.vendors;

import org.jwks4j.TrustedIssuer;
import org.jwks4j.verifier.TokenProfiles;
import org.jwks4j.verifier.TokenRules;

/**
 * A tenant of Auth0. Its issuer ends in a slash.
 *
 * @see <a href="https://auth0.com/docs/secure/tokens/access-tokens/validate-access-tokens">Validate access tokens (Auth0 Docs)</a>
 * @see <a href="https://auth0.com/docs/secure/tokens/id-tokens/validate-id-tokens">Validate ID tokens</a>
 */
public final class Auth0 {
    private final TrustedIssuer issuer;

    private Auth0(TrustedIssuer issuer) {
        this.issuer = issuer;
    }

    /**
     * A tenant: the issuer is {@code https://{domain}/}, its keys are at {@code https://{domain}/.well-known/jwks.json}.
     *
     * @param domain such as {@code acme.eu.auth0.com}, or the tenant's custom domain: tokens name the one at which they were asked for
     * @return the tenant
     */
    public static Auth0 tenant(String domain) {
        String issuer = "https://" + Argument.HOST.check("domain", domain) + "/";
        return new Auth0(TrustedIssuer.of(issuer).withJwksUri(issuer + ".well-known/jwks.json"));
    }

    /**
     * Access tokens for an API.
     *
     * @param apiIdentifiers of which one must be in {@code aud}
     * @return the tenant with the rules for these access tokens
     */
    public VendorTrust accessTokens(String... apiIdentifiers) {
        return VendorTrust.of(issuer, TokenRules.forAudience(apiIdentifiers).requireClaim("sub"));
    }

    /**
     * Access tokens for an API, issued to members of an organization.
     *
     * @param organizationId such as {@code org_9ybsU1dN2dKfDkBi}
     * @param apiIdentifiers of which one must be in {@code aud}
     * @return the tenant with the rules for these access tokens
     * @see <a href="https://auth0.com/docs/manage-users/organizations/using-tokens">Work with tokens and organizations</a>
     */
    public VendorTrust accessTokensOf(String organizationId, String... apiIdentifiers) {
        return accessTokens(apiIdentifiers)
                .withRules(
                        rules -> rules.requireClaim("org_id", Argument.SEGMENT.check("organization", organizationId)));
    }

    /**
     * ID tokens for an application.
     *
     * @param clientId this application
     * @return the tenant with the rules for its ID tokens
     */
    public VendorTrust idTokens(String clientId) {
        return VendorTrust.of(issuer, TokenProfiles.idToken(clientId));
    }
}
