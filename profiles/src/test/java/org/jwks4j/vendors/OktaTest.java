package org.jwks4j.vendors;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.jwks4j.error.Reason;

class OktaTest extends VendorContract {
    private static final String SERVER = "https://acme.okta.com/oauth2/default";
    private static final Okta DEFAULT = Okta.authorizationServer("acme.okta.com", "default");

    private static final VendorCase ACCESS_TOKEN = VendorCase.of(
                    "Okta: access token", DEFAULT.accessTokens("api://default"))
            .publishing(SERVER + "/v1/keys", "okta/keys.json")
            .header(Map.of())
            .payload("""
                    {"ver":1,"jti":"AT.0mP4JKAZX1iACIT4vbEDF7LpvDVjxypPMf0D7uX39RE",
                     "iss":"https://acme.okta.com/oauth2/default","aud":"api://default","cid":"nmdP1fcyvdVO11AL7ECm",
                     "uid":"00ujmkLgagxeRrAg20g3","scp":["openid","orders"],"auth_time":1700000000,
                     "sub":"alice@example.com"}""")
            .needing("sub", "cid")
            .fixing("aud")
            .refusing(
                    "an ID token whose client is called like the API", VendorCase.without("cid"), Reason.MISSING_CLAIM)
            .refusing("a token for another API", "aud", "api://payments", Reason.WRONG_AUDIENCE)
            .refusing("an access token of the organization", "iss", "https://acme.okta.com", Reason.UNTRUSTED_ISSUER)
            .refusing(
                    "another authorization server",
                    "iss",
                    "https://acme.okta.com/oauth2/other",
                    Reason.UNTRUSTED_ISSUER);

    private static final String ID_TOKEN = """
            {"ver":1,"jti":"ID.4eAWJOCMB3SX8XewDfVR","iss":"%s","aud":"uAaunofWkaDJxukCFeBx","sub":"00uid4BxXw6I6TV4m0g3",
             "amr":["pwd"],"idp":"00ok1u7AsAkrwdZL3z0g3","auth_time":1700000000,"at_hash":"preview_at_hash","name":"Alice",
             "email":"alice@example.com","nonce":"MTIzNDU"}""";

    private static final VendorCase ID = VendorCase.of("Okta: ID token", DEFAULT.idTokens("uAaunofWkaDJxukCFeBx"))
            .publishing(SERVER + "/v1/keys", "okta/keys.json")
            .header(Map.of())
            .payload(ID_TOKEN.formatted(SERVER))
            .needing("sub")
            .fixing("aud")
            .refusing("an access token", "cid", "uAaunofWkaDJxukCFeBx", Reason.FORBIDDEN_CLAIM)
            .refusing("an ID token of the organization", "iss", "https://acme.okta.com", Reason.UNTRUSTED_ISSUER);

    private static final VendorCase ORGANIZATION = VendorCase.of(
                    "Okta: ID token of the organization",
                    Okta.idTokensOfOrganization("acme.okta.com", "uAaunofWkaDJxukCFeBx"))
            .publishing("https://acme.okta.com/oauth2/v1/keys", "okta/keys.json")
            .header(Map.of())
            .payload(ID_TOKEN.formatted("https://acme.okta.com"))
            .needing("sub")
            .fixing("aud")
            .refusing("an access token of the organization", "cid", "uAaunofWkaDJxukCFeBx", Reason.FORBIDDEN_CLAIM);

    @Override
    List<VendorCase> cases() {
        return List.of(ACCESS_TOKEN, ID, ORGANIZATION);
    }

    @Test
    void settingsOfAnotherForm_sayWhichIsPossible() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Okta.authorizationServer("https://acme.okta.com", "default"))
                .withMessageContaining("the domain is \"https://acme.okta.com\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Okta.authorizationServer("acme.okta.com", "../x"))
                .withMessageContaining("the authorization server is");
    }
}
