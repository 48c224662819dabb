package org.jwks4j.jwk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.jwks4j.jwk.Jwks.jwk;
import static org.jwks4j.jwk.Jwks.set;
import static org.jwks4j.jwk.Jwks.with;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.JsonObject.JsonFormatException;

final class JwkSetTest {
    private static final Map<String, Object> RSA = CertifiedJwks.RSA;
    private static final Map<String, Object> EC =
            Jwks.ec("P-256", Jwks.generateEc("secp256r1").getPublic());
    private static final Map<String, Object> OTHER_EC =
            Jwks.ec("P-256", Jwks.generateEc("secp256r1").getPublic());

    @Test
    void mixedSet_keepsTheGoodKeysAndSaysWhyNotTheOthers() {
        BigInteger small = BigInteger.ONE.shiftLeft(1023).add(BigInteger.ONE);
        JwkSet set = JwkSet.parse(set(List.of(
                jwk("kty", "FUTURE", "kid", "unknown type"),
                jwk("kty", "oct", "kid", "symmetric", "k", "c2VjcmV0"),
                with(with(RSA, "kid", "private"), "d", "AQAB"),
                with(Jwks.rsa(small, BigInteger.valueOf(65537)), "kid", "small"),
                with(with(EC, "kid", "encryption"), "use", "enc"),
                EC,
                with(EC, "kid", "shared"),
                with(OTHER_EC, "kid", "shared"))));

        assertThat(set.keys())
                .extracting(key -> key.keyId().orElse(null), Jwk::privateMembersDropped)
                .containsExactly(
                        tuple("private", true), tuple(null, false), tuple("shared", false), tuple("shared", false));
        assertThat(set.skipped())
                .containsExactly(
                        new SkippedJwk(
                                "unknown type",
                                "FUTURE",
                                SkipReason.UNSUPPORTED_KEY_TYPE,
                                "unknown key type \"FUTURE\""),
                        new SkippedJwk(
                                "symmetric",
                                "oct",
                                SkipReason.SYMMETRIC_KEY,
                                "a symmetric key (kty oct) has no place in a public set"),
                        new SkippedJwk(
                                "small",
                                "RSA",
                                SkipReason.RSA_TOO_SMALL,
                                "the RSA modulus has 1024 bits, fewer than 2048"),
                        new SkippedJwk("encryption", "EC", SkipReason.NOT_FOR_SIGNATURES, "its use is \"enc\""));
        assertThat(set).hasToString("JwkSet[4 keys, 4 skipped]");
    }

    @Test
    void example_ofRfc7517_yieldsItsSignatureKey() {
        JwkSet set = JwkSet.parse("""
                {"keys":
                  [
                    {"kty":"EC",
                     "crv":"P-256",
                     "x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
                     "y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM",
                     "use":"enc",
                     "kid":"1"},

                    {"kty":"RSA",
                     "n": "%s",
                     "e":"AQAB",
                     "alg":"RS256",
                     "kid":"2011-04-29"}
                  ]
                }
                """.formatted(ThumbprintTest.RFC_7638_MODULUS));

        assertThat(set.keys()).extracting(key -> key.keyId().orElse(null)).containsExactly("2011-04-29");
        assertThat(set.skipped())
                .extracting(SkippedJwk::keyId, SkippedJwk::reason)
                .containsExactly(tuple("1", SkipReason.NOT_FOR_SIGNATURES));
    }

    @Test
    void unknownMembers_areIgnored() {
        JsonObject document = JsonObject.of(
                Map.of("keys", List.of(with(EC, "x-vendor", List.of(1))), "spiffe_sequence", 1, "issuer", "x"));

        assertThat(JwkSet.of(document).keys()).hasSize(1);
    }

    @Test
    void emptySet_isASetWithoutKeys() {
        assertThat(JwkSet.parse("{\"keys\":[]}").keys()).isEmpty();
        assertThat(JwkSet.parse("{\"keys\":[]}".getBytes(UTF_8)).skipped()).isEmpty();
    }

