package org.jwks4j.verifier;

import static org.jwks4j.verifier.Octets.bigEndian;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAPrivateKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.error.Reason;
import org.jwks4j.testkit.SigningKey;

/** What is no RSA signature (RFC 8017 §8.1.2, §8.2.2), or none with the parameters of JWA (RFC 7518 §3.5). */
final class RsaSignatureTest {
    @AutoClose
    static final Shop SHOP = Shop.open("RS256", "PS256");

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "PS256"})
    void wrongLength_isRefused(String alg) {
        refused(alg, genuine -> Arrays.copyOf(genuine, 1));
        refused(alg, genuine -> Arrays.copyOf(genuine, genuine.length - 1));
        refused(alg, genuine -> Arrays.copyOf(genuine, genuine.length + 1));
        refused(alg, genuine -> Arrays.copyOfRange(genuine, 1, genuine.length));
        refused(alg, genuine -> bigEndian(new BigInteger(1, genuine), genuine.length + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "PS256"})
    void numbersThatNeedNoKey_areRefused(String alg) {
        BigInteger modulus = ((RSAPublicKey) SHOP.key(alg).publicKey()).getModulus();

        refused(alg, genuine -> bigEndian(BigInteger.ZERO, genuine.length));
        refused(alg, genuine -> bigEndian(BigInteger.ONE, genuine.length));
        refused(alg, genuine -> bigEndian(modulus.subtract(BigInteger.ONE), genuine.length));
        refused(alg, genuine -> bigEndian(modulus, genuine.length));
        refused(alg, genuine -> bigEndian(modulus.add(BigInteger.ONE), genuine.length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "PS256"})
    void genuineSignaturePlusTheModulus_isRefused(String alg) {
        BigInteger modulus = ((RSAPublicKey) SHOP.key(alg).publicKey()).getModulus();
        for (int jti = 0; jti < 8; jti++) {
            String token = SHOP.token(alg)
                    .claim("jti", jti)
                    .tamperedSignature(genuine -> bigEndian(new BigInteger(1, genuine).add(modulus), 256))
                    .mint();
            SHOP.refuses(token, Reason.INVALID_SIGNATURE);
        }
    }

    @Test
    void pssWithAnotherSalt_isRefused() throws GeneralSecurityException {
        SHOP.accepts(pss("SHA-256", MGF1ParameterSpec.SHA256, 32));

        SHOP.refuses(pss("SHA-256", MGF1ParameterSpec.SHA256, 0), Reason.INVALID_SIGNATURE);
        SHOP.refuses(pss("SHA-256", MGF1ParameterSpec.SHA256, 20), Reason.INVALID_SIGNATURE);
        SHOP.refuses(pss("SHA-256", MGF1ParameterSpec.SHA256, 64), Reason.INVALID_SIGNATURE);
    }

    @Test
    void pssWithAnotherHash_isRefused() throws GeneralSecurityException {
        SHOP.refuses(pss("SHA-512", MGF1ParameterSpec.SHA512, 32), Reason.INVALID_SIGNATURE);
        SHOP.refuses(pss("SHA-256", MGF1ParameterSpec.SHA1, 32), Reason.INVALID_SIGNATURE);
    }

    @Test
    void signatureOfAnotherRsaKey_isRefused() {
        SigningKey stranger =
                SigningKey.generate("RS256").withKeyId(SHOP.key("RS256").keyId());

        SHOP.refuses(SHOP.token().signedWith(stranger).mint(), Reason.INVALID_SIGNATURE);
    }

    @Test
    void signatureOfALongerRsaKey_isRefused() {
        SigningKey stranger = SigningKey.generateRsa("RS256", 3072)
                .withKeyId(SHOP.key("RS256").keyId());

        SHOP.refuses(SHOP.token().signedWith(stranger).mint(), Reason.INVALID_SIGNATURE);
    }

    private static void refused(String alg, UnaryOperator<byte[]> forgery) {
        SHOP.refuses(SHOP.token(alg).tamperedSignature(forgery).mint(), Reason.INVALID_SIGNATURE);
    }

    private static String pss(String hash, MGF1ParameterSpec mask, int salt) throws GeneralSecurityException {
        Segments segments = Segments.of(SHOP.token("PS256").mint());
        Signature signer = Signature.getInstance("RSASSA-PSS");
        signer.setParameter(new PSSParameterSpec(hash, "MGF1", mask, salt, 1));
        signer.initSign(privateKey(SHOP.key("PS256")));
        signer.update(segments.signingInput());
        return segments.withSignature(signer.sign()).token();
    }

    private static PrivateKey privateKey(SigningKey key) throws GeneralSecurityException {
        String d = (String) key.withPrivateMembers().jwk().get("d");
        BigInteger modulus = ((RSAPublicKey) key.publicKey()).getModulus();
        BigInteger exponent = new BigInteger(1, Base64.getUrlDecoder().decode(d));
        return KeyFactory.getInstance("RSA").generatePrivate(new RSAPrivateKeySpec(modulus, exponent));
    }
}
