package org.jwks4j.vendors;

import org.jwks4j.TrustedIssuer;
import org.jwks4j.verifier.TokenRules;

/**
 * An instance of ZITADEL. An application gets JWT access tokens only if that is its token type; others are opaque. ZITADEL replaces its
 * keys every few hours.
 *
 * @see <a href="https://zitadel.com/docs/apis/openidoauth/endpoints">OpenID Connect and OAuth endpoints (ZITADEL Docs)</a>
 * @see <a href="https://zitadel.com/docs/apis/openidoauth/claims">Claims</a>
 */
public final class Zitadel {
    private final TrustedIssuer issuer;

    private Zitadel(TrustedIssuer issuer) {
        this.issuer = issuer;
    }

    /**
     * An instance: its URL is the issuer, its keys are at {@code {url}/oauth/v2/keys}.
     *
     * @param url such as {@code https://acme-ab12cd.zitadel.cloud}, or its custom domain
     * @return the instance
     */
    public static Zitadel instance(String url) {
        String issuer = Argument.BASE_URL.check(url);
        return new Zitadel(TrustedIssuer.of(issuer).withJwksUri(issuer + "/oauth/v2/keys"));
    }

    /**
     * Access tokens. Those of machine users have the project in {@code aud} only if it was asked for by scope.
     *
     * @param audience the ID of the project, or the client IDs of its applications
     * @return the instance with the rules for its access tokens
     */
    public VendorTrust accessTokens(String... audience) {
        return VendorTrust.of(
                issuer,
                TokenRules.forAudience(audience)
                        .requireClaim("sub")
                        .requireClaim("jti") // its ID tokens have none
                        .forbidClaim("azp")); // and they have this
    }

    /**
     * ID tokens. They have several audiences, and also a {@code client_id}.
     *
     * @param clientId this application
     * @return the instance with the rules for its ID tokens
     */
    public VendorTrust idTokens(String clientId) {
        return VendorTrust.of(
                issuer,
                TokenRules.forAudience(clientId)
                        .requireClaim("sub")
                        .requireClaim("iat")
                        .requireClaim("azp", clientId));
    }
}
