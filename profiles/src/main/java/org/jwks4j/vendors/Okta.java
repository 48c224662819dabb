package org.jwks4j.vendors;

import org.jwks4j.TrustedIssuer;
import org.jwks4j.verifier.TokenProfiles;
import org.jwks4j.verifier.TokenRules;

/**
 * Okta. A custom authorization server issues access tokens for your APIs. The organization's own server issues ID tokens too, but its
 * access tokens are for Okta alone: no one else can verify them, so there is no function for them.
 *
 * @see <a href="https://developer.okta.com/docs/concepts/auth-servers/">Authorization servers (Okta Developer)</a>
 * @see <a href="https://developer.okta.com/docs/guides/validate-access-tokens/">Validate access tokens</a>
 * @see <a href="https://developer.okta.com/docs/guides/validate-id-tokens/">Validate ID tokens</a>
 */
public final class Okta {
    private final TrustedIssuer issuer;

    private Okta(TrustedIssuer issuer) {
        this.issuer = issuer;
    }

    /**
     * A custom authorization server: the issuer is {@code https://{domain}/oauth2/{server}}, its keys are at {@code
     * {issuer}/v1/keys}.
     *
     * @param domain of the organization, such as {@code acme.okta.com}, or its own domain
     * @param server its ID, or {@code default}
     * @return the authorization server
     */
    public static Okta authorizationServer(String domain, String server) {
        String issuer = "https://" + Argument.HOST.check("domain", domain) + "/oauth2/"
                + Argument.SEGMENT.check("authorization server", server);
        return new Okta(TrustedIssuer.of(issuer).withJwksUri(issuer + "/v1/keys"));
    }

    /**
     * ID tokens of the organization's own server: the issuer is {@code https://{domain}}, its keys are at {@code
     * https://{domain}/oauth2/v1/keys}.
     *
     * @param domain of the organization, such as {@code acme.okta.com}, or its own domain
     * @param clientId this client
     * @return the organization with the rules for its ID tokens
     */
    public static VendorTrust idTokensOfOrganization(String domain, String clientId) {
        String issuer = "https://" + Argument.HOST.check("domain", domain);
        return new Okta(TrustedIssuer.of(issuer).withJwksUri(issuer + "/oauth2/v1/keys")).idTokens(clientId);
    }

    /**
     * Access tokens of this authorization server.
     *
     * @param audience as the authorization server is configured, such as {@code api://default}
     * @return the authorization server with the rules for its access tokens
     */
    public VendorTrust accessTokens(String... audience) {
        return VendorTrust.of(
                issuer,
                TokenRules.forAudience(audience).requireClaim("sub").requireClaim("cid")); // no ID token has cid
    }

    /**
     * ID tokens of this authorization server.
     *
     * @param clientId this client
     * @return the authorization server with the rules for its ID tokens
     */
    public VendorTrust idTokens(String clientId) {
        return VendorTrust.of(issuer, TokenProfiles.idToken(clientId).forbidClaim("cid"));
    }
}
