package org.jwks4j.vendors;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.jwks4j.error.Reason;

class EntraTest extends VendorContract {
    private static final String LOGIN = "https://login.microsoftonline.com/";
    private static final String TENANT = "11111111-aaaa-4bbb-8ccc-222222222222";
    private static final String OTHER = "99999999-aaaa-4bbb-8ccc-222222222222";
    private static final String API = "33333333-dddd-4eee-8fff-444444444444";
    private static final String V2 = LOGIN + TENANT + "/v2.0";
    private static final String V1 = "https://sts.windows.net/" + TENANT + "/";
    private static final String COMMON = LOGIN + "common/v2.0/.well-known/openid-configuration";
    private static final String COMMON_KEYS = LOGIN + "common/discovery/v2.0/keys";

    private static final String ACCESS_TOKEN = """
            {"aud":"33333333-dddd-4eee-8fff-444444444444","iss":"https://login.microsoftonline.com/%1$s/v2.0","nbf":1,
             "aio":"E2ZgYDh","azp":"55555555-eeee-4fff-8aaa-666666666666","azpacr":"1","name":"Alice",
             "oid":"77777777-ffff-4aaa-8bbb-888888888888","preferred_username":"alice@contoso.example","rh":"0.AAA",
             "scp":"orders.read","sub":"HKZpfaHyWadeOouYlitjrI-KffTm222X5rrV3xDqfKQ","tid":"%1$s",
             "uti":"fqiBqXLPj0eQa82S-IYFAA","ver":"2.0"}""".formatted(TENANT);

    private static final String ID_TOKEN = """
            {"ver":"2.0","iss":"https://login.microsoftonline.com/%1$s/v2.0","sub":"AAAAAAAAAAAAAAAAAAAAAIkzqFVrSaSaFHy782bbtaQ",
             "aud":"33333333-dddd-4eee-8fff-444444444444","nbf":1,"name":"Alice","preferred_username":"alice@contoso.example",
             "oid":"77777777-ffff-4aaa-8bbb-888888888888","tid":"%1$s","nonce":"123523","aio":"Df2UVXL1ix"}""".formatted(TENANT);

    private static final VendorCase ONE = of(
                    "Entra: access token of a tenant", Entra.tenant(TENANT).accessTokens(API))
            .ofKind(V2)
            .publishing(V2 + "/.well-known/openid-configuration", "entra/openid-configuration-tenant.json")
            .publishing(LOGIN + TENANT + "/discovery/v2.0/keys", "entra/keys.json")
            .payload(ACCESS_TOKEN)
            .needing("sub", "azp")
            .fixing("aud", "tid", "ver")
            .refusing("another tenant", "iss", LOGIN + OTHER + "/v2.0", Reason.UNTRUSTED_ISSUER)
            .refusing("the same tenant in version 1", "iss", V1, Reason.UNTRUSTED_ISSUER)
            .refusing(
                    "an access token for Microsoft Graph",
                    "aud",
                    "00000003-0000-0000-c000-000000000000",
                    Reason.WRONG_AUDIENCE)
            .refusing("a tid that is not of the issuer", "tid", OTHER, Reason.WRONG_CLAIM)
            .refusing("an ID token of the same app registration", VendorCase.without("azp"), Reason.MISSING_CLAIM);

    private static final VendorCase ANY = of(
                    "Entra: access token of any tenant", Entra.anyTenant().accessTokens(API))
            .ofKind(V2)
            .publishing(COMMON, "entra/openid-configuration-common.json")
            .publishing(COMMON_KEYS, "entra/keys.json")
            .payload(ACCESS_TOKEN)
            .needing("sub", "azp")
            .fixing("aud", "tid", "ver")
            .refusing("a tenant's issuer with the tid of another", "tid", OTHER, Reason.WRONG_CLAIM)
            .refusing("the name of all tenants", "iss", LOGIN + "common/v2.0", Reason.UNTRUSTED_ISSUER)
            .refusing("the template itself", "iss", LOGIN + "{tenantid}/v2.0", Reason.UNTRUSTED_ISSUER);

