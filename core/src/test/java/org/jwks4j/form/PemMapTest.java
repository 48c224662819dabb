package org.jwks4j.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.JsonObject.JsonFormatException;
import org.jwks4j.jwk.Jwk;
import org.jwks4j.jwk.JwkLimits;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.jwk.SkipReason;
import org.jwks4j.jwk.SkippedJwk;

/** A document that maps key IDs to PEM text. */
class PemMapTest {
    private static JwkSet read(Map<String, ? extends @Nullable Object> pemByKeyId) {
        byte[] document = JsonObject.of(pemByKeyId).toJson().getBytes(StandardCharsets.UTF_8);
        return PemMap.read(document, JwkLimits.defaults());
    }

    private static Jwk key(String pem) {
        JwkSet set = read(Map.of("one", pem));
        assertThat(set.skipped()).isEmpty();
        return set.keys().get(0);
    }

    private static SkippedJwk skipped(@Nullable Object value) {
        Map<String, @Nullable Object> document = new HashMap<>();
        document.put("bad", value);
        document.put("good", Pems.publicKey(Pems.P256));
        JwkSet set = read(document);
        assertThat(set.keys()).extracting(key -> key.keyId().orElse(null)).containsExactly("good");
        assertThat(set.skipped()).hasSize(1);
        assertThat(set.skipped().get(0).keyId()).isEqualTo("bad");
        return set.skipped().get(0);
    }

    private static SkippedJwk skippedInfo(byte[] info) {
        SkippedJwk alone = skipped(Pems.pem("PUBLIC KEY", info));
        assertThat(skipped(Pems.pem("CERTIFICATE", Pems.certificate(info)))).isEqualTo(alone);
        return alone;
    }

    @ParameterizedTest
    @CsvSource({"RSA,", "EC,secp256r1", "EC,secp384r1", "EC,secp521r1", "EdDSA,Ed25519", "EdDSA,Ed448"})
    void aPublicKey_isTheSameAsInJca(String algorithm, @Nullable String curve) {
        KeyPair pair = Pems.pair(algorithm, curve);
        Jwk jwk = key(Pems.publicKey(pair));
        assertThat(jwk.keyId()).hasValue("one");
        assertThat(jwk.publicKey().getEncoded()).isEqualTo(pair.getPublic().getEncoded());
        byte[] certificate = Pems.certificate(pair.getPublic().getEncoded());
        assertThat(key(Pems.pem("CERTIFICATE", certificate))).isEqualTo(jwk);
    }

    @Test
    void anRsaPublicKeyOfPkcs1_isTheSame() {
        byte[] info = Pems.RSA.getPublic().getEncoded();
        byte[] inner = Arrays.copyOfRange(info, 24, info.length); // behind the algorithm and the head of the bit string
        assertThat(key(Pems.pem("RSA PUBLIC KEY", inner))).isEqualTo(key(Pems.publicKey(Pems.RSA)));
    }

    @Test
    void aChain_standsForItsFirstCertificate() {
        String own =
                Pems.pem("CERTIFICATE", Pems.certificate(Pems.P256.getPublic().getEncoded()));
        String authority =
                Pems.pem("CERTIFICATE", Pems.certificate(Pems.RSA.getPublic().getEncoded()));
        assertThat(key("explanatory text\n" + own + authority)).isEqualTo(key(own));
    }

    @Test
    void lineBreaksOfAnyKind_areRead() {
        String pem = Pems.publicKey(Pems.P256);
        assertThat(key(pem.replace("\n", "\r\n"))).isEqualTo(key(pem));
        assertThat(key(pem.replace("\n", ""))).isEqualTo(key(pem));
    }

    @Test
    void aPrivateKey_isNotUsed() {
        assertThat(skipped(Pems.privateKey(Pems.P256)).reason()).isEqualTo(SkipReason.PRIVATE_KEY);
        String both = Pems.publicKey(Pems.P256) + Pems.privateKey(Pems.P256);
        assertThat(skipped(both).reason()).isEqualTo(SkipReason.PRIVATE_KEY);
    }