    @Test
    void entriesThatAreNoObjects_areSkippedAsMalformed() {
        List<Object> entries = new ArrayList<>(Arrays.asList(1, "key", null, true, List.of(), 1.5));
        entries.add(Map.of());
        entries.add(EC);

        JwkSet set = JwkSet.parse(set(entries));

        assertThat(set.keys()).hasSize(1);
        assertThat(set.skipped()).hasSize(7).allSatisfy(skipped -> {
            assertThat(skipped.reason()).isEqualTo(SkipReason.MALFORMED);
            assertThat(skipped.keyId()).isNull();
            assertThat(skipped.keyType()).isNull();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"keys\":null}",
                "{\"keys\":{}}",
                "{\"keys\":\"\"}",
                "{\"keys\":1}",
                "{\"Keys\":[]}",
                "{\"jwks\":{\"keys\":[]}}"
            })
    void keysThatAreNoArray_areRefused(String document) {
        assertThatExceptionOfType(JsonFormatException.class)
                .isThrownBy(() -> JwkSet.parse(document))
                .withMessageContaining("keys");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "[{\"kty\":\"oct\"}]",
                "<html></html>",
                "{\"keys\":[]} x",
                "{\"keys\":[],\"keys\":[]}",
                "{\"keys\":[],\"k\\u0065ys\":[]}",
                "{\"keys\":[],\"a\":1,\"a\":2}",
                "{\"keys\":[],\"a\":1e400}",
                "{\"keys\":[],\"a\":\"\ud800\"}",
                "{\"keys\":[],\"a\":{\"b\":1,\"b\":1}}",
                "{\"keys\":[{\"kty\":\"oct\",}]}",
                "{\"keys\":[{\"kty\":\"oct\" \"a\":1}]}",
                "{\"keys\":[{\"kty\":\"oct\"},]}",
                "{\"keys\":[{\"a\":01}]}",
                "{\"keys\":[{\"a\":\"\\x\"}]}"
            })
    void documentThatIsNotStrictJson_isRefusedWhole(String document) {
        assertThatExceptionOfType(JsonFormatException.class).isThrownBy(() -> JwkSet.parse(document));
    }

    @Test
    void deepDocument_isRefusedWhole() {
        assertThatExceptionOfType(JsonFormatException.class)
                .isThrownBy(() -> JwkSet.parse("{\"keys\":[],\"a\":" + "[".repeat(40) + "]".repeat(40) + "}"))
                .withMessageContaining("nested deeper than 32");
    }

    /** With as many members as real sets have, and within the 1 MiB that are fetched. */
    @Test
    void entries_upTo2000() {
        String full = set(published(2000));

        assertThat(full.length()).isBetween(500_000, 1_048_576);
        assertThat(JwkSet.parse(full).keys()).hasSize(2000);
        assertThatExceptionOfType(JsonFormatException.class)
                .isThrownBy(() -> JwkSet.parse(set(Collections.nCopies(2001, 1))))
                .withMessageContaining("2001")
                .withMessageContaining("2000");
    }

    private static List<Map<String, Object>> published(int count) {
        List<Map<String, Object>> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<String, Object> jwk = with(with(EC, "kid", "key-" + i), "use", "sig");
            jwk.putAll(
                    Map.of("alg", "ES256", "key_ops", List.of("verify"), "x5t", "YQ", "exp", 1, "issuer", "https://a"));
            jwk.putAll(Map.of("x5t#S256", "YQ", "vendor", "v".repeat(100)));
            entries.add(jwk);
        }
        return entries;
    }

    @Test
    void lists_areUnmodifiable() {
        JwkSet set = JwkSet.parse(set(List.of(EC, Map.of())));

        assertThat(set.keys()).isUnmodifiable();
        assertThat(set.skipped()).isUnmodifiable();
    }
}
