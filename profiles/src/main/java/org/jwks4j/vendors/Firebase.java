package org.jwks4j.vendors;

import java.time.Instant;
import org.jwks4j.KeyLocation;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.verifier.Claims;
import org.jwks4j.verifier.TokenRules;

/**
 * Firebase Authentication. ID tokens and session cookies have different issuers and different keys. {@code aud} is the project; a user is
 * named by {@code sub}.
 *
 * @see <a href="https://firebase.google.com/docs/auth/admin/verify-id-tokens">Verify ID tokens (Firebase documentation)</a>
 * @see <a href="https://firebase.google.com/docs/auth/admin/manage-cookies">Manage session cookies</a>
 */
public final class Firebase {
    /** In seconds, as by default for all times of tokens. */
    private static final int MAX_SKEW = 60;

    private final String projectId;

    private Firebase(String projectId) {
        this.projectId = projectId;
    }

    /**
     * A project.
     *
     * @param projectId its ID, not its number
     * @return the project
     */
    public static Firebase project(String projectId) {
        return new Firebase(Argument.GOOGLE_PROJECT.check(projectId));
    }

    /**
     * ID tokens: the issuer is {@code https://securetoken.google.com/{projectId}}, the keys are at {@code
     * https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com}.
     *
     * @return the project with the rules for its ID tokens
     */
    public VendorTrust idTokens() {
        return trust(TrustedIssuer.of("https://securetoken.google.com/" + projectId)
                .withJwksUri(
                        "https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com"));
    }

    /**
     * Session cookies: the issuer is {@code https://session.firebase.google.com/{projectId}}, the keys are certificates by key ID at
     * {@code https://www.googleapis.com/identitytoolkit/v3/relyingparty/publicKeys}.
     *
     * @return the project with the rules for its session cookies
     */
    public VendorTrust sessionCookies() {
        return trust(TrustedIssuer.of("https://session.firebase.google.com/" + projectId)
                .withKeysAt(
                        KeyLocation.pemMap("https://www.googleapis.com/identitytoolkit/v3/relyingparty/publicKeys")));
    }

    /** By more than the servers' clocks may be apart. */
    private static boolean isLoginBefore(Claims claims) {
        Instant issued = claims.issuedAt().orElseThrow();
        return claims.instant("auth_time")
                .filter(login -> !login.isAfter(issued.plusSeconds(MAX_SKEW)))
                .isPresent();
    }

    private VendorTrust trust(TrustedIssuer issuer) {
        return VendorTrust.of(
                issuer.withAlgorithms(JwsAlgorithm.RS256),
                TokenRules.forAudience(projectId)
                        .requireClaim("iat")
                        .requireClaim("sub")
                        .requireClaim("auth_time")
                        .withCheck("auth_time is not after iat", Firebase::isLoginBefore) // and iat is not to come
                        .withCheck(
                                "sub is not empty",
                                claims -> claims.string("sub")
                                        .filter(user -> !user.isEmpty())
                                        .isPresent()));
    }
}