    @Test
    void severalKeysUnderOneId_areNotUsed() {
        String two = Pems.publicKey(Pems.P256) + Pems.publicKey(Pems.RSA);
        assertThat(skipped(two).detail()).isEqualTo("its PEM text has several keys");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no PEM",
                "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----",
                "-----BEGIN PUBLIC KEY-----\nMA==\n-----END PUBLIC KEY-----",
                "-----BEGIN PUBLIC KEY-----\nM\n-----END PUBLIC KEY-----",
                "-----BEGIN PUBLIC KEY-----\nMAA=\n-----END CERTIFICATE-----",
                "-----BEGIN X509 CRL-----\nMAA=\n-----END X509 CRL-----",
                "-----BEGIN PUBLIC KEY-----\n-----BEGIN PUBLIC KEY-----\nMAA=\n-----END PUBLIC KEY-----\n-----END PUBLIC KEY-----"
            })
    void whatIsNoKey_isSkipped(String pem) {
        assertThat(skipped(pem).reason()).isEqualTo(SkipReason.MALFORMED);
    }

    @Test
    void whatIsNoString_isSkipped() {
        assertThat(skipped(1).detail()).isEqualTo("its value is no string");
        assertThat(skipped(null).detail()).isEqualTo("its value is no string");
        assertThat(skipped(Map.of("kty", "RSA")).detail()).isEqualTo("its value is no string");
    }

    @Test
    void aPemTextOf64KiB_isRead_andALongerOneIsNot() {
        String pem = Pems.publicKey(Pems.P256);
        int limit = 64 * 1024;
        String longest = " ".repeat(limit - pem.length()) + pem;
        assertThat(key(longest)).isEqualTo(key(pem));
        assertThat(skipped(" " + longest).detail()).isEqualTo("its PEM text has more than 65536 characters");
    }

    /** CVE-2020-0601: the one who chooses the generator knows a private key. */
    @Test
    void aCurveThatIsSpelledOut_isNotUsed() {
        byte[] spelledOut = Pems.der(0x30, Pems.hex("06072a8648ce3d0201"), Pems.der(0x30, Pems.hex("020101")));
        SkippedJwk key = skippedInfo(Pems.info(spelledOut, new byte[65]));
        assertThat(key.reason()).isEqualTo(SkipReason.UNSUPPORTED_CURVE);
    }

    @Test
    void aPointThatIsCompressedOrOffItsCurve_isNotUsed() {
        byte[] p256 = Pems.hex("301306072a8648ce3d020106082a8648ce3d030107");
        byte[] compressed = new byte[33];
        compressed[0] = 2;
        assertThat(skippedInfo(Pems.info(p256, compressed)).detail())
                .isEqualTo("its point is not in the uncompressed form");
        byte[] off = new byte[65];
        off[0] = 4;
        assertThat(skippedInfo(Pems.info(p256, off)).reason()).isEqualTo(SkipReason.NOT_ON_CURVE);
    }

    @Test
    void algorithmsThatSignNothing_areNotUsed() {
        byte[] x25519 = Pems.hex("300506032b656e");
        assertThat(skippedInfo(Pems.info(x25519, new byte[32])).reason()).isEqualTo(SkipReason.UNSUPPORTED_KEY_TYPE);
        byte[] dsa = Pems.hex("300906072a8648ce380401");
        assertThat(skippedInfo(Pems.info(dsa, new byte[32])).reason()).isEqualTo(SkipReason.UNSUPPORTED_KEY_TYPE);
    }

    @Test
    void numbersAreCheckedAsThoseOfAJwk() {
        byte[] rsa = Pems.hex("300d06092a864886f70d0101010500");
        byte[] small = Pems.der(0x30, Pems.hex("020111"), Pems.hex("0203010001"));
        assertThat(skippedInfo(Pems.info(rsa, small)).reason()).isEqualTo(SkipReason.RSA_TOO_SMALL);
        byte[] negative = Pems.der(0x30, Pems.hex("0201ff"), Pems.hex("0203010001"));
        assertThat(skippedInfo(Pems.info(rsa, negative)).reason()).isEqualTo(SkipReason.MALFORMED);
        byte[] ed25519 = Pems.hex("300506032b6570");
        byte[] neutral = new byte[32];
        neutral[0] = 1;
        assertThat(skippedInfo(Pems.info(ed25519, neutral)).reason()).isEqualTo(SkipReason.SMALL_ORDER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3080", // of indefinite length
                "3081050000000000", // not in its shortest form
                "308200053000000000",
                "30847fffffff00",
                "3082ffff00",
                "30",
                "3003020101ff", // something follows
                "300606032b657003" // ends early
            })
    void oddDer_isSkipped(String der) {
        assertThat(skipped(Pems.pem("PUBLIC KEY", Pems.hex(der))).reason()).isEqualTo(SkipReason.MALFORMED);
        assertThat(skipped(Pems.pem("CERTIFICATE", Pems.hex(der))).reason()).isEqualTo(SkipReason.MALFORMED);
        assertThat(skipped(Pems.pem("RSA PUBLIC KEY", Pems.hex(der))).reason()).isEqualTo(SkipReason.MALFORMED);
    }

    @Test
    void anyPrefixOrFlippedOctet_isReadOrSkipped() {
        byte[] der = Pems.certificate(Pems.P256.getPublic().getEncoded());
        for (int i = 0; i < der.length; i++) {
            skipped(Pems.pem("CERTIFICATE", Arrays.copyOf(der, i)));
            byte[] flipped = der.clone();
            flipped[i] ^= (byte) 0x80;
            assertThat(read(Map.of("one", Pems.pem("CERTIFICATE", flipped)))).isNotNull();
        }
    }

    @Test
    void whatIsNoJsonObject_orHasAnIdTwice_isRefused() {
        for (String document : new String[] {"[]", "-----BEGIN", "{\"a\":\"1\",\"a\":\"2\"}"}) {
            assertThatThrownBy(() -> PemMap.read(document.getBytes(StandardCharsets.UTF_8), JwkLimits.defaults()))
                    .isInstanceOf(JsonFormatException.class);
        }
    }

    @Test
    void asManyKeysAsTheLimit_areRead_andOneMoreIsRefused() {
        JwkLimits two = new JwkLimits(2, 4096, 65_537);
        assertThat(PemMap.read("{\"a\":\"\",\"b\":\"\"}".getBytes(StandardCharsets.UTF_8), two)
                        .skipped())
                .hasSize(2);
        byte[] three = "{\"a\":\"\",\"b\":\"\",\"c\":\"\"}".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> PemMap.read(three, two)).hasMessage("the document has 3 keys, more than 2");
    }
}
