package org.jwks4j.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcher;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException;
import org.jwks4j.testkit.TokenBuilder;
import org.jwks4j.token.UnverifiedToken;
import org.jwks4j.vendors.CloudflareAccess;
import org.jwks4j.vendors.Cognito;
import org.jwks4j.vendors.Entra;
import org.jwks4j.vendors.GitHubActions;
import org.jwks4j.vendors.Google;
import org.jwks4j.vendors.Keycloak;
import org.jwks4j.vendors.VendorTrust;
import org.jwks4j.verifier.JwtVerifier;
import org.jwks4j.verifier.TokenProfiles;
import org.jwks4j.verifier.TokenRules;

/** Genuine tokens of a vendor that were made for another use: signed with the right key, and refused by the vendor's rules. */
class VendorAttackTest extends VendorTokens {
    private static final String COGNITO = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Ab12Cd34E";
    private static final String GITHUB = "https://token.actions.githubusercontent.com";
    private static final String GOOGLE = "https://accounts.google.com";
    private static final String TENANT = "72f988bf-86f1-41af-91ab-2d7cd011db47";
    private static final String ENTRA = "https://login.microsoftonline.com/" + TENANT + "/v2.0";
    private static final String APP = "6babcaad-604b-40ac-a9d7-9fd97c0b779f";

    private static final String REALM = "https://sso.example.com/realms/staff";
    private static final String TEAM = "https://acme.cloudflareaccess.com";
    private static final String BALANCER =
            "arn:aws:elasticloadbalancing:eu-west-1:123412341234:loadbalancer/app/shop/0123456789abcdef";

    @Test
    void tokensOfCognito_areNotTakenForEachOther() {
        service.transport.on(COGNITO + "/.well-known/jwks.json").respondAlways(200, service.issuer.jwkSet());
        Cognito pool = Cognito.userPool("eu-west-1", "eu-west-1_Ab12Cd34E");
        TokenBuilder access = token(COGNITO, Map.of("client_id", "app", "token_use", "access"));
        TokenBuilder id = token(COGNITO, Map.of("aud", "app", "token_use", "id"));
        takes(pool.accessTokens("app"), access);
        takes(pool.idTokens("app"), id);
        refuses(pool.accessTokens("app"), id, Reason.MISSING_CLAIM);
        refuses(pool.idTokens("app"), access, Reason.MISSING_CLAIM);
        refuses(pool.accessTokens("app"), id.claim("client_id", "app"), Reason.WRONG_CLAIM);
        refuses(pool.idTokens("app"), access.claim("aud", "app"), Reason.FORBIDDEN_CLAIM);
    }

    @Test
    void anIdTokenOfTheSameAppRegistration_isNoAccessToken() {
        service.publishes(ENTRA, "https://login.microsoftonline.com/" + TENANT + "/discovery/v2.0/keys");
        TokenBuilder id = token(ENTRA, Map.of("aud", APP, "tid", TENANT, "ver", "2.0"));
        takes(Entra.tenant(TENANT).idTokens(APP), id);
        refuses(Entra.tenant(TENANT).accessTokens(APP), id, Reason.MISSING_CLAIM);
        takes(Entra.tenant(TENANT).accessTokens(APP), id.claim("azp", APP).claim("azpacr", "0"));
        refuses(Entra.tenant(TENANT).idTokens(APP), id, Reason.FORBIDDEN_CLAIM);
    }

    @Test
    void aWorkflowOfAnotherRepository_isRefused() {
        service.publishes(GITHUB, GITHUB + "/.well-known/jwks");
        VendorTrust deployment = GitHubActions.onGitHub()
                .repositories("acme/orders")
                .refs("refs/heads/main")
                .tokensFor("deploy");
        TokenBuilder workflow =
                token(GITHUB, Map.of("aud", "deploy", "repository", "acme/orders", "ref", "refs/heads/main"));
        takes(deployment, workflow);
        refuses(deployment, workflow.claim("ref", "refs/pull/7/merge"), Reason.WRONG_CLAIM);
        refuses(
                deployment,
                workflow.claim("repository", "mallory/orders").claim("ref", "refs/heads/main"),
                Reason.WRONG_CLAIM);
    }

    @Test
    void anAccountOfAnotherOrganization_isRefused() {
        service.transport.on("https://www.googleapis.com/oauth2/v3/certs").respondAlways(200, service.issuer.jwkSet());
        VendorTrust staff = Google.idTokensOf("acme.example", "client");
        TokenBuilder alice =
                token(GOOGLE, Map.of("aud", "client", "email", "alice@acme.example", "email_verified", true));
        refuses(staff, alice, Reason.MISSING_CLAIM);
        refuses(staff, alice.claim("hd", "evil.example"), Reason.WRONG_CLAIM);
        takes(staff, alice.claim("hd", "acme.example"));
    }

