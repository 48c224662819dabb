package org.jwks4j.vendors;

import org.jwks4j.TrustedIssuer;
import org.jwks4j.verifier.TokenProfiles;

/**
 * Dex. It makes ID tokens; what it returns as access token is one more of them, so there is one function. Dex replaces its keys every
 * few hours.
 *
 * @see <a href="https://dexidp.io/docs/openid-connect/">Using Dex to protect applications (Dex documentation)</a>
 * @see <a href="https://dexidp.io/docs/configuration/custom-scopes-claims-clients/">Custom scopes, claims and client features</a>
 */
public final class Dex {
    private Dex() {}

    /**
     * ID tokens. Who logged in is {@code sub}; through which connector, {@code federated_claims} says if its scope was asked for.
     *
     * @param issuer as Dex is configured; its keys are at {@code {issuer}/keys}
     * @param clientId this client
     * @return the issuer with the rules for its ID tokens
     */
    public static VendorTrust idTokens(String issuer, String clientId) {
        Argument.BASE_URL.check("issuer", issuer);
        return VendorTrust.of(TrustedIssuer.of(issuer).withJwksUri(issuer + "/keys"), TokenProfiles.idToken(clientId));
    }
}
