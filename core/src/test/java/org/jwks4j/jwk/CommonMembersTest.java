package org.jwks4j.jwk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jwks4j.jwk.Jwks.assertSkipped;
import static org.jwks4j.jwk.Jwks.jwk;
import static org.jwks4j.jwk.Jwks.read;
import static org.jwks4j.jwk.Jwks.skipped;
import static org.jwks4j.jwk.Jwks.with;
import static org.jwks4j.jwk.Jwks.without;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The members that every type of key may have (RFC 7517 §4). */
final class CommonMembersTest {
    private static final Map<String, Object> EC =
            Jwks.ec("P-256", Jwks.generateEc("secp256r1").getPublic());

    static Stream<Arguments> wrongTypes() {
        return Stream.of("kid", "use", "alg", "kty", "crv", "x", "y")
                .flatMap(name -> Stream.of(1, true, List.of("a"), Map.of()).map(value -> Arguments.of(name, value)));
    }

    @ParameterizedTest
    @MethodSource("wrongTypes")
    void memberOfAnotherType_isMalformed(String name, Object value) {
        assertSkipped(with(EC, name, value), SkipReason.MALFORMED, name + " is not a string");
    }

    /** RFC 7517 says nothing of null; serializers write it for what is absent. */
    @ParameterizedTest
    @ValueSource(strings = {"kid", "use", "alg", "key_ops", "x5c", "x5t", "issuer", "d", "k", "oth"})
    void nullMember_isAbsent(String name) {
        Jwk jwk = read(with(EC, name, null));

        assertThat(jwk).isEqualTo(read(EC));
        assertThat(jwk.privateMembersDropped()).isFalse();
        assertThat(jwk.notes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kty", "crv", "x", "y"})
    void missingMember_isMalformed(String name) {
        assertSkipped(without(EC, name), SkipReason.MALFORMED, name + " is missing");
        assertSkipped(with(EC, name, null), SkipReason.MALFORMED, name + " is missing");
    }

    @Test
    void kid_upTo256Characters() {
        assertThat(read(with(EC, "kid", "k".repeat(256))).keyId()).hasValue("k".repeat(256));
        assertSkipped(with(EC, "kid", "k".repeat(257)), SkipReason.MALFORMED, "kid is longer than 256");
    }

    @Test
    void kid_isKeptAsItStands() {
        assertThat(read(with(EC, "kid", " K\u00e9y\n")).keyId()).hasValue(" K\u00e9y\n");
        assertThat(read(with(EC, "kid", "")).keyId()).hasValue("");
        assertThat(read(EC).keyId()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"enc", "SIG", "", "jwt-svid", "sig\n"})
    void useOtherThanSig_isNotForSignatures(String use) {
        assertSkipped(with(EC, "use", use), SkipReason.NOT_FOR_SIGNATURES, "its use is \"");
    }

    @Test
    void useSigOrNone_isForSignatures() {
        assertThat(read(with(EC, "use", "sig")).use()).hasValue("sig");
        assertThat(read(EC).use()).isEmpty();
    }

    @Test
    void keyOps_mustHaveVerify() {
        assertThat(read(with(EC, "key_ops", List.of("sign", "verify"))).algorithms())
                .isNotEmpty();
        assertSkipped(with(EC, "key_ops", List.of("sign")), SkipReason.NOT_FOR_SIGNATURES, "verify");
        assertSkipped(with(EC, "key_ops", List.of("VERIFY", "encrypt")), SkipReason.NOT_FOR_SIGNATURES, "verify");
        assertSkipped(with(EC, "key_ops", List.of()), SkipReason.NOT_FOR_SIGNATURES, "verify");
    }

    /** RFC 7517 §4.3. */
    @Test
    void keyOpsWithAValueTwice_areMalformed() {
        assertSkipped(with(EC, "key_ops", List.of("verify", "verify")), SkipReason.MALFORMED, "value twice");
        assertSkipped(with(EC, "key_ops", List.of("verify", "x", "y", "x")), SkipReason.MALFORMED, "value twice");
        assertThat(read(with(EC, "key_ops", List.of("verify", "VERIFY"))).keyId())
                .isEmpty();
    }

    @Test
    void keyOpsThatAreNoArrayOfStrings_areMalformed() {
        for (Object operations :
                Arrays.asList("verify", 1, Map.of(), List.of("verify", 1), Arrays.asList("verify", null))) {
            assertSkipped(with(EC, "key_ops", operations), SkipReason.MALFORMED, "key_ops is not an array of strings");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rsa", "ec", "Oct", "OKP2", "\u001b[31m\n"})
    void unknownKeyType_isUnsupported(String keyType) {
        SkippedJwk skipped = skipped(jwk("kty", keyType, "kid", "a"));

        assertThat(skipped.reason()).isEqualTo(SkipReason.UNSUPPORTED_KEY_TYPE);
        assertThat(skipped.keyType()).isEqualTo(keyType);
        assertThat(skipped.keyId()).isEqualTo("a");
    }

    @Test
    void untrustedText_isShortenedInTheDetail() {
        assertThat(skipped(jwk("kty", "x".repeat(5000))).detail()).hasSizeLessThan(150);
        assertThat(skipped(with(EC, "crv", "\u202e".repeat(5000))).detail()).hasSizeLessThan(700);
    }
}