    private static final VendorCase SOME = of(
                    "Entra: access token of one of two tenants",
                    Entra.tenants(TENANT, "22222222-aaaa-4bbb-8ccc-222222222222")
                            .accessTokens(API))
            .ofKind(V2)
            .publishing(COMMON, "entra/openid-configuration-common.json")
            .publishing(COMMON_KEYS, "entra/keys.json")
            .payload(ACCESS_TOKEN)
            .needing("sub", "azp")
            .fixing("aud", "tid", "ver")
            .refusing("a third tenant", "iss", LOGIN + OTHER + "/v2.0", Reason.UNTRUSTED_ISSUER);

    private static final VendorCase OWN_KEYS = of(
                    "Entra: access token with keys of an application",
                    Entra.tenant(TENANT).withKeysOfApplication(API).accessTokens(API))
            .ofKind(V2)
            .publishing(
                    V2 + "/.well-known/openid-configuration?appid=" + API,
                    "entra/openid-configuration-application.json")
            .publishing(LOGIN + TENANT + "/discovery/v2.0/keys?appid=" + API, "entra/keys.json")
            .payload(ACCESS_TOKEN)
            .needing("sub", "azp")
            .fixing("aud", "tid", "ver");

    private static final VendorCase VERSION_1 = of(
                    "Entra: access token of version 1", Entra.tenantV1(TENANT).accessTokens("api://orders"))
            .publishing(LOGIN + TENANT + "/.well-known/openid-configuration", "entra/openid-configuration-v1.json")
            .publishing(LOGIN + "common/discovery/keys", "entra/keys-v1.json")
            .payload("""
                    {"aud":"api://orders","iss":"https://sts.windows.net/%1$s/","nbf":1,"acr":"1","aio":"AXQAi/8IAAAA",
                     "amr":["pwd"],"appid":"55555555-eeee-4fff-8aaa-666666666666","appidacr":"0","ipaddr":"192.0.2.1",
                     "name":"Alice","oid":"77777777-ffff-4aaa-8bbb-888888888888","rh":"0.AAA","scp":"orders.read",
                     "sub":"l3_roISQU222bULS9yi2k0XpqpOiMz5H3ZACo1GeXA","tid":"%1$s","unique_name":"alice@contoso.example",
                     "uti":"fqiBqXLPj0eQa82S-IYFAA","ver":"1.0"}""".formatted(TENANT))
            .needing("sub", "appid")
            .fixing("aud", "tid", "ver")
            .refusing("the same tenant in version 2", "iss", V2, Reason.UNTRUSTED_ISSUER);

    private static final VendorCase LOGINS = of(
                    "Entra: ID token", Entra.tenant(TENANT).idTokens(API))
            .publishing(V2 + "/.well-known/openid-configuration", "entra/openid-configuration-tenant.json")
            .publishing(LOGIN + TENANT + "/discovery/v2.0/keys", "entra/keys.json")
            .payload(ID_TOKEN)
            .needing("sub")
            .fixing("aud", "tid", "ver")
            .refusing("an access token of a user", "scp", "orders.read", Reason.FORBIDDEN_CLAIM)
            .refusing("an access token of a service", "azpacr", "1", Reason.FORBIDDEN_CLAIM)
            .refusing("another tenant", "iss", LOGIN + OTHER + "/v2.0", Reason.UNTRUSTED_ISSUER);

    private static VendorCase of(String name, VendorTrust trust) {
        return VendorCase.of(name, trust);
    }

    @Override
    List<VendorCase> cases() {
        return List.of(ONE, ANY, SOME, OWN_KEYS, VERSION_1, LOGINS);
    }

    @Test
    void settingsOfAnotherForm_sayWhichIsPossible() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Entra.tenant("contoso.onmicrosoft.com"))
                .withMessage("the tenant is \"contoso.onmicrosoft.com\", not a GUID in lower case");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Entra.tenants(TENANT))
                .withMessageContaining("tenant(...)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Entra.tenant(TENANT).withKeysOfApplication("orders"))
                .withMessageContaining("the client ID is \"orders\"");
    }
}
