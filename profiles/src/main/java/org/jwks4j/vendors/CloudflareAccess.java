package org.jwks4j.vendors;

import org.jwks4j.TrustedIssuer;
import org.jwks4j.verifier.TokenRules;

/**
 * Cloudflare Access in front of a service: the token is in the request header {@code Cf-Access-Jwt-Assertion}. All applications of a
 * team have the same keys, so {@code aud} must be the tag of this one. Cloudflare replaces the keys every six weeks.
 *
 * @see <a href="https://developers.cloudflare.com/cloudflare-one/access-controls/applications/http-apps/authorization-cookie/validating-json/">
 *     Validate JWTs (Cloudflare Docs)</a>
 * @see <a href="https://developers.cloudflare.com/cloudflare-one/access-controls/applications/http-apps/authorization-cookie/application-token/">
 *     Application token</a>
 */
public final class CloudflareAccess {
    private final TrustedIssuer issuer;

    private CloudflareAccess(TrustedIssuer issuer) {
        this.issuer = issuer;
    }

    /**
     * A team: the issuer is {@code https://{team}.cloudflareaccess.com}, its keys are at {@code {issuer}/cdn-cgi/access/certs}.
     *
     * @param team its name before {@code .cloudflareaccess.com}
     * @return the team
     */
    public static CloudflareAccess team(String team) {
        String issuer = "https://" + Argument.LABEL.check("team", team) + ".cloudflareaccess.com";
        return new CloudflareAccess(TrustedIssuer.of(issuer).withJwksUri(issuer + "/cdn-cgi/access/certs"));
    }

    /**
     * Application tokens, of people and of service tokens. Those of service tokens have a {@code common_name}, and an empty {@code
     * sub}.
     *
     * @param audTags of this application or these applications: 64 hexadecimal digits each
     * @return the team with the rules for these tokens
     */
    public VendorTrust applicationTokens(String... audTags) {
        return VendorTrust.of(
                issuer,
                TokenRules.forAudience(Argument.AUD_TAG.checkAll(audTags))
                        .requireClaim("iat")
                        .requireClaim("type", "app")); // the session of the whole team has another
    }
}
