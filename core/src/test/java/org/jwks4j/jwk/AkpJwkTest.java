package org.jwks4j.jwk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jwks4j.jwk.Jwks.assertSkipped;
import static org.jwks4j.jwk.Jwks.base64Url;
import static org.jwks4j.jwk.Jwks.jwk;
import static org.jwks4j.jwk.Jwks.read;
import static org.jwks4j.jwk.Jwks.with;
import static org.jwks4j.jwk.Jwks.without;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.Signature;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ML-DSA (RFC 9964): JDK 24 and newer have it, an older one says so. */
final class AkpJwkTest {
    private static boolean jdkHasMlDsa() {
        try {
            return KeyFactory.getInstance("ML-DSA") != null;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static Map<String, Object> akp(String alg, byte[] publicBytes) {
        return jwk("kty", "AKP", "alg", alg, "pub", base64Url(publicBytes));
    }

    @ParameterizedTest
    @CsvSource({"ML-DSA-44, 1312, 2420", "ML-DSA-65, 1952, 3309", "ML-DSA-87, 2592, 4627"})
    void key_isUsableExactlyWhereTheJdkHasMlDsa(String alg, int publicLength, int signatureLength) throws Exception {
        if (!jdkHasMlDsa()) {
            assertSkipped(
                    akp(alg, new byte[publicLength]), SkipReason.UNSUPPORTED_CURVE, "no security provider has " + alg);
            return;
        }
        KeyPair pair = Jwks.generate(alg);
        byte[] encoded = pair.getPublic().getEncoded();
        Jwk jwk = read(akp(alg, Arrays.copyOfRange(encoded, encoded.length - publicLength, encoded.length)));
        Signature signer = Signature.getInstance(alg);
        signer.initSign(pair.getPrivate());
        signer.update(new byte[] {1, 2, 3});
        byte[] signature = signer.sign();
        Signature verifier = Signature.getInstance(alg);
        verifier.initVerify(jwk.publicKey());
        verifier.update(new byte[] {1, 2, 3});

        assertThat(jwk.publicKey().getEncoded()).isEqualTo(encoded);
        assertThat(signature).hasSize(signatureLength);
        assertThat(verifier.verify(signature)).isTrue();
        assertThat(jwk.description()).isEqualTo(alg);
        assertThat(jwk.keyType()).isEqualTo("AKP");
        assertThat(jwk.algorithms()).extracting(JwsAlgorithm::jwsName).containsExactly(alg);
        assertThat(jwk.toJson().asMap()).containsOnlyKeys("kty", "alg", "pub");
    }

    /** What the JDK knows decides about the key, never about these. */
    @ParameterizedTest
    @CsvSource({
        "ML-DSA-44, 1311",
        "ML-DSA-44, 1313",
        "ML-DSA-44, 1952",
        "ML-DSA-65, 1951",
        "ML-DSA-65, 1953",
        "ML-DSA-65, 1312",
        "ML-DSA-87, 2591",
        "ML-DSA-87, 2593",
        "ML-DSA-87, 1"
    })
    void otherLength_isSkipped(String alg, int length) {
        assertSkipped(akp(alg, new byte[length]), SkipReason.WRONG_LENGTH, "pub has " + length + " bytes, but " + alg);
    }

    @Test
    void missingAlgOrPub_isMalformed() {
        Map<String, Object> key = akp("ML-DSA-44", new byte[1312]);

        assertSkipped(without(key, "alg"), SkipReason.MALFORMED, "alg is missing");
        assertSkipped(without(key, "pub"), SkipReason.MALFORMED, "pub is missing");
        assertSkipped(with(key, "pub", ""), SkipReason.MALFORMED, "pub is empty");
        assertSkipped(with(key, "pub", key.get("pub") + "="), SkipReason.MALFORMED, "pub is");
        assertSkipped(with(key, "pub", 1), SkipReason.MALFORMED, "pub is not a string");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ML-DSA", "ml-dsa-44", "ML-DSA-45", "SLH-DSA-SHA2-128s", "none", "HS256"})
    void unknownAlg_isUnsupported(String alg) {
        assertSkipped(akp(alg, new byte[1312]), SkipReason.UNSUPPORTED_ALGORITHM, "\"" + alg + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "RS256", "EdDSA"})
    void algOfAnotherType_isAMismatch(String alg) {
        assertSkipped(akp(alg, new byte[1312]), SkipReason.ALGORITHM_MISMATCH, "its alg " + alg);
    }

    @Test
    void privateSeed_isDroppedWhereTheKeyIsUsable() {
        JwkSet set = JwkSet.parse(
                Jwks.set(List.of(with(akp("ML-DSA-44", new byte[1312]), "priv", base64Url(new byte[32])))));

        assertThat(set.keys()).hasSize(jdkHasMlDsa() ? 1 : 0).allSatisfy(key -> {
            assertThat(key.privateMembersDropped()).isTrue();
            assertThat(key.toJson().has("priv")).isFalse();
        });
        assertThat(set.skipped()).hasSize(jdkHasMlDsa() ? 0 : 1);
    }
}
