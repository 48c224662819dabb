package org.jwks4j.attacks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.jwks4j.error.Reason;
import org.jwks4j.json.JsonObject;
import org.jwks4j.testkit.TokenBuilder;
import org.jwks4j.vendors.Apple;
import org.jwks4j.vendors.Auth0;
import org.jwks4j.vendors.AzureB2c;
import org.jwks4j.vendors.Dex;
import org.jwks4j.vendors.EntraExternalId;
import org.jwks4j.vendors.Firebase;
import org.jwks4j.vendors.GitLab;
import org.jwks4j.vendors.GoogleIap;
import org.jwks4j.vendors.Kubernetes;
import org.jwks4j.vendors.Okta;
import org.jwks4j.vendors.Spiffe;
import org.jwks4j.vendors.VendorTrust;
import org.jwks4j.vendors.Zitadel;

/** The same as {@link VendorAttackTest}, of vendors whose tokens of several kinds, clients or tenants are signed with the same keys. */
class VendorKindAttackTest extends VendorTokens {
    private static final String TENANT = "72f988bf-86f1-41af-91ab-2d7cd011db47";
    private static final String APP = "6babcaad-604b-40ac-a9d7-9fd97c0b779f";

    private void keysAt(String uri) {
        service.transport.on(uri).respondAlways(200, service.issuer.jwkSet());
    }

    private TokenBuilder byCurve(String issuer, Map<String, ?> claims) {
        return token(issuer, claims).signedWith(service.key("ES256"));
    }

    @Test
    void anIdentityTokenForAnotherAppOfTheDeveloper_isRefused() {
        keysAt("https://appleid.apple.com/auth/keys");
        VendorTrust app = Apple.idTokens("com.example.orders");
        TokenBuilder token = token("https://appleid.apple.com", Map.of("aud", "com.example.orders"));
        takes(app, token);
        refuses(app, token.claim("aud", "com.example.payments"), Reason.WRONG_AUDIENCE);
    }

    @Test
    void anIdTokenOfAuth0_isNoAccessToken() {
        keysAt("https://acme.eu.auth0.com/.well-known/jwks.json");
        Auth0 tenant = Auth0.tenant("acme.eu.auth0.com");
        String issuer = "https://acme.eu.auth0.com/";
        TokenBuilder id = token(issuer, Map.of("aud", "client"));
        TokenBuilder access = token(issuer, Map.of("aud", List.of("https://api", issuer + "userinfo")));
        takes(tenant.idTokens("client"), id);
        takes(tenant.accessTokens("https://api"), access);
        refuses(tenant.accessTokens("https://api"), id, Reason.WRONG_AUDIENCE);
        refuses(tenant.idTokens("client"), access, Reason.WRONG_AUDIENCE);
        refuses(tenant.accessTokensOf("org_1", "https://api"), access.claim("org_id", "org_2"), Reason.WRONG_CLAIM);
    }

    @Test
    void aPolicyWithFewerFactors_isRefused() {
        String issuer = "https://acme.b2clogin.com/" + TENANT + "/v2.0/";
        String policy = "https://acme.b2clogin.com/acme.onmicrosoft.com/b2c_1_mfa/";
        service.transport
                .on(policy + "v2.0/.well-known/openid-configuration")
                .respondAlways(200, "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + policy + "keys\"}");
        keysAt(policy + "keys");
        VendorTrust withMfa = AzureB2c.policy("acme", TENANT, "b2c_1_mfa").idTokens(APP);
        TokenBuilder token = token(issuer, Map.of("aud", APP, "tfp", "b2c_1_mfa"));
        takes(withMfa, token);
        refuses(withMfa, token.claim("tfp", "b2c_1_signin"), Reason.CHECK_FAILED);
        refuses(withMfa, token.claim("acr", "b2c_1_mfa"), Reason.CHECK_FAILED);
    }

    @Test
    void aTokenOfDexForAnotherClient_isRefused() {
        keysAt("https://dex.example.com/keys");
        VendorTrust orders = Dex.idTokens("https://dex.example.com", "orders");
        TokenBuilder token = token("https://dex.example.com", Map.of("aud", "orders"));
        takes(orders, token);
        refuses(orders, token.claim("azp", "payments"), Reason.WRONG_CLAIM);
        refuses(orders, token.claim("aud", List.of("orders", "payments")), Reason.WRONG_AUDIENCE);
    }

