package org.jwks4j.vendors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.IssuerTemplate;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.VerificationKey;
import org.jwks4j.error.InvalidJwtException;
import org.jwks4j.error.Reason;
import org.jwks4j.jwk.SkipReason;
import org.jwks4j.location.MetadataLocation;
import org.jwks4j.verifier.JwtVerifier;
import org.jwks4j.verifier.VerifiedJwt;

/**
 * Microsoft Entra for many tenants: one metadata document, whose issuer has a slot, and one JWK Set, whose keys say whose
 * they are.
 */
class EntraTest {
    private static final String HOST = "https://login.microsoftonline.com/";
    private static final String COMMON = HOST + "common/v2.0/.well-known/openid-configuration";
    private static final String KEYS = HOST + "common/discovery/v2.0/keys";
    private static final String CONTOSO = "72f988bf-86f1-41af-91ab-2d7cd011db47";
    private static final String FABRIKAM = "6babcaad-604b-40ac-a9d7-9fd97c0b779f";
    private static final String CONSUMERS = "9188040d-6c67-4c5b-b112-36a304b66dad";

    private static final String METADATA = """
            {"token_endpoint":"https://login.microsoftonline.com/common/oauth2/v2.0/token",
             "token_endpoint_auth_methods_supported":["client_secret_post","private_key_jwt","client_secret_basic"],
             "jwks_uri":"https://login.microsoftonline.com/common/discovery/v2.0/keys",
             "response_modes_supported":["query","fragment","form_post"],
             "subject_types_supported":["pairwise"],
             "id_token_signing_alg_values_supported":["RS256"],
             "response_types_supported":["code","id_token","code id_token","id_token token"],
             "scopes_supported":["openid","profile","email","offline_access"],
             "issuer":"https://login.microsoftonline.com/{tenantid}/v2.0",
             "request_uri_parameter_supported":false,
             "userinfo_endpoint":"https://graph.microsoft.com/oidc/userinfo",
             "authorization_endpoint":"https://login.microsoftonline.com/common/oauth2/v2.0/authorize",
             "http_logout_supported":true,
             "frontchannel_logout_supported":true,
             "claims_supported":["sub","iss","aud","exp","iat","tid","ver","oid"],
             "tenant_region_scope":null,
             "cloud_instance_name":"microsoftonline.com",
             "cloud_graph_host_name":"graph.windows.net",
             "rbac_url":"https://pas.windows.net"}""";

    private static final IssuerTemplate TEMPLATE = IssuerTemplate.of(HOST + "{tenantid:uuid}/v2.0")
            .withClaim("tid", "tenantid")
            .with(issuer -> issuer.withMetadataAt(MetadataLocation.uri(COMMON)));

    private final VendorScenario entra = new VendorScenario(TEMPLATE).publishes(COMMON, METADATA);
    private final JwtVerifier verifier =
            JwtVerifier.builder(entra.fetcher).audience("api://orders").build();

    @AfterEach
    void close() {
        entra.close();
    }

    private static String tenant(String id) {
        return HOST + id + "/v2.0";
    }

    private void keysAreOf(String issuer) {
        entra.publishes(KEYS, entra.keysWith("\"issuer\":\"" + issuer + "\",\"x5t\":\"abc\""));
    }

    @Test
    void everyTenant_hasTheKeysThatAreForAll() {
        keysAreOf(HOST + "{tenantid}/v2.0");
        VerificationKey key = entra.getKey(tenant(CONTOSO)).join();
        assertThat(key.issuer()).isEqualTo(tenant(CONTOSO));
        assertThat(key.trustedIssuer().slot("tenantid")).contains(CONTOSO);
        assertThat(entra.getKey(tenant(FABRIKAM)).join().issuer()).isEqualTo(tenant(FABRIKAM));
    }

    @Test
    void aKeyOfOneTenant_isNoKeyOfAnother() {
        keysAreOf(tenant(CONSUMERS));
        assertThat(entra.getKey(tenant(CONSUMERS))).isCompleted();
        assertThat(entra.refusalOf(tenant(CONTOSO)).reason()).isEqualTo(Reason.NO_USABLE_KEYS);
    }

