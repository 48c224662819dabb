package org.jwks4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcher;
import org.jwks4j.error.TokenException;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.ScriptedTransport;
import org.jwks4j.verifier.JwtVerifier;

/** What the example of many tenants promises, with Entra's documents on a scripted transport. */
final class EntraTenantsTest {
    private static final String HOST = "https://login.microsoftonline.com/";
    private static final String TENANT = "72f988bf-86f1-41af-91ab-2d7cd011db47";
    private static final String OTHER = "6babcaad-604b-40ac-a9d7-9fd97c0b779f";

    private final ScriptedTransport transport = new ScriptedTransport();

    @AutoClose
    private final FakeIssuer signer = FakeIssuer.start();

    @AutoClose
    private final KeyFetcher fetcher =
            KeyFetcher.builder().trust(EntraTenants.ENTRA).transport(transport).build();

    private final JwtVerifier verifier =
            JwtVerifier.builder(fetcher).audience("orders").build();

    EntraTenantsTest() {
        String keys = HOST + "common/discovery/v2.0/keys";
        String issuer = "\"issuer\":\"" + HOST + "{tenantid}/v2.0\"";
        transport
                .on(HOST + "common/v2.0/.well-known/openid-configuration")
                .respondAlways(200, "{" + issuer + ",\"jwks_uri\":\"" + keys + "\"}");
        transport.on(keys).respondAlways(200, signer.jwkSet().replace("\"kty\"", issuer + ",\"kty\""));
    }

    private String token(String tenant, String tid) {
        return signer.mint(Map.of("iss", HOST + tenant + "/v2.0", "tid", tid, "aud", "orders"));
    }

    @Test
    void aToken_isOfItsTenant() {
        assertThat(EntraTenants.tenantOf(token(TENANT, TENANT), verifier)).isEqualTo(TENANT);
        assertThat(EntraTenants.tenantOf(token(OTHER, OTHER), verifier)).isEqualTo(OTHER);
    }

    @Test
    void aTokenThatNamesTwoTenants_isRefused() {
        assertThatExceptionOfType(TokenException.class)
                .isThrownBy(() -> EntraTenants.tenantOf(token(TENANT, OTHER), verifier));
    }
}
