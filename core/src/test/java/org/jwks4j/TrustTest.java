package org.jwks4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.location.JwksHosts;

/** Which names are trusted where anyone is: one spelling of each https name in the public DNS. */
final class TrustTest {
    private static final Trust ANYBODY = anyone();

    private static Trust anyone() {
        Trust.Draft draft = new Trust.Draft();
        draft.addAnyIssuer(JwksHosts.any());
        return draft.trust();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "https://issuer.example.com/",
                "https://issuer.example.com/tenants/A%20b",
                "https://issuer.example.com:8443/a",
                "https://issuer.example.com:65535",
                "https://xn--bcher-kva.example"
            })
    void aPublicName_isTrusted(String name) {
        assertThat(ANYBODY.mayTrust(name)).isTrue();
        assertThat(ANYBODY.atOnce(name)).map(TrustedIssuer::name).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://issuer.example.com.",
                "https://issuer.example.com:",
                "https://issuer.example.com:443",
                "https://issuer.example.com:08443",
                "https://issuer.example.com:65536",
                "https://Issuer.example.com",
                "HTTPS://issuer.example.com",
                "https://issuer.example.com?",
                "https://issuer.example.com/#",
                "https://localhost",
                "https://192.0.2.1",
                "https://co.uk"
            })
    void anotherSpellingOrNoPublicName_isNotTrusted(String name) {
        assertThat(ANYBODY.mayTrust(name)).isFalse();
        assertThat(ANYBODY.atOnce(name)).isEmpty();
    }
}
