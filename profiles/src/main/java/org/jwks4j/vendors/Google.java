package org.jwks4j.vendors;

import org.jwks4j.KeyLocation;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.verifier.TokenRules;

/**
 * Sign in with Google. The {@code iss} of its ID tokens is {@code https://accounts.google.com} or {@code accounts.google.com}.
 *
 * @see <a href="https://developers.google.com/identity/gsi/web/guides/verify-google-id-token">Verify the Google ID token on your
 *     server side</a>
 * @see <a href="https://developers.google.com/identity/openid-connect/openid-connect#validatinganidtoken">OpenID Connect:
 *     validating an ID token</a>
 */
public final class Google {
    private static final TrustedIssuer WITHOUT_KEYS = TrustedIssuer.of("https://accounts.google.com")
            .withAlias("accounts.google.com")
            .withAlgorithms(JwsAlgorithm.RS256);

    private static final TrustedIssuer ISSUER = WITHOUT_KEYS.withJwksUri("https://www.googleapis.com/oauth2/v3/certs");

    private Google() {}

    /**
     * ID tokens of any Google account. A person is named by {@code sub}, never by the e-mail address.
     *
     * @param clientIds the client IDs of this application, of which one must be in {@code aud}; {@code azp} may be another one
     *     of the same project, as it is for Android
     * @return Google with the rules for its ID tokens
     */
    public static VendorTrust idTokens(String... clientIds) {
        return VendorTrust.of(
                ISSUER, TokenRules.forAudience(clientIds).requireClaim("sub").requireClaim("iat"));
    }

    /**
     * The same, with the same keys in their older form, certificates by key ID at {@code https://www.googleapis.com/oauth2/v1/certs}:
     * for a network where nothing but that is let through or mirrored.
     *
     * @param clientIds as for {@link #idTokens}
     * @return Google with the rules for its ID tokens
     */
    public static VendorTrust idTokensByCertificates(String... clientIds) {
        return VendorTrust.of(
                WITHOUT_KEYS.withKeysAt(KeyLocation.pemMap("https://www.googleapis.com/oauth2/v1/certs")),
                idTokens(clientIds).rules());
    }

    /**
     * ID tokens of accounts of an organization: {@code hd} is its domain. The domain of an e-mail address proves nothing.
     *
     * @param hostedDomain the primary domain of the organization, such as {@code example.com}
     * @param clientIds as for {@link #idTokens}
     * @return Google with the rules for these ID tokens
     */
    public static VendorTrust idTokensOf(String hostedDomain, String... clientIds) {
        return idTokens(clientIds).withRules(rules -> requireHostedDomain(rules, hostedDomain));
    }

    static TokenRules requireHostedDomain(TokenRules rules, String hostedDomain) {
        return rules.requireClaim("hd", Argument.HOST.check("hosted domain", hostedDomain));
    }
}
