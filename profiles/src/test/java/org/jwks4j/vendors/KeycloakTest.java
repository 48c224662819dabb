package org.jwks4j.vendors;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.jwks4j.error.Reason;

class KeycloakTest extends VendorContract {
    private static final Keycloak STAFF = Keycloak.realm("https://sso.example.com", "staff");
    private static final String CERTS = "https://sso.example.com/realms/staff/protocol/openid-connect/certs";

    private static final String ACCESS_TOKEN = """
            {"jti":"onrtac:11111111-2222-4333-8444-555555555555","iss":"https://sso.example.com/realms/staff",
             "aud":["orders","account"],"sub":"aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee","typ":"Bearer","azp":"shop",
             "sid":"session","acr":"1","realm_access":{"roles":["admin","user"]},
             "resource_access":{"orders":{"roles":["editor"]}},"scope":"openid profile","preferred_username":"alice"}""";

    private static final VendorCase ACCESS = access("Keycloak: access token", STAFF.accessTokens("orders"))
            .needing("sub")
            .fixing("aud", "typ")
            .refusing("an ID token with the same audience", "typ", "ID", Reason.WRONG_CLAIM)
            .refusing("a refresh token", "typ", "Refresh", Reason.WRONG_CLAIM)
            .refusing("a logout token", "typ", "Logout", Reason.WRONG_CLAIM)
            .refusing("a token for another client", "aud", List.of("account"), Reason.WRONG_AUDIENCE)
            .refusing("another realm", "iss", "https://sso.example.com/realms/guests", Reason.UNTRUSTED_ISSUER);

    private static final VendorCase ROLES = access(
                    "Keycloak: access token with roles",
                    STAFF.accessTokens("orders")
                            .withRules(rules -> Keycloak.requireRealmRole(rules, "admin"))
                            .withRules(rules -> Keycloak.requireClientRole(rules, "orders", "editor")))
            .needing("sub")
            .fixing("aud", "typ", "realm_access", "resource_access")
            .refusing("a user without the role", "realm_access", Map.of("roles", List.of("user")), Reason.CHECK_FAILED)
            .refusing(
                    "the role of another client",
                    "resource_access",
                    Map.of("shop", Map.of("roles", List.of("editor"))),
                    Reason.CHECK_FAILED);

    private static final VendorCase ID = VendorCase.of("Keycloak: ID token", STAFF.idTokens("shop"))
            .publishing(CERTS, "keycloak/certs.json")
            .payload("""
                    {"auth_time":1700000000,"jti":"1","iss":"https://sso.example.com/realms/staff","aud":"shop",
                     "sub":"aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee","typ":"ID","azp":"shop","sid":"session",
                     "at_hash":"AAAA","preferred_username":"alice"}""")
            .needing("sub")
            .fixing("aud", "typ")
            .fixingIfPresent("azp")
            .refusing("an access token with the same audience", "typ", "Bearer", Reason.WRONG_CLAIM);

    private static VendorCase access(String name, VendorTrust trust) {
        return VendorCase.of(name, trust)
                .ofKind("Keycloak: access token")
                .publishing(CERTS, "keycloak/certs.json")
                .payload(ACCESS_TOKEN);
    }

    @Override
    List<VendorCase> cases() {
        return List.of(ACCESS, ROLES, ID);
    }

    @Test
    void settingsOfAnotherForm_sayWhichIsPossible() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Keycloak.realm("https://sso.example.com/", "staff"))
                .withMessageContaining("without a slash at the end");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Keycloak.realm("https://sso.example.com", ".."))
                .withMessageContaining("one segment of a path");
    }
}