    @Test
    void anEmployeesTokenOfTheSameTenant_isNoCustomers() {
        String issuer = "https://" + TENANT + ".ciamlogin.com/" + TENANT + "/v2.0";
        service.transport
                .on("https://acme.ciamlogin.com/" + TENANT + "/v2.0/.well-known/openid-configuration")
                .respondAlways(200, "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"https://acme.ciamlogin.com/keys\"}");
        keysAt("https://acme.ciamlogin.com/keys");
        VendorTrust customers = EntraExternalId.tenant("acme", TENANT).accessTokens(APP);
        TokenBuilder token = token(issuer, Map.of("aud", APP, "tid", TENANT, "ver", "2.0", "azp", APP));
        takes(customers, token);
        refuses(customers, token.claim("tid", APP), Reason.WRONG_CLAIM);
        refuses(
                customers,
                token.claim("tid", TENANT).claim("iss", "https://login.microsoftonline.com/" + TENANT + "/v2.0"),
                Reason.UNTRUSTED_ISSUER);
    }

    @Test
    void aSessionCookieOfFirebase_isNoIdToken() {
        keysAt("https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com");
        VendorTrust users = Firebase.project("acme-orders").idTokens();
        TokenBuilder token = token(
                "https://securetoken.google.com/acme-orders", Map.of("aud", "acme-orders", "auth_time", 1_700_000_000));
        takes(users, token);
        refuses(users, token.claim("auth_time", 4_102_444_800L), Reason.CHECK_FAILED);
        refuses(
                users,
                token.claim("auth_time", 1_700_000_000).claim("iss", "https://session.firebase.google.com/acme-orders"),
                Reason.UNTRUSTED_ISSUER);
    }

    @Test
    void aJobOfAnUnprotectedBranch_isRefused() {
        keysAt("https://gitlab.com/oauth/discovery/keys");
        VendorTrust deployment =
                GitLab.onGitLabCom().projects("acme/orders").protectedRefs().tokensFor("deploy");
        TokenBuilder job = token(
                "https://gitlab.com", Map.of("aud", "deploy", "project_path", "acme/orders", "ref_protected", "true"));
        takes(deployment, job);
        refuses(deployment, job.claim("ref_protected", "false"), Reason.WRONG_CLAIM);
        refuses(
                deployment,
                job.claim("ref_protected", "true").claim("project_path", "mallory/orders"),
                Reason.WRONG_CLAIM);
    }

    @Test
    void aTokenOfTheProxyForAnotherService_isRefused() {
        keysAt("https://www.gstatic.com/iap/verify/public_key-jwk");
        VendorTrust orders = GoogleIap.backendService("7", "8");
        TokenBuilder token =
                byCurve("https://cloud.google.com/iap", Map.of("aud", "/projects/7/global/backendServices/8"));
        takes(orders, token);
        refuses(orders, token.claim("aud", "/projects/7/global/backendServices/9"), Reason.WRONG_AUDIENCE);
    }

    @Test
    void anotherUserOfTheApiServer_isNoServiceAccount() {
        String issuer = "https://oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF";
        service.publishes(issuer, issuer + "/keys");
        Kubernetes cluster = Kubernetes.eks("eu-west-1", "0123456789ABCDEF0123456789ABCDEF");
        TokenBuilder pod = token(
                issuer, Map.of("aud", "orders", "sub", "system:serviceaccount:shop:basket", "kubernetes.io", Map.of()));
        takes(cluster.tokensFor("orders", "shop/basket"), pod);
        takes(cluster.tokensOfAnyServiceAccountFor("orders"), pod);
        refuses(cluster.tokensFor("orders", "mallory/basket"), pod, Reason.WRONG_CLAIM);
        refuses(
                cluster.tokensOfAnyServiceAccountFor("orders"),
                pod.claim("sub", "system:node:node-1"),
                Reason.CHECK_FAILED);
    }

    @Test
    void anIdTokenOfOkta_isNoAccessToken() {
        String issuer = "https://acme.okta.com/oauth2/default";
        keysAt(issuer + "/v1/keys");
        Okta server = Okta.authorizationServer("acme.okta.com", "default");
        TokenBuilder token = token(issuer, Map.of("aud", "api"));
        takes(server.idTokens("api"), token);
        refuses(server.accessTokens("api"), token, Reason.MISSING_CLAIM);
        takes(server.accessTokens("api"), token.claim("cid", "client"));
        refuses(server.idTokens("api"), token, Reason.FORBIDDEN_CLAIM);
    }

    @Test
    void aWorkloadOfAnotherTrustDomain_isRefused() {
        Map<String, Object> key = new LinkedHashMap<>(service.key("ES256").jwk());
        key.put("use", "jwt-svid");
        service.transport
                .on("https://spire.example.org/bundle")
                .respondAlways(200, JsonObject.of(Map.of("keys", List.of(key))).toJson());
        VendorTrust domain = Spiffe.trustDomain("example.org", "https://spire.example.org/bundle")
                .withIssuerClaim("https://spire.example.org")
                .workloadsBelow("orders", "/ns/shop");
        TokenBuilder svid = byCurve(
                "https://spire.example.org", Map.of("aud", "orders", "sub", "spiffe://example.org/ns/shop/sa/cart"));
        takes(domain, svid);
        refuses(domain, svid.claim("sub", "spiffe://example.org.evil/ns/shop/sa/cart"), Reason.CHECK_FAILED);
        refuses(domain, svid.claim("sub", "spiffe://example.org/ns/shop/../mallory"), Reason.CHECK_FAILED);
        refuses(
                domain,
                svid.claim("sub", "spiffe://example.org/ns/shop/sa/cart").header("typ", "at+jwt"),
                Reason.WRONG_TYPE);
    }

    @Test
    void anIdTokenOfZitadel_isNoAccessToken() {
        keysAt("https://acme.zitadel.cloud/oauth/v2/keys");
        Zitadel instance = Zitadel.instance("https://acme.zitadel.cloud");
        TokenBuilder token =
                token("https://acme.zitadel.cloud", Map.of("aud", List.of("client", "project"), "azp", "client"));
        takes(instance.idTokens("client"), token);
        refuses(instance.accessTokens("project"), token, Reason.MISSING_CLAIM);
        refuses(instance.accessTokens("project"), token.claim("jti", "1"), Reason.FORBIDDEN_CLAIM);
        takes(instance.accessTokens("project"), token.claim("azp", null));
        refuses(instance.idTokens("client"), token, Reason.MISSING_CLAIM);
    }
}
