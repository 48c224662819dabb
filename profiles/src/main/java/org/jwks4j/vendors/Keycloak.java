package org.jwks4j.vendors;

import java.util.List;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.json.Quoted;
import org.jwks4j.verifier.TokenProfiles;
import org.jwks4j.verifier.TokenRules;

/**
 * A realm of Keycloak. All of its tokens are signed with the same keys; the claim {@code typ} (not the header's) tells them apart.
 * Immutable; each method returns a changed copy.
 *
 * @see <a href="https://www.keycloak.org/securing-apps/oidc-layers">Secure applications and services with OpenID Connect</a>
 * @see <a href="https://www.keycloak.org/docs/latest/server_admin/#_audience">Audience support (Server Administration Guide)</a>
 */
public final class Keycloak {
    private final TrustedIssuer issuer;

    private Keycloak(TrustedIssuer issuer) {
        this.issuer = issuer;
    }

    /**
     * A realm: the issuer is {@code {url}/realms/{realm}}, its keys are at {@code {issuer}/protocol/openid-connect/certs}.
     *
     * @param url of the server as its clients know it, with {@code /auth} if it has that
     * @param realm its name
     * @return the realm
     */
    public static Keycloak realm(String url, String realm) {
        String issuer = Argument.BASE_URL.check(url) + "/realms/" + Argument.SEGMENT.check("realm", realm);
        return new Keycloak(TrustedIssuer.of(issuer).withJwksUri(issuer + "/protocol/openid-connect/certs"));
    }

    /**
     * Access tokens. Whom they are for, an audience mapper must say: without one {@code aud} has no API in it.
     *
     * @param audience as {@code aud} has it
     * @return the realm with the rules for its access tokens
     */
    public VendorTrust accessTokens(String... audience) {
        return VendorTrust.of(
                issuer, TokenRules.forAudience(audience).requireClaim("sub").requireClaim("typ", "Bearer", "DPoP"));
    }

    /**
     * ID tokens.
     *
     * @param clientId this client
     * @return the realm with the rules for its ID tokens
     */
    public VendorTrust idTokens(String clientId) {
        return VendorTrust.of(issuer, TokenProfiles.idToken(clientId).requireClaim("typ", "ID"));
    }

    /**
     * Asks for a role of the realm: {@code keycloak.accessTokens("orders").withRules(rules -> Keycloak.requireRealmRole(rules,
     * "admin"))}.
     *
     * @param rules what a token must say besides
     * @param role as {@code realm_access.roles} has it
     * @return changed rules
     */
    public static TokenRules requireRealmRole(TokenRules rules, String role) {
        return rules.withCheck(
                "realm_access.roles has " + Quoted.of(Argument.NAME.check("role", role)),
                claims -> claims.stringsAt("realm_access", "roles").contains(role));
    }

    /**
     * Asks for a role of a client of the realm.
     *
     * @param rules what a token must say besides
     * @param clientId the client whose role it is
     * @param role as {@code resource_access.{clientId}.roles} has it
     * @return changed rules
     */
    public static TokenRules requireClientRole(TokenRules rules, String clientId, String role) {
        List<String> path = List.of("resource_access", Argument.NAME.check("client ID", clientId), "roles");
        return rules.withCheck(
                "resource_access." + Quoted.of(clientId) + ".roles has " + Quoted.of(Argument.NAME.check("role", role)),
                claims -> claims.stringsAt(path.toArray(String[]::new)).contains(role));
    }
}
