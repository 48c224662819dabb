package org.jwks4j.cli.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.SigningKey;

class NearestKeysTest {
    @ParameterizedTest
    @CsvSource({"abc,abc,0", "abc,abd,1", "abc,ab,1", "abc,xabc,1", "kitten,sitting,3", "abc,,3", ",,0"})
    void distance_isInsertionsDeletionsAndReplacements(String one, String other, int expected) {
        assertThat(NearestKeys.distance(one, other)).isEqualTo(expected);
        assertThat(NearestKeys.distance(other, one)).isEqualTo(expected);
    }

    @Test
    void mostSimilarKeys_comeFirst() {
        try (FakeIssuer issuer = FakeIssuer.builder().algorithms("ES256").start()) {
            for (String keyId : new String[] {"alpha", "prod-2026-03", "beta", "prod-2026-02", "gamma"}) {
                issuer.addKey(SigningKey.generate("ES256").withKeyId(keyId));
            }
            JwkSet set = JwkSet.parse(issuer.jwkSet());

            assertThat(NearestKeys.keyIds(set, "prod-2026-2"))
                    .startsWith("prod-2026-02", "prod-2026-03")
                    .hasSize(6);
            assertThat(NearestKeys.inWords(set, "prod-2026-2"))
                    .startsWith("\"prod-2026-02\" (ES256), ")
                    .endsWith(" and 1 more");
        }
    }
}
