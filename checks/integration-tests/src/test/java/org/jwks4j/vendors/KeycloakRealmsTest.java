package org.jwks4j.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.IssuerTemplate;
import org.jwks4j.VerificationKey;
import org.jwks4j.error.Reason;

/** Keycloak: every realm of a server is an issuer; its sets mix keys for signatures with keys for encryption. */
class KeycloakRealmsTest {
    private static final IssuerTemplate TEMPLATE = IssuerTemplate.of("https://kc.example.com/realms/{realm}");
    private static final String STAFF = "https://kc.example.com/realms/staff";
    private static final String CERTS = STAFF + "/protocol/openid-connect/certs";

    private static final String METADATA = """
            {"issuer":"%1$s",
             "authorization_endpoint":"%1$s/protocol/openid-connect/auth",
             "token_endpoint":"%1$s/protocol/openid-connect/token",
             "introspection_endpoint":"%1$s/protocol/openid-connect/token/introspect",
             "userinfo_endpoint":"%1$s/protocol/openid-connect/userinfo",
             "end_session_endpoint":"%1$s/protocol/openid-connect/logout",
             "frontchannel_logout_session_supported":true,
             "jwks_uri":"%1$s/protocol/openid-connect/certs",
             "check_session_iframe":"%1$s/protocol/openid-connect/login-status-iframe.html",
             "grant_types_supported":["authorization_code","client_credentials","refresh_token"],
             "acr_values_supported":["0","1"],
             "subject_types_supported":["public","pairwise"],
             "id_token_signing_alg_values_supported":["PS384","RS384","EdDSA","ES384","HS256","ES256","RS256","PS256"],
             "mtls_endpoint_aliases":{"token_endpoint":"%1$s/protocol/openid-connect/token"},
             "backchannel_logout_supported":true}""";

    private static final String ENCRYPTION_KEY = """
            ,{"kid":"enc-1","kty":"RSA","alg":"RSA-OAEP","use":"enc","n":"%s","e":"AQAB"}]}""".formatted("u".repeat(342));

    private final VendorScenario keycloak = new VendorScenario(TEMPLATE)
            .publishes(STAFF + "/.well-known/openid-configuration", METADATA.formatted(STAFF));

    @AfterEach
    void close() {
        keycloak.close();
    }

    @Test
    void aRealm_isAskedForItsKeysForSignatures() {
        keycloak.publishes(CERTS, keycloak.signer.jwkSet().replace("]}", ENCRYPTION_KEY));
        VerificationKey key = keycloak.getKey(STAFF).join();
        assertThat(key.trustedIssuer().slot("realm")).contains("staff");
        assertThat(keycloak.fetcher.getJwkSet(STAFF).join().skipped()).hasSize(1);
    }

    @Test
    void aRealmThatIsNot_isUnavailableAndItsNeighboursAreNot() {
        keycloak.publishes(CERTS, keycloak.signer.jwkSet());
        keycloak.transport
                .on("https://kc.example.com/realms/none/.well-known/openid-configuration")
                .respondAlways(404, "{\"error\":\"Realm does not exist\"}");
        assertThat(keycloak.refusalOf("https://kc.example.com/realms/none").reason())
                .isEqualTo(Reason.UNEXPECTED_STATUS);
        assertThat(keycloak.getKey(STAFF)).isCompleted();
    }

    @Test
    void aPathThatLeadsOutOfTheRealms_isNotTrusted() {
        assertThat(keycloak.refusalOf("https://kc.example.com/realms/..").reason())
                .isEqualTo(Reason.UNTRUSTED_ISSUER);
        assertThat(keycloak.refusalOf("https://kc.example.com/realms/staff/x").reason())
                .isEqualTo(Reason.UNTRUSTED_ISSUER);
        assertThat(keycloak.transport.requests()).isEmpty();
    }
}
