package org.jwks4j.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.IssuerTemplate;
import org.jwks4j.KeyFetcher;
import org.jwks4j.error.Reason;
import org.jwks4j.location.MetadataLocation;

/** Issuers by template: a tenant that would be more than a tenant. */
class TenantAttackTest {
    private static final String LOGIN = "https://login.example.com/";
    private static final String COMMON = LOGIN + "common/.well-known/openid-configuration";
    private static final String KEYS = LOGIN + "common/keys";
    private static final String CONTOSO = "72f988bf-86f1-41af-91ab-2d7cd011db47";
    private static final String FABRIKAM = "6babcaad-604b-40ac-a9d7-9fd97c0b779f";

    private final Service service = Service.cold(
            KeyFetcher.builder()
                    .trust(IssuerTemplate.of("https://idp.example.com/realms/{realm}"))
                    .trust(IssuerTemplate.of("https://{org}.tenants.example.com"))
                    .trust(IssuerTemplate.of(LOGIN + "{tenantid:uuid}/v2.0")
                            .withClaim("tid", "tenantid")
                            .with(issuer -> issuer.withMetadataAt(MetadataLocation.uri(COMMON)))),
            "ES256");

    @AfterEach
    void close() {
        service.close();
    }

    private static String tenant(String id) {
        return LOGIN + id + "/v2.0";
    }

    /** As Entra has it: one document and one set for all tenants, and some keys of the set are a tenant's own. */
    private void keysAreOf(String issuer) {
        service.transport
                .on(COMMON)
                .respondAlways(200, "{\"issuer\":\"" + tenant("{tenantid}") + "\",\"jwks_uri\":\"" + KEYS + "\"}");
        service.transport
                .on(KEYS)
                .respondAlways(
                        200, service.issuer.jwkSet().replace("\"kty\"", "\"issuer\":\"" + issuer + "\",\"kty\""));
    }

    /** CVE-2026-1180 (Keycloak): a name that leads out of its slot, and a request goes elsewhere. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://idp.example.com/realms/..",
                "https://idp.example.com/realms/a/../../admin",
                "https://idp.example.com/realms/a%2f..%2fadmin",
                "https://idp.example.com/realms/a?b",
                "https://idp.example.com/realms/a#b",
                "https://idp.example.com/realms/a\\b",
                "https://idp.example.com/realms/a\nb",
                "https://idp.example.com/realms/",
                "https://evil.example/realms/a",
                "https://idp.example.com@evil.example/realms/a",
                "https://evil.example/.tenants.example.com",
                "https://evil.example#.tenants.example.com",
                "https://evil.example?.tenants.example.com",
                "https://evil.example\\.tenants.example.com",
                "https://a@evil.tenants.example.com",
                "https://a.b.tenants.example.com",
                "https://A.tenants.example.com",
                "https://b\u00fccher.tenants.example.com",
                "https://a.tenants.example.com.",
                "https://a.tenants.example.com:8443",
                "https://.tenants.example.com",
                "http://a.tenants.example.com",
                "https://a.tenants.example.com.evil.example"
            })
    void aNameThatLeadsOutOfItsSlot_isNotTrusted(String iss) {
        service.refuses(service.token(iss).mint(), Reason.UNTRUSTED_ISSUER);
        assertThat(service.transport.requests()).isEmpty();
        assertThat(service.fetcher.status()).isEmpty();
    }

    /** azure-sdk-for-java#49423, quarkus#16384: the issuer in the metadata is a template too; the token's tid is the tenant. */
    @Test
    void aTokenThatSaysAnotherTenant_isRefused() {
        keysAreOf(tenant("{tenantid}"));
        service.accepts(service.token(tenant(CONTOSO)).claim("tid", CONTOSO).mint());
        service.refuses(service.token(tenant(CONTOSO)).claim("tid", FABRIKAM).mint(), Reason.WRONG_CLAIM);
        service.refuses(service.token(tenant(CONTOSO)).mint(), Reason.MISSING_CLAIM);
    }

    /** azure-sdk-for-java#49423: in a set for all, a key that is one tenant's own. */
    @Test
    void aKeyOfAnotherTenant_isNoKeyOfThisOne() {
        keysAreOf(tenant(FABRIKAM));
        service.accepts(service.token(tenant(FABRIKAM)).claim("tid", FABRIKAM).mint());
        service.cannotTell(service.token(tenant(CONTOSO)).claim("tid", CONTOSO).mint(), Reason.NO_USABLE_KEYS);
    }

    /** OpenID Connect Discovery 1.0 §4.3, for tenants: one realm's document must not speak for another. */
    @Test
    void metadataOfAnotherTenant_isNotUsed() {
        String realm = "https://idp.example.com/realms/";
        service.publishes(realm + "staff", realm + "staff/certs");
        service.metadata(
                realm + "guests", "{\"issuer\":\"" + realm + "staff\",\"jwks_uri\":\"" + realm + "staff/certs\"}");
        service.cannotTell(service.token(realm + "guests").mint(), Reason.INVALID_METADATA);
        assertThat(service.requests()).isEqualTo(1);
    }
}
