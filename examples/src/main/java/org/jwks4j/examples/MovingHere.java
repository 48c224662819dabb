package org.jwks4j.examples;

import java.time.Duration;
import org.jwks4j.KeyFetcher;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.verifier.JwtVerifier;
import org.jwks4j.verifier.TokenProfiles;
import org.jwks4j.verifier.TokenRules;

/** What other libraries' verifiers of the orders service become here; docs/moving.md has what they were. */
final class MovingHere {
    static JwtVerifier fromJose4j(KeyFetcher fetcher) {
        // tag::moving-jose4j[]
        TokenRules rules = TokenRules.forAudience("orders")
                .requireClaim("sub")
                .requireClaim("jti")
                .withAlgorithms(JwsAlgorithm.RS256, JwsAlgorithm.ES256)
                .withClockSkew(Duration.ofSeconds(30))
                .withMaxAge(Duration.ofHours(1))
                .withCheck(
                        "tenant is active",
                        claims -> isActive(claims.string("tenant").orElse("")));
        return JwtVerifier.builder(fetcher).rules(rules).build();
        // end::moving-jose4j[]
    }

    static JwtVerifier fromSpring(KeyFetcher fetcher) {
        // tag::moving-spring[]
        TokenRules rules = TokenProfiles.accessToken("orders")
                .requireClaim("client_id", "shop-app")
                .requireScope("orders:read")
                .withCheck(
                        "tenant is active",
                        claims -> isActive(claims.string("tenant").orElse("")));
        return JwtVerifier.builder(fetcher)
                .issuer("https://idp.example.com", rules)
                .build();
        // end::moving-spring[]
    }

    static JwtVerifier fromAwsJwtVerify(KeyFetcher fetcher) {
        // tag::moving-aws-jwt-verify[]
        TokenRules accessTokens = TokenRules.forAudienceIn("client_id", "app-client-1", "app-client-2")
                .requireClaim("token_use", "access")
                .requireClaim("cognito:groups", "admins", "operators")
                .requireScope("orders/read", "orders/write")
                .withClockSkew(Duration.ofSeconds(10));
        return JwtVerifier.builder(fetcher)
                .issuer("https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI", accessTokens)
                .build();
        // end::moving-aws-jwt-verify[]
    }

    static JwtVerifier fromNimbus(KeyFetcher fetcher) {
        // tag::moving-nimbus[]
        TokenRules rules = TokenRules.forAudience("orders", "orders-v2")
                .requireClaim("token_use", "access")
                .requireClaim("sub")
                .forbidClaim("nonce")
                .withClockSkew(Duration.ofSeconds(60));
        return JwtVerifier.builder(fetcher).rules(rules).build();
        // end::moving-nimbus[]
    }

    private static boolean isActive(String tenant) {
        return !tenant.isEmpty();
    }

    private MovingHere() {}
}
