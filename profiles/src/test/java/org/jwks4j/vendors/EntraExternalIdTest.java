package org.jwks4j.vendors;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.jwks4j.error.Reason;

class EntraExternalIdTest extends VendorContract {
    private static final String TENANT = "11111111-aaaa-4bbb-8ccc-222222222222";
    private static final String METADATA = "https://acme.ciamlogin.com/" + TENANT + "/v2.0";
    private static final String API = "33333333-dddd-4eee-8fff-444444444444";

    private static final VendorCase ACCESS = VendorCase.of(
                    "Entra External ID: access token",
                    EntraExternalId.tenant("acme", TENANT).accessTokens(API))
            .publishing(METADATA + "/.well-known/openid-configuration", "entra-external-id/openid-configuration.json")
            .publishing("https://acme.ciamlogin.com/" + TENANT + "/discovery/v2.0/keys", "entra-external-id/keys.json")
            .payload("""
                    {"aud":"33333333-dddd-4eee-8fff-444444444444","iss":"https://%1$s.ciamlogin.com/%1$s/v2.0","nbf":1,
                     "azp":"55555555-eeee-4fff-8aaa-666666666666","azpacr":"0","oid":"77777777-ffff-4aaa-8bbb-888888888888",
                     "scp":"orders.read","sub":"HKZpfaHyWadeOouYlitjrI","tid":"%1$s","ver":"2.0"}""".formatted(TENANT))
            .needing("sub", "azp")
            .fixing("aud", "tid", "ver")
            .refusing("the name of the tenant in place of its GUID", "iss", METADATA, Reason.UNTRUSTED_ISSUER)
            .refusing(
                    "the same tenant at the host for employees",
                    "iss",
                    "https://login.microsoftonline.com/" + TENANT + "/v2.0",
                    Reason.UNTRUSTED_ISSUER)
            .refusing("a token of version 1", "ver", "1.0", Reason.WRONG_CLAIM)
            .refusing("a user of the tenant for employees", "tid", API, Reason.WRONG_CLAIM)
            .refusing("an ID token", VendorCase.without("azp"), Reason.MISSING_CLAIM)
            .refusing("another application", "aud", TENANT, Reason.WRONG_AUDIENCE);

    @Override
    List<VendorCase> cases() {
        return List.of(ACCESS);
    }

    @Test
    void settingsOfAnotherForm_sayWhichIsPossible() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntraExternalId.tenant("acme.onmicrosoft.com", TENANT))
                .withMessageContaining("the subdomain is");
    }
}
