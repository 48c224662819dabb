package org.jwks4j.vendors;

import org.jwks4j.TrustedIssuer;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.verifier.TokenProfiles;

/**
 * Sign in with Apple.
 *
 * @see <a href="https://developer.apple.com/documentation/signinwithapple/verifying-a-user">Verifying a user (Apple Developer)</a>
 * @see <a href="https://developer.apple.com/documentation/signinwithapplerestapi/fetch-apple-s-public-key-for-verifying-token-signature">
 *     Fetch Apple's public key for verifying token signature</a>
 */
public final class Apple {
    private static final TrustedIssuer ISSUER = TrustedIssuer.of("https://appleid.apple.com")
            .withJwksUri("https://appleid.apple.com/auth/keys")
            .withAlgorithms(JwsAlgorithm.RS256);

    private Apple() {}

    /**
     * Identity tokens. The {@code nonce} of the login is for the application to compare: {@link
     * org.jwks4j.verifier.IdTokenChecks#requireNonce}.
     *
     * @param clientId the App ID or Services ID of this application
     * @return Apple with the rules for its identity tokens
     */
    public static VendorTrust idTokens(String clientId) {
        return VendorTrust.of(ISSUER, TokenProfiles.idToken(clientId));
    }
}
