package org.jwks4j.jwk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jwks4j.jwk.Jwks.assertSkipped;
import static org.jwks4j.jwk.Jwks.read;
import static org.jwks4j.jwk.Jwks.with;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The first certificate of {@code x5c} is the key's own, or the key is not used (RFC 7517 §4.7). */
final class CertificateChainTest {
    private static final String OTHER_THUMBPRINT = "x".repeat(43);

    static Stream<Arguments> certified() {
        return Stream.of(
                Arguments.argumentSet("RSA", CertifiedJwks.RSA, CertifiedJwks.RSA_CERTIFICATE),
                Arguments.argumentSet("EC", CertifiedJwks.EC, CertifiedJwks.EC_CERTIFICATE),
                Arguments.argumentSet("Ed25519", CertifiedJwks.ED25519, CertifiedJwks.ED25519_CERTIFICATE));
    }

    @ParameterizedTest
    @MethodSource("certified")
    void ownCertificate_isAcceptedAndNotKept(Map<String, Object> jwk, String certificate) {
        Jwk read = read(with(jwk, "x5c", List.of(certificate)));

        assertThat(read).isEqualTo(read(jwk));
        assertThat(read.notes()).isEmpty();
        assertThat(read.toJson().has("x5c")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("certified")
    void restOfTheChain_isNotRead(Map<String, Object> jwk, String certificate) {
        assertThat(read(with(jwk, "x5c", List.of(certificate, "garbage", "")))).isEqualTo(read(jwk));
    }

    @ParameterizedTest
    @MethodSource("certified")
    void certificateOfAnotherKey_isAMismatch(Map<String, Object> jwk, String certificate) {
        certified()
                .map(other -> (String) other.get()[1])
                .filter(other -> !other.equals(certificate))
                .forEach(other -> {
                    assertSkipped(
                            with(jwk, "x5c", List.of(other)), SkipReason.CERTIFICATE_MISMATCH, "holds another key");
                    assertSkipped(
                            with(jwk, "x5c", List.of(other, certificate)),
                            SkipReason.CERTIFICATE_MISMATCH,
                            "holds another key");
                });
    }

    @Test
    void certificateOfAnotherKeyOfTheType_isAMismatch() {
        assertSkipped(
                with(
                        Jwks.ec("P-256", Jwks.generateEc("secp256r1").getPublic()),
                        "x5c",
                        List.of(CertifiedJwks.EC_CERTIFICATE)),
                SkipReason.CERTIFICATE_MISMATCH,
                "holds another key");
        assertSkipped(
                with(with(CertifiedJwks.RSA, "e", "Aw"), "x5c", List.of(CertifiedJwks.RSA_CERTIFICATE)),
                SkipReason.CERTIFICATE_MISMATCH,
                "holds another key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "!", "MIIB", "AAAA", "-----BEGIN CERTIFICATE-----", "e30_"})
    void garbage_isAMismatch(String certificate) {
        assertSkipped(
                with(CertifiedJwks.EC, "x5c", List.of(certificate)), SkipReason.CERTIFICATE_MISMATCH, "cannot be read");
    }

    /** As encoders write it that break lines, or that write all of a JWK in base64url; the chain is trusted for nothing. */
    @Test
    void certificateInAnotherSpelling_isReadAndNoted() {
        String certificate = CertifiedJwks.EC_CERTIFICATE;

        for (String other : List.of(
                certificate.replace('+', '-').replace('/', '_'),
                certificate.substring(0, 64) + "\n" + certificate.substring(64),
                certificate.substring(0, 76) + "\r\n" + certificate.substring(76) + "\r\n")) {
            Jwk jwk = read(with(CertifiedJwks.EC, "x5c", List.of(other)));

            assertThat(jwk).isEqualTo(read(CertifiedJwks.EC));
            assertThat(jwk.notes()).containsExactly("x5c has line breaks or is not in padded standard base64");
            assertSkipped(
                    with(CertifiedJwks.RSA, "x5c", List.of(other)),
                    SkipReason.CERTIFICATE_MISMATCH,
                    "holds another key");
        }
    }

    @Test
    void thumbprintOfTheCertificate_isThatOfX5c() {
        String ofX5c = read(with(CertifiedJwks.EC, "x5c", List.of(CertifiedJwks.EC_CERTIFICATE)))
                .certificateThumbprint()
                .orElseThrow();
        Jwk both = read(with(with(CertifiedJwks.EC, "x5c", List.of(CertifiedJwks.EC_CERTIFICATE)), "x5t#S256", ofX5c));
        Jwk contradiction = read(with(
                with(CertifiedJwks.EC, "x5c", List.of(CertifiedJwks.EC_CERTIFICATE)), "x5t#S256", OTHER_THUMBPRINT));

        assertThat(ofX5c).hasSize(43);
        assertThat(both.certificateThumbprint()).hasValue(ofX5c);
        assertThat(both.notes()).isEmpty();
        assertThat(contradiction.certificateThumbprint()).hasValue(ofX5c);
        assertThat(contradiction.notes()).containsExactly("x5t#S256 is not of the first certificate of x5c");
        assertThat(read(CertifiedJwks.EC).certificateThumbprint()).isEmpty();
    }

    @Test
    void thumbprintWithoutX5c_isTakenIfItMayBeOne() {
        Jwk jwk = read(with(CertifiedJwks.EC, "x5t#S256", OTHER_THUMBPRINT));

        assertThat(jwk.certificateThumbprint()).hasValue(OTHER_THUMBPRINT);
        assertThat(read(jwk.toJson().asMap()).certificateThumbprint()).hasValue(OTHER_THUMBPRINT);
        for (Object odd :
                List.of("", "short", OTHER_THUMBPRINT + "=", OTHER_THUMBPRINT.replace('x', '+'), 1, List.of())) {
            Jwk without = read(with(CertifiedJwks.EC, "x5t#S256", odd));
            assertThat(without.certificateThumbprint()).isEmpty();
            assertThat(without.notes()).containsExactly("x5t#S256 is no SHA-256 in base64url");
        }
    }

    @Test
    void certificateInArmour_isAMismatch() {
        String armoured =
                "-----BEGIN CERTIFICATE-----\n" + CertifiedJwks.EC_CERTIFICATE + "\n-----END CERTIFICATE-----";

        assertSkipped(
                with(CertifiedJwks.EC, "x5c", List.of(armoured)), SkipReason.CERTIFICATE_MISMATCH, "cannot be read");
    }

    @Test
    void emptyChain_isNoneAndNoted() {
        Jwk jwk = read(with(CertifiedJwks.EC, "x5c", List.of()));

        assertThat(jwk).isEqualTo(read(CertifiedJwks.EC));
        assertThat(jwk.notes()).containsExactly("x5c is empty");
    }

    @Test
    void chainThatIsNoArrayOfStrings_isMalformed() {
        assertSkipped(
                with(CertifiedJwks.EC, "x5c", CertifiedJwks.EC_CERTIFICATE),
                SkipReason.MALFORMED,
                "x5c is not an array");
        assertSkipped(with(CertifiedJwks.EC, "x5c", List.of(1)), SkipReason.MALFORMED, "x5c is not an array");
    }

    /** Of an Ed25519 key without a single byte, the JDK throws an ArrayIndexOutOfBoundsException. */
    @Test
    void certificateWithAnEmptyKey_isAMismatch() {
        String der = HexFormat.of().formatHex(Base64.getDecoder().decode(CertifiedJwks.ED25519_CERTIFICATE));
        String emptied = der.replaceFirst("^30820138", "30820118")
                .replaceFirst("3081eb", "3081cb")
                .replaceFirst("302a300506032b6570032100.{64}", "300a300506032b6570030100");
        String certificate = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(emptied));

        assertSkipped(
                with(CertifiedJwks.ED25519, "x5c", List.of(certificate)),
                SkipReason.CERTIFICATE_MISMATCH,
                "cannot be read");
    }

    /** Certificates come from strangers, and the JDK reads them: nothing but a verdict may come out. */
    @ParameterizedTest
    @MethodSource("certified")
    void damagedCertificate_leavesOutThatKeyAndNoOther(Map<String, Object> jwk, String certificate) {
        byte[] sound = Base64.getDecoder().decode(certificate);
        Random random = new Random(5_280);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = sound.clone();
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            String chain = Base64.getEncoder().encodeToString(damaged);

            JwkSet set = JwkSet.parse(Jwks.set(List.of(with(jwk, "x5c", List.of(chain)), CertifiedJwks.ED25519)));

            assertThat(set.keys()).as(chain).last().isEqualTo(read(CertifiedJwks.ED25519));
            assertThat(set.skipped())
                    .as(chain)
                    .allSatisfy(skipped -> assertThat(skipped.reason()).isEqualTo(SkipReason.CERTIFICATE_MISMATCH));
        }
    }
}