    @Test
    void anIdTokenOfKeycloak_isNoAccessToken() {
        service.transport.on(REALM + "/protocol/openid-connect/certs").respondAlways(200, service.issuer.jwkSet());
        VendorTrust realm = Keycloak.realm("https://sso.example.com", "staff").accessTokens("shop");
        TokenBuilder token = token(REALM, Map.of("aud", "shop", "azp", "shop"));
        takes(realm, token.claim("typ", "Bearer"));
        refuses(realm, token.claim("typ", "ID"), Reason.WRONG_CLAIM);
        refuses(realm, token.claim("typ", "Logout"), Reason.WRONG_CLAIM);
    }

    @Test
    void aTokenForAnotherApplicationOfTheTeam_isRefused() {
        service.transport.on(TEAM + "/cdn-cgi/access/certs").respondAlways(200, service.issuer.jwkSet());
        VendorTrust application = CloudflareAccess.team("acme").applicationTokens("a".repeat(64));
        TokenBuilder token = token(TEAM, Map.of("aud", "a".repeat(64), "type", "app"));
        takes(application, token);
        refuses(application, token.claim("type", "org"), Reason.WRONG_CLAIM);
        refuses(application, token.claim("type", "app").claim("aud", "b".repeat(64)), Reason.WRONG_AUDIENCE);
    }

    /** ALBeast (2024): the load balancers of all accounts of a region have their keys in one place. */
    @Test
    void theLoadBalancerOfAnotherAccount_isRefused() {
        try (Service alb =
                Service.cold(KeyFetcher.builder().trust(Service.ISSUER).trust("https://other.example"), "ES256")) {
            JwtVerifier behind = behindLoadBalancer(alb);
            TokenBuilder claims =
                    alb.issuer.token().claim("iss", Service.ISSUER).header("client", "shop");
            assertThat(behind.verify(claims.header("signer", BALANCER).mint())).isCompleted();
            assertThat(failureOf(
                            behind,
                            claims.header("signer", BALANCER.replace("1234", "9999"))
                                    .mint()))
                    .isEqualTo(Reason.WRONG_AUDIENCE);
            assertThat(failureOf(behind, claims.header("signer", null).mint())).isEqualTo(Reason.MISSING_CLAIM);
        }
    }

    /** RFC 7515 §2: what a load balancer of AWS may do, no one else may. */
    @Test
    void padding_isReadFromALoadBalancerAlone() {
        try (Service alb =
                Service.cold(KeyFetcher.builder().trust(Service.ISSUER).trust("https://other.example"), "ES256")) {
            JwtVerifier behind = behindLoadBalancer(alb);
            String padded = padded(alb, Service.ISSUER);
            assertThat(behind.verify(padded)).isCompleted();
            int requests = alb.requests();
            alb.refuses(padded, Reason.MALFORMED_TOKEN);
            assertThat(failureOf(behind, padded(alb, "https://other.example"))).isEqualTo(Reason.MALFORMED_TOKEN);
            assertThat(failureOf(behind, padded + "=")).isEqualTo(Reason.MALFORMED_TOKEN);
            assertThat(failureOf(behind, padded.substring(0, padded.length() - 1)))
                    .isEqualTo(Reason.MALFORMED_TOKEN);
            assertThat(alb.requests()).isEqualTo(requests);
            UnverifiedToken read = UnverifiedToken.parsePadded(padded, UnverifiedToken.Limits.defaults());
            assertThat(alb.verifier.verify(read)).isCompletedExceptionally();
        }
    }

    private static JwtVerifier behindLoadBalancer(Service alb) {
        return JwtVerifier.builder(alb.fetcher)
                .issuer(Service.ISSUER, TokenProfiles.awsAlb(BALANCER, "shop"))
                .issuer("https://other.example", TokenRules.acceptingAnyAudience())
                .instantSource(alb.time.instants())
                .build();
    }

    private static Reason failureOf(JwtVerifier verifier, String token) {
        return ((TokenException)
                        verifier.verify(token).handle((jwt, failure) -> failure).getNow(null))
                .reason();
    }

    private static String padded(Service alb, String issuer) {
        String token = alb.issuer
                .token()
                .claim("iss", issuer)
                .header("client", "shop")
                .header("signer", BALANCER)
                .mint();
        String[] segments = token.split("\\.", -1);
        String input = padded(segments[0]) + "." + padded(segments[1]);
        byte[] signature = alb.key("ES256").sign(input.getBytes(StandardCharsets.US_ASCII));
        return input + "." + Base64.getUrlEncoder().encodeToString(signature);
    }

    private static String padded(String segment) {
        return segment + "=".repeat((4 - segment.length() % 4) % 4);
    }
}
