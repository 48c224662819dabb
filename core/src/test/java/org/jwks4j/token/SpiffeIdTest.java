package org.jwks4j.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpiffeIdTest {
    @ParameterizedTest
    @CsvSource({
        "spiffe://example.org, spiffe://example.org",
        "spiffe://example.org/billing/payments, spiffe://example.org",
        "spiffe://1-a_b.c/A.b-C_9, spiffe://1-a_b.c",
        "spiffe://example.org/...., spiffe://example.org"
    })
    void anId_namesItsTrustDomain(String id, String domain) {
        assertThat(SpiffeId.trustDomain(id)).isEqualTo(domain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "alice",
                "spiffe:/example.org",
                "SPIFFE://example.org",
                "spiffe://",
                "spiffe:///path",
                "spiffe://Example.org/a",
                "spiffe://user@example.org/a",
                "spiffe://example.org:8443/a",
                "spiffe://example.org/",
                "spiffe://example.org/a/",
                "spiffe://example.org//a",
                "spiffe://example.org/./a",
                "spiffe://example.org/../a",
                "spiffe://example.org/a%2fb",
                "spiffe://example.org/a b",
                "spiffe://example.org/a?b",
                "spiffe://example.org/\u0430",
                "spiffe://ex\u0430mple.org/a"
            })
    void whatIsNoId_namesNone(String text) {
        assertThat(SpiffeId.trustDomain(text)).isNull();
    }

    @Test
    void lengths_areBounded() {
        String longest = "spiffe://" + "d".repeat(255);
        assertThat(SpiffeId.trustDomain(null)).isNull();
        assertThat(SpiffeId.trustDomain(longest)).isEqualTo(longest);
        assertThat(SpiffeId.trustDomain(longest + "d")).isNull();
        assertThat(SpiffeId.trustDomain("spiffe://d/" + "p".repeat(2048 - 11))).isEqualTo("spiffe://d");
        assertThat(SpiffeId.trustDomain("spiffe://d/" + "p".repeat(2048 - 10))).isNull();
    }
}
