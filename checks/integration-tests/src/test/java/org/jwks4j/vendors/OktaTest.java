package org.jwks4j.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.IssuerTemplate;
import org.jwks4j.VerificationKey;
import org.jwks4j.error.Reason;

/** Okta: an organization is a label of the host, an authorization server a segment of the path. */
class OktaTest {
    private static final IssuerTemplate TEMPLATE = IssuerTemplate.of("https://{org}.okta.com/oauth2/{server}");
    private static final String ACME = "https://acme.okta.com/oauth2/default";

    private static final String METADATA = """
            {"issuer":"%1$s",
             "authorization_endpoint":"%1$s/v1/authorize",
             "token_endpoint":"%1$s/v1/token",
             "userinfo_endpoint":"%1$s/v1/userinfo",
             "registration_endpoint":"https://acme.okta.com/oauth2/v1/clients",
             "jwks_uri":"%1$s/v1/keys",
             "response_types_supported":["code","id_token","code id_token","token"],
             "subject_types_supported":["public"],
             "id_token_signing_alg_values_supported":["RS256"],
             "scopes_supported":["openid","profile","email","offline_access"],
             "claims_supported":["iss","ver","sub","aud","iat","exp","jti","auth_time","amr"],
             "request_parameter_supported":true,
             "dpop_signing_alg_values_supported":["RS256","ES256"]}""";

    private final VendorScenario okta = new VendorScenario(TEMPLATE)
            .publishes(ACME + "/.well-known/openid-configuration", METADATA.formatted(ACME));

    @AfterEach
    void close() {
        okta.close();
    }

    @Test
    void anOrganizationsServer_isAskedForItsKeys() {
        okta.publishes(ACME + "/v1/keys", okta.signer.jwkSet());
        VerificationKey key = okta.getKey(ACME).join();
        assertThat(key.trustedIssuer().slot("org")).contains("acme");
        assertThat(key.trustedIssuer().slot("server")).contains("default");
    }

    @Test
    void anotherDomain_isNotTrusted() {
        assertThat(okta.refusalOf("https://acme.okta.com.evil.example/oauth2/default")
                        .reason())
                .isEqualTo(Reason.UNTRUSTED_ISSUER);
        assertThat(okta.transport.requests()).isEmpty();
    }

    @Test
    void anotherOrganizationsMetadata_isNotUsed() {
        okta.publishes(
                "https://globex.okta.com/oauth2/default/.well-known/openid-configuration", METADATA.formatted(ACME));
        assertThat(okta.refusalOf("https://globex.okta.com/oauth2/default").reason())
                .isEqualTo(Reason.INVALID_METADATA);
    }

    @Test
    void keysInsideOfTheNetwork_areNotAskedFor() {
        String inside = METADATA.formatted(ACME).replace(ACME + "/v1/keys", "https://169.254.169.254/latest/meta-data");
        okta.publishes(ACME + "/.well-known/openid-configuration", inside);
        assertThat(okta.refusalOf(ACME).reason()).isEqualTo(Reason.INVALID_METADATA);
        assertThat(okta.transport.requests()).hasSize(1);
    }
}
