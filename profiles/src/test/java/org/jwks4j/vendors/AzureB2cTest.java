package org.jwks4j.vendors;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.jwks4j.error.Reason;

class AzureB2cTest extends VendorContract {
    private static final String TENANT = "11111111-aaaa-4bbb-8ccc-222222222222";
    private static final String HOST = "https://acme.b2clogin.com/";
    private static final String POLICY =
            HOST + "acme.onmicrosoft.com/B2C_1_signin/v2.0/.well-known/openid-configuration";
    private static final String KEYS = HOST + "acme.onmicrosoft.com/b2c_1_signin/discovery/v2.0/keys";
    private static final String API = "33333333-dddd-4eee-8fff-444444444444";

    private static final String ACCESS_TOKEN = """
            {"iss":"%s","nbf":1,"aud":"33333333-dddd-4eee-8fff-444444444444","oid":"77777777-ffff-4aaa-8bbb-888888888888",
             "sub":"77777777-ffff-4aaa-8bbb-888888888888","name":"Alice","emails":["alice@example.com"],"tfp":"B2C_1_signin",
             "scp":"orders.read","azp":"55555555-eeee-4fff-8aaa-666666666666","ver":"1.0"}""";

    private static final VendorCase ACCESS = VendorCase.of(
                    "Azure AD B2C: access token",
                    AzureB2c.policy("acme", TENANT, "B2C_1_signin").accessTokens(API))
            .publishing(POLICY, "azure-b2c/openid-configuration.json")
            .publishing(KEYS, "azure-b2c/keys.json")
            .payload(ACCESS_TOKEN.formatted(HOST + TENANT + "/v2.0/"))
            .needing("sub", "azp")
            .fixing("aud", "tfp")
            .refusing("another policy, with fewer factors", "tfp", "B2C_1_weak", Reason.CHECK_FAILED)
            .refusing("another policy, in acr", Map.of("tfp", "B2C_1_weak", "acr", "B2C_1_signin"), Reason.CHECK_FAILED)
            .refusing("an ID token", VendorCase.without("azp"), Reason.MISSING_CLAIM)
            .refusing("another tenant", "iss", HOST + API + "/v2.0/", Reason.UNTRUSTED_ISSUER);

    private static final VendorCase IN_ISSUER = VendorCase.of(
                    "Azure AD B2C: access token, policy in the issuer",
                    AzureB2c.policyInIssuer("acme", TENANT, "B2C_1_signin").accessTokens(API))
            .publishing(POLICY, "azure-b2c/openid-configuration-tfp.json")
            .publishing(KEYS, "azure-b2c/keys.json")
            .payload(ACCESS_TOKEN.formatted(HOST + "tfp/" + TENANT + "/B2C_1_signin/v2.0/"))
            .needing("sub", "azp")
            .fixing("aud", "tfp")
            .refusing("another policy", "iss", HOST + "tfp/" + TENANT + "/B2C_1_weak/v2.0/", Reason.UNTRUSTED_ISSUER);

    private static final VendorCase ID = VendorCase.of(
                    "Azure AD B2C: ID token, policy in acr",
                    AzureB2c.policy("acme", TENANT, "B2C_1_signin").idTokens(API))
            .publishing(POLICY, "azure-b2c/openid-configuration.json")
            .publishing(KEYS, "azure-b2c/keys.json")
            .payload("""
                    {"ver":"1.0","iss":"https://acme.b2clogin.com/11111111-aaaa-4bbb-8ccc-222222222222/v2.0/",
                     "sub":"77777777-ffff-4aaa-8bbb-888888888888","aud":"33333333-dddd-4eee-8fff-444444444444",
                     "acr":"B2C_1_signin","nonce":"n","auth_time":1700000000,"name":"Alice","nbf":1}""")
            .needing("sub")
            .fixing("aud", "acr")
            .refusing("another policy", "acr", "B2C_1_weak", Reason.CHECK_FAILED)
            .refusing("an access token", "scp", "orders.read", Reason.FORBIDDEN_CLAIM);

    @Override
    List<VendorCase> cases() {
        return List.of(ACCESS, IN_ISSUER, ID);
    }

    @Test
    void settingsOfAnotherForm_sayWhichIsPossible() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AzureB2c.policyInIssuer("acme", TENANT, "../B2C_1"))
                .withMessageContaining("the policy is");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AzureB2c.policy("acme.onmicrosoft.com", TENANT, "B2C_1_signin"))
                .withMessageContaining("the tenant name is");
    }
}
