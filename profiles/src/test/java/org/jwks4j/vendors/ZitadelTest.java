package org.jwks4j.vendors;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.jwks4j.error.Reason;

class ZitadelTest extends VendorContract {
    private static final Zitadel INSTANCE = Zitadel.instance("https://acme-ab12cd.zitadel.cloud");
    private static final String KEYS = "https://acme-ab12cd.zitadel.cloud/oauth/v2/keys";

    private static final VendorCase ACCESS = VendorCase.of(
                    "Zitadel: access token", INSTANCE.accessTokens("69234237810729019"))
            .publishing(KEYS, "zitadel/keys.json")
            .payload("""
                    {"iss":"https://acme-ab12cd.zitadel.cloud","sub":"77776025198584418",
                     "aud":["69234237810729234@orders","69234237810729019"],"nbf":1,"client_id":"69234237810729234@orders",
                     "jti":"69234237813329048","urn:zitadel:iam:org:project:roles":{"admin":{"1":"acme.example.com"}}}""")
            .needing("sub", "jti")
            .fixing("aud")
            .refusing(
                    "an ID token, whose audiences are the same",
                    "azp",
                    "69234237810729234@orders",
                    Reason.FORBIDDEN_CLAIM)
            .refusing("another project", "aud", List.of("69234237810729020"), Reason.WRONG_AUDIENCE)
            .refusing("another instance", "iss", "https://mallory-ab12cd.zitadel.cloud", Reason.UNTRUSTED_ISSUER);

    private static final VendorCase ID = VendorCase.of(
                    "Zitadel: ID token", INSTANCE.idTokens("69234237810729234@orders"))
            .publishing(KEYS, "zitadel/keys.json")
            .payload("""
                    {"iss":"https://acme-ab12cd.zitadel.cloud","sub":"77776025198584418",
                     "aud":["69234237810729234@orders","69234237810729019"],"auth_time":1700000000,"amr":["pwd"],
                     "azp":"69234237810729234@orders","client_id":"69234237810729234@orders","at_hash":"AAAA","nonce":"n"}""")
            .needing("sub")
            .fixing("aud", "azp")
            .refusing("an ID token of another application of the project", "azp", "7@payments", Reason.WRONG_CLAIM)
            .refusing("an access token", VendorCase.without("azp"), Reason.MISSING_CLAIM);

    @Override
    List<VendorCase> cases() {
        return List.of(ACCESS, ID);
    }

    @Test
    void settingsOfAnotherForm_sayWhichIsPossible() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Zitadel.instance("acme-ab12cd.zitadel.cloud"))
                .withMessageContaining("a URL such as https://login.example.com/path");
    }
}
