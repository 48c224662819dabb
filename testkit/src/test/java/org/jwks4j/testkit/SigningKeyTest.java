package org.jwks4j.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Security;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SigningKeyTest {
    static boolean verifiesRs256(SigningKey key, String input, byte[] signature) throws GeneralSecurityException {
        Signature verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(key.publicKey());
        verifier.update(input.getBytes(US_ASCII));
        return verifier.verify(signature);
    }

    @ParameterizedTest
    @CsvSource({
        "RS256, 'kty,n,e,kid,alg,use'",
        "ES256K, 'kty,crv,x,y,kid,alg,use'",
        "Ed448, 'kty,crv,x,kid,alg,use'",
        "ML-DSA-65, 'kty,pub,kid,alg,use'"
    })
    void jwk_hasThePublicMembersOfItsType(String algorithm, String members) {
        assertThat(SigningKey.generate(algorithm).jwk().keySet()).containsExactly(members.split(","));
    }

    @ParameterizedTest
    @CsvSource({"ES256, 32", "ES384, 48", "ES512, 66", "ES256K, 32"})
    void jwk_coordinates_haveTheLengthOfTheCurveAndSignaturesTwice(String algorithm, int bytes) {
        SigningKey key = SigningKey.generate(algorithm);

        assertThat(ParsedToken.bytes((String) key.jwk().get("x"))).hasSize(bytes);
        assertThat(ParsedToken.bytes((String) key.jwk().get("y"))).hasSize(bytes);
        assertThat(key.sign(new byte[1])).hasSize(2 * bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "RS256, 'd,p,q,dp,dq,qi'",
        "ES512, d",
        "ES256K, d",
        "Ed25519, d",
        "Ed448, d",
        "ML-DSA-44, priv",
        "ML-DSA-87, priv"
    })
    void withPrivateMembers_addsThem(String algorithm, String members) {
        SigningKey key = SigningKey.generate(algorithm);

        assertThat(key.jwk()).doesNotContainKeys(members.split(","));
        assertThat(key.withPrivateMembers().jwk())
                .containsKeys(members.split(","))
                .containsAllEntriesOf(key.jwk());
    }

    @Test
    void withPrivateMembers_mlDsa_publishesTheSeed() {
        Object seed =
                SigningKey.generate("ML-DSA-65").withPrivateMembers().jwk().get("priv");

        assertThat(ParsedToken.bytes((String) seed)).hasSize(32); // RFC 9964
    }

    @Test
    void withJwkMember_changesAndRemoves() {
        SigningKey key =
                SigningKey.generate("ES256").withJwkMember("use", "enc").withJwkMember("alg", null);

        assertThat(key.jwk()).containsEntry("use", "enc").doesNotContainKey("alg");
        assertThat(key.algorithm()).isEqualTo("ES256");
    }

    @Test
    void withKeyId_null_leavesTheJwkWithoutOne() {
        SigningKey key = SigningKey.generate("ES256").withKeyId(null);

        assertThat(key.keyId()).isNull();
        assertThat(key.jwk()).doesNotContainKey("kid");
    }

    @Test
    void withAlgorithm_ed448_answersToEdDsa() {
        SigningKey key = SigningKey.generate("Ed448").withAlgorithm("EdDSA");

        assertThat(key.jwk()).containsEntry("alg", "EdDSA").containsEntry("crv", "Ed448");
        assertThat(key.sign(new byte[1])).hasSize(114);
    }

    @Test
    void withAlgorithm_ofAnotherFamily_fails() {
        SigningKey key = SigningKey.generate("ES256");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> key.withAlgorithm("ES256K"))
                .withMessageContaining("P256");
    }

    @Test
    void generateRsa_1024Bits_isAsWeakAsAsked() {
        SigningKey key = SigningKey.generateRsa("RS256", 1024);

        assertThat(((RSAPublicKey) key.publicKey()).getModulus().bitLength()).isEqualTo(1024);
        assertThat(key.sign(new byte[1])).hasSize(128);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "ES256", "ES256K", "Ed25519", "ML-DSA-44"})
    @SuppressWarnings({"unchecked", "JavaUtilDate"})
    void withCertificate_certifiesTheKey(String algorithm) throws Exception {
        SigningKey key = SigningKey.generate(algorithm).withCertificate();

        List<String> chain = (List<String>) key.jwk().get("x5c");
        X509CertificateHolder certificate =
                new X509CertificateHolder(Base64.getDecoder().decode(chain.get(0)));
        assertThat(certificate.getSubjectPublicKeyInfo().getEncoded())
                .isEqualTo(key.publicKey().getEncoded());
        assertThat(certificate.isValidOn(new Date())).isTrue();
    }

    @Test
    void publicKeyPem_decodesToTheKey() throws Exception {
        SigningKey key = SigningKey.generate("RS256");

        String base64 = key.publicKeyPem()
                .replace("-----BEGIN PUBLIC KEY-----\n", "")
                .replace("\n-----END PUBLIC KEY-----\n", "");
        byte[] der = Base64.getMimeDecoder().decode(base64);
        assertThat(KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der)))
                .isEqualTo(key.publicKey());
    }

    @Test
    void generate_needingBouncyCastle_registersNoProvider() {
        SigningKey key = SigningKey.generate("ES256K");

        assertThat(key.toString()).contains("ES256K").contains(String.valueOf(key.keyId()));
        assertThat(Security.getProvider("BC")).isNull();
    }
}
