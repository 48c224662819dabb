package org.jwks4j.jwk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jwks4j.jwk.Jwks.assertSkipped;
import static org.jwks4j.jwk.Jwks.base64Url;
import static org.jwks4j.jwk.Jwks.octets;
import static org.jwks4j.jwk.Jwks.read;
import static org.jwks4j.jwk.Jwks.rsa;
import static org.jwks4j.jwk.Jwks.with;
import static org.jwks4j.jwk.Jwks.without;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RsaJwkTest {
    private static final KeyPair PAIR = Jwks.generate("RSA");
    private static final RSAPublicKey KEY = (RSAPublicKey) PAIR.getPublic();
    private static final BigInteger F4 = BigInteger.valueOf(65537);

    /** An odd number of that many bits: what factors it has, no one here asks. */
    private static BigInteger modulusOf(int bits) {
        return BigInteger.ONE.shiftLeft(bits - 1).add(BigInteger.ONE);
    }

    @Test
    void publicKey_isTheJdksAndVerifies() throws Exception {
        PublicKey publicKey = read(rsa(KEY)).publicKey();
        Signature signer = Signature.getInstance("SHA256withRSA");
        signer.initSign(PAIR.getPrivate());
        signer.update(new byte[] {1, 2, 3});
        byte[] signature = signer.sign();

        Signature verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(publicKey);
        verifier.update(new byte[] {1, 2, 3});

        assertThat(publicKey).isEqualTo(KEY);
        assertThat(verifier.verify(signature)).isTrue();
    }

    @Test
    void publicKey_isAsTheJdksToWhomeverAsks() throws Exception {
        PublicKey publicKey = read(rsa(KEY)).publicKey();

        assertThat(KEY).isEqualTo(publicKey);
        assertThat(publicKey.getEncoded()).isEqualTo(KEY.getEncoded());
        assertThat(publicKey.getFormat()).isEqualTo("X.509");
        assertThat(publicKey.getAlgorithm()).isEqualTo("RSA");
        assertThat(publicKey).hasToString("RSA public key of 2048 bits").isNotEqualTo(null);
        assertThat(publicKey).isNotEqualTo(read(with(rsa(KEY), "e", "Aw")).publicKey());
        assertThat(KeyFactory.getInstance("RSA").translateKey(publicKey)).isEqualTo(KEY);
    }

    @Test
    void publicKey_canBeSerialized() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(read(rsa(KEY)).publicKey());
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(KEY);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2048, 2049, 3072, 4096, 8192})
    void modulusWithinTheBounds_isRead(int bits) {
        Jwk jwk = read(rsa(modulusOf(bits), F4));

        assertThat(jwk.description()).isEqualTo("RSA " + bits);
        assertThat(((RSAPublicKey) jwk.publicKey()).getModulus()).isEqualTo(modulusOf(bits));
    }

    @ParameterizedTest
    @CsvSource({
        "2047, RSA_TOO_SMALL, has 2047 bits",
        "1024, RSA_TOO_SMALL, has 1024 bits",
        "1, RSA_TOO_SMALL, has 2 bits",
        "8193, RSA_TOO_LARGE, has 8193 bits",
        "100000, RSA_TOO_LARGE, has 100000 bits"
    })
    void modulusOutsideTheBounds_isSkipped(int bits, SkipReason reason, String detail) {
        assertSkipped(rsa(modulusOf(bits), F4), reason, detail);
    }

    @Test
    void evenModulus_isSkipped() {
        assertSkipped(rsa(modulusOf(2048).add(BigInteger.ONE), F4), SkipReason.RSA_INVALID, "modulus is even");
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 5, 17, 65537, 0xffff_ffffL})
    void oddExponentOfUpTo32Bits_isReadAndBuilt(long exponent) {
        Jwk jwk = read(rsa(KEY.getModulus(), BigInteger.valueOf(exponent)));

        assertThat(((RSAPublicKey) jwk.publicKey()).getPublicExponent()).isEqualTo(BigInteger.valueOf(exponent));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 4, 65536, 0xffff_fffeL, 0x1_0000_0001L, Long.MAX_VALUE})
    void anyOtherExponent_isSkipped(long exponent) {
        assertSkipped(rsa(KEY.getModulus(), BigInteger.valueOf(exponent)), SkipReason.RSA_INVALID, "exponent");
    }

    @Test
    void zeroes_areSkipped() {
        assertSkipped(with(rsa(KEY), "e", "AA"), SkipReason.RSA_INVALID, "exponent");
        assertSkipped(with(rsa(KEY), "n", "AA"), SkipReason.RSA_TOO_SMALL, "0 bits");
        assertSkipped(with(rsa(KEY), "n", base64Url(new byte[256])), SkipReason.RSA_TOO_SMALL, "0 bits");
    }

    @Test
    void leadingZeroes_areToleratedAndDropped() {
        Map<String, Object> minimal = rsa(KEY);
        Map<String, Object> padded = with(
                with(minimal, "n", base64Url(octets(KEY.getModulus(), 257))),
                "e",
                base64Url(octets(KEY.getPublicExponent(), 4)));

        Jwk jwk = read(padded);

        assertThat(jwk).isEqualTo(read(minimal));
        assertThat(jwk.thumbprint()).isEqualTo(read(minimal).thumbprint());
        assertThat(jwk.notes()).containsExactly("n begins with a zero octet", "e begins with a zero octet");
        assertThat(jwk.toJson().asMap()).containsAllEntriesOf(minimal);
        assertThat(jwk.publicKey()).isEqualTo(KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"n", "e"})
    void missingOrEmptyNumber_isMalformed(String name) {
        assertSkipped(without(rsa(KEY), name), SkipReason.MALFORMED, name + " is missing");
        assertSkipped(with(rsa(KEY), name, ""), SkipReason.MALFORMED, name + " is empty");
        assertSkipped(with(rsa(KEY), name, 65537), SkipReason.MALFORMED, name + " is not a string");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AQAB=",
                "AQAB==",
                "=AQAB",
                "AQ=AB",
                "AQ=",
                "AQ===",
                " AQAB",
                "AQ AB",
                "AQ\tAB",
                "+_8D",
                "/-8D",
                "A",
                "AR==",
                "\n",
                "==",
                "AQABA",
                "AR",
                "\u0141QAB",
                "!"
            })
    void numberThatIsNotCanonicalBase64Url_isMalformed(String text) {
        assertSkipped(with(rsa(KEY), "e", text), SkipReason.MALFORMED, "e is ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", "===", "==A", " ", "+", "/", "."})
    void modulusWithNoise_isMalformed(String noise) {
        String modulus = (String) rsa(KEY).get("n");

        assertSkipped(with(rsa(KEY), "n", modulus + noise), SkipReason.MALFORMED, "n is ");
        assertSkipped(with(rsa(KEY), "n", noise + modulus), SkipReason.MALFORMED, "n is ");
    }
}
