package org.jwks4j.vendors;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.jwks4j.error.Reason;

class Auth0Test extends VendorContract {
    private static final Auth0 TENANT = Auth0.tenant("acme.eu.auth0.com");
    private static final String KEYS = "https://acme.eu.auth0.com/.well-known/jwks.json";

    private static final String ACCESS_TOKEN = """
            {"iss":"https://acme.eu.auth0.com/","sub":"auth0|123456",
             "aud":["https://orders.example.com","https://acme.eu.auth0.com/userinfo"],"azp":"my_client_id",
             "scope":"openid read:orders"%s}""";

    private static final VendorCase API = VendorCase.of(
                    "Auth0: access token", TENANT.accessTokens("https://orders.example.com"))
            .ofKind("Auth0: access token")
            .publishing(KEYS, "auth0/jwks.json")
            .payload(ACCESS_TOKEN.formatted(""))
            .needing("sub")
            .fixing("aud")
            .refusing("an ID token", "aud", "my_client_id", Reason.WRONG_AUDIENCE)
            .refusing("another API", "aud", "https://payments.example.com", Reason.WRONG_AUDIENCE)
            .refusing("the issuer without its slash", "iss", "https://acme.eu.auth0.com", Reason.UNTRUSTED_ISSUER)
            .refusing("another tenant", "iss", "https://mallory.eu.auth0.com/", Reason.UNTRUSTED_ISSUER);

    private static final VendorCase ORGANIZATION = VendorCase.of(
                    "Auth0: access token of an organization",
                    TENANT.accessTokensOf("org_9ybsU1dN2dKfDkBi", "https://orders.example.com"))
            .ofKind("Auth0: access token")
            .publishing(KEYS, "auth0/jwks.json")
            .payload(ACCESS_TOKEN.formatted(",\"org_id\":\"org_9ybsU1dN2dKfDkBi\""))
            .needing("sub")
            .fixing("aud", "org_id")
            .refusing("another organization", "org_id", "org_other", Reason.WRONG_CLAIM);

    private static final VendorCase ID = VendorCase.of("Auth0: ID token", TENANT.idTokens("my_client_id"))
            .publishing(KEYS, "auth0/jwks.json")
            .payload("""
                    {"nickname":"alice","name":"Alice","updated_at":"2026-11-28T00:00:00.000Z","email":"alice@example.com",
                     "email_verified":true,"iss":"https://acme.eu.auth0.com/","aud":"my_client_id","sub":"auth0|123456",
                     "sid":"session","nonce":"nonce"}""")
            .needing("sub")
            .fixing("aud")
            .refusing("an access token", "aud", "https://orders.example.com", Reason.WRONG_AUDIENCE)
            .refusing("an access token by RFC 9068", "client_id", "my_client_id", Reason.FORBIDDEN_CLAIM);

    @Override
    List<VendorCase> cases() {
        return List.of(API, ORGANIZATION, ID);
    }

    @Test
    void settingsOfAnotherForm_sayWhichIsPossible() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Auth0.tenant("acme.eu.auth0.com/"))
                .withMessageContaining("the domain is \"acme.eu.auth0.com/\"");
    }
}
