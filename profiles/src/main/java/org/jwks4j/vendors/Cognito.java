package org.jwks4j.vendors;

import org.jwks4j.TrustedIssuer;
import org.jwks4j.verifier.TokenProfiles;
import org.jwks4j.verifier.TokenRules;

/**
 * A user pool of Amazon Cognito. Its ID tokens name the app client in {@code aud}; its access tokens have no {@code aud}, and
 * name the app client in {@code client_id}. Both are signed with the same keys: {@code token_use} tells them apart.
 *
 * @see <a href="https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html">
 *     Verifying JSON web tokens (Amazon Cognito Developer Guide)</a>
 */
public final class Cognito {
    private final TrustedIssuer issuer;

    private Cognito(TrustedIssuer issuer) {
        this.issuer = issuer;
    }

    /**
     * A user pool. Its keys are at {@code https://cognito-idp.{region}.amazonaws.com/{userPoolId}/.well-known/jwks.json}.
     *
     * @param region such as {@code eu-west-1}
     * @param userPoolId such as {@code eu-west-1_Ab12Cd34E}
     * @return the user pool
     * @throws IllegalArgumentException if either has another form, or the user pool is in another region
     */
    public static Cognito userPool(String region, String userPoolId) {
        Argument.AWS_REGION.check(region);
        if (!Argument.USER_POOL.check(userPoolId).startsWith(region + "_")) {
            throw new IllegalArgumentException(
                    "the user pool " + userPoolId + " is in another region than " + region + ": its ID begins with it");
        }
        String domain = region.startsWith("cn-") ? ".amazonaws.com.cn/" : ".amazonaws.com/";
        String issuer = "https://cognito-idp." + region + domain + userPoolId;
        return new Cognito(TrustedIssuer.of(issuer).withJwksUri(issuer + "/.well-known/jwks.json"));
    }

    /**
     * Its access tokens.
     *
     * @param clientIds the app clients whose users may come
     * @return the user pool with the rules for its access tokens
     */
    public VendorTrust accessTokens(String... clientIds) {
        return VendorTrust.of(
                issuer,
                TokenRules.forAudienceIn("client_id", clientIds)
                        .requireClaim("token_use", "access")
                        .requireClaim("sub"));
    }

    /**
     * Its ID tokens.
     *
     * @param clientId this app client
     * @return the user pool with the rules for its ID tokens
     */
    public VendorTrust idTokens(String clientId) {
        return VendorTrust.of(issuer, TokenProfiles.idToken(clientId).requireClaim("token_use", "id"));
    }
}