    @Test
    void aKeyOfAnotherTenantAmongOthers_isSkippedWithThatReason() {
        String all = entra.keysWith("\"issuer\":\"" + HOST + "{tenantid}/v2.0\"");
        String own = entra.signer.addKey("ES256").keyId();
        String two = entra.signer.jwkSet();
        String second = two.substring(two.lastIndexOf('{'), two.lastIndexOf(']'));
        String foreign = second.replace("\"kty\"", "\"issuer\":\"" + tenant(CONSUMERS) + "\",\"kty\"");
        entra.publishes(KEYS, all.replace("]}", "," + foreign + "]}"));
        var jwkSet = entra.fetcher.getJwkSet(tenant(CONTOSO)).join();
        assertThat(jwkSet.skipped()).singleElement().satisfies(skipped -> {
            assertThat(skipped.reason()).isEqualTo(SkipReason.OTHER_ISSUER);
            assertThat(skipped.detail()).contains(CONSUMERS);
            assertThat(skipped.keyId()).isEqualTo(own);
        });
    }

    @Test
    void metadataOfAnotherShape_isNotUsed() {
        keysAreOf(HOST + "{tenantid}/v2.0");
        entra.publishes(COMMON, METADATA.replace("{tenantid}/v2.0", "{tenant}/v2.0"));
        assertThat(entra.refusalOf(tenant(CONTOSO)).reason()).isEqualTo(Reason.INVALID_METADATA);
    }

    @Test
    void aTenantsNameInsteadOfItsId_isNotTrusted() {
        assertThat(entra.refusalOf(HOST + "common/v2.0").reason()).isEqualTo(Reason.UNTRUSTED_ISSUER);
        assertThat(entra.refusalOf("https://sts.windows.net/" + CONTOSO + "/").reason())
                .isEqualTo(Reason.UNTRUSTED_ISSUER);
        assertThat(entra.transport.requests()).isEmpty();
    }

    @Test
    void aTokenOfTheTenant_isVerifiedWithItsTid() {
        keysAreOf(HOST + "{tenantid}/v2.0");
        VerifiedJwt jwt = verifier.blocking().verify(token(CONTOSO, CONTOSO));
        assertThat(jwt.key().trustedIssuer().slot("tenantid")).contains(CONTOSO);
    }

    @Test
    void aTokenWhoseTidIsAnotherTenants_isRefused() {
        keysAreOf(HOST + "{tenantid}/v2.0");
        assertThatExceptionOfType(InvalidJwtException.class)
                .isThrownBy(() -> verifier.blocking().verify(token(CONTOSO, FABRIKAM)))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.WRONG_CLAIM))
                .withMessageContaining("tid");
    }

    @Test
    void aTokenWithoutTid_isRefused() {
        keysAreOf(HOST + "{tenantid}/v2.0");
        String token =
                entra.token(tenant(CONTOSO), Map.of("aud", "api://orders")).mint();
        assertThatExceptionOfType(InvalidJwtException.class)
                .isThrownBy(() -> verifier.blocking().verify(token))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.MISSING_CLAIM));
    }

    @Test
    void aTenantThatWasTrustedByName_hasTheKeysForAllOfThemToo() {
        keysAreOf(HOST + "{tenantid}/v2.0");
        TrustedIssuer contoso = TrustedIssuer.of(tenant(CONTOSO)).withJwksUri(KEYS);
        try (KeyFetcher fetcher = KeyFetcher.builder()
                .trust(contoso)
                .transport(entra.transport)
                .executor(Runnable::run)
                .listenerExecutor(Runnable::run)
                .build()) {
            assertThat(fetcher.getKey(token(CONTOSO, CONTOSO))).isCompleted();
        }
    }

    private String token(String issuer, String tid) {
        return entra.token(tenant(issuer), Map.of("aud", "api://orders", "tid", tid))
                .mint();
    }
}
