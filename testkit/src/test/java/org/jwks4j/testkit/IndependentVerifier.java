package org.jwks4j.testkit;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Map;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.Ed448PublicKeyParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.Ed448Signer;
import org.bouncycastle.crypto.signers.MLDSASigner;

/** Verifies with nothing but a JWK's members: RSA and EC by JCA, the rest by BouncyCastle's lightweight signers. */
final class IndependentVerifier {
    private IndependentVerifier() {}

    static boolean verifies(Map<String, Object> jwk, String algorithm, ParsedToken token)
            throws GeneralSecurityException {
        return switch (algorithm) {
            case "RS256", "RS384", "RS512" -> jca(rsa(jwk), "SHA" + algorithm.substring(2) + "withRSA", null, token);
            case "PS256", "PS384", "PS512" ->
                jca(rsa(jwk), "RSASSA-PSS", pss(Integer.parseInt(algorithm.substring(2))), token);
            case "ES256", "ES384", "ES512" ->
                jca(ec(jwk), "SHA" + algorithm.substring(2) + "withECDSAinP1363Format", null, token);
            case "ES256K" -> es256k(jwk, token);
            default -> lightweight(signer(jwk), token);
        };
    }

    private static boolean jca(PublicKey key, String name, PSSParameterSpec parameters, ParsedToken token)
            throws GeneralSecurityException {
        Signature signature = Signature.getInstance(name);
        if (parameters != null) {
            signature.setParameter(parameters);
        }
        signature.initVerify(key);
        signature.update(token.input());
        return signature.verify(token.signature());
    }

    private static PSSParameterSpec pss(int bits) {
        String hash = "SHA-" + bits;
        return new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), bits / 8, 1);
    }

    private static PublicKey rsa(Map<String, Object> jwk) throws GeneralSecurityException {
        return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(number(jwk, "n"), number(jwk, "e")));
    }

    private static PublicKey ec(Map<String, Object> jwk) throws GeneralSecurityException {
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        String name = switch ((String) jwk.get("crv")) {
            case "P-256" -> "secp256r1";
            case "P-384" -> "secp384r1";
            default -> "secp521r1";
        };
        curve.init(new ECGenParameterSpec(name));
        ECPoint point = new ECPoint(number(jwk, "x"), number(jwk, "y"));
        return KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class)));
    }

    private static boolean es256k(Map<String, Object> jwk, ParsedToken token) {
        X9ECParameters curve = SECNamedCurves.getByName("secp256k1");
        ECDSASigner signer = new ECDSASigner();
        signer.init(
                false,
                new ECPublicKeyParameters(
                        curve.getCurve().createPoint(number(jwk, "x"), number(jwk, "y")),
                        new ECDomainParameters(curve)));
        byte[] digest = new byte[32];
        SHA256Digest sha = new SHA256Digest();
        sha.update(token.input(), 0, token.input().length);
        sha.doFinal(digest, 0);
        byte[] signature = token.signature();
        return signature.length == 64
                && signer.verifySignature(
                        digest,
                        new BigInteger(1, Arrays.copyOf(signature, 32)),
                        new BigInteger(1, Arrays.copyOfRange(signature, 32, 64)));
    }

    private static Signer signer(Map<String, Object> jwk) {
        String name = (String) jwk.get(jwk.get("kty").equals("OKP") ? "crv" : "alg");
        return switch (name) {
            case "Ed25519" -> verifying(new Ed25519Signer(), new Ed25519PublicKeyParameters(bytes(jwk, "x")));
            case "Ed448" -> verifying(new Ed448Signer(new byte[0]), new Ed448PublicKeyParameters(bytes(jwk, "x")));
            case "ML-DSA-44" -> mlDsa(MLDSAParameters.ml_dsa_44, jwk);
            case "ML-DSA-65" -> mlDsa(MLDSAParameters.ml_dsa_65, jwk);
            default -> mlDsa(MLDSAParameters.ml_dsa_87, jwk);
        };
    }

    private static Signer mlDsa(MLDSAParameters parameters, Map<String, Object> jwk) {
        return verifying(new MLDSASigner(), new MLDSAPublicKeyParameters(parameters, bytes(jwk, "pub")));
    }

    private static Signer verifying(Signer signer, CipherParameters key) {
        signer.init(false, key);
        return signer;
    }

    private static boolean lightweight(Signer signer, ParsedToken token) {
        signer.update(token.input(), 0, token.input().length);
        return signer.verifySignature(token.signature());
    }

    private static byte[] bytes(Map<String, Object> jwk, String member) {
        return ParsedToken.bytes((String) jwk.get(member));
    }

    private static BigInteger number(Map<String, Object> jwk, String member) {
        return new BigInteger(1, bytes(jwk, member));
    }
}
