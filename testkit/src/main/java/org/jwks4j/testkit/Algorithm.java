package org.jwks4j.testkit;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JWS algorithms that this kit signs with: the key that each needs, and the JCA signature that makes it. */
enum Algorithm {
    RS256("RS256", KeyKind.RSA, "SHA256withRSA"),
    RS384("RS384", KeyKind.RSA, "SHA384withRSA"),
    RS512("RS512", KeyKind.RSA, "SHA512withRSA"),
    PS256("PS256", KeyKind.RSA, "RSASSA-PSS", pss("SHA-256", MGF1ParameterSpec.SHA256, 32)),
    PS384("PS384", KeyKind.RSA, "RSASSA-PSS", pss("SHA-384", MGF1ParameterSpec.SHA384, 48)),
    PS512("PS512", KeyKind.RSA, "RSASSA-PSS", pss("SHA-512", MGF1ParameterSpec.SHA512, 64)),
    ES256("ES256", KeyKind.P256, "SHA256withECDSAinP1363Format"),
    ES384("ES384", KeyKind.P384, "SHA384withECDSAinP1363Format"),
    ES512("ES512", KeyKind.P521, "SHA512withECDSAinP1363Format"),
    ES256K("ES256K", KeyKind.SECP256K1, "SHA256withPLAIN-ECDSA"), // BouncyCastle's name for P1363
    EDDSA("EdDSA", KeyKind.ED25519, "EdDSA"),
    ED25519("Ed25519", KeyKind.ED25519, "Ed25519"),
    ED448("Ed448", KeyKind.ED448, "Ed448"),
    ML_DSA_44("ML-DSA-44", KeyKind.ML_DSA_44, "ML-DSA-44"),
    ML_DSA_65("ML-DSA-65", KeyKind.ML_DSA_65, "ML-DSA-65"),
    ML_DSA_87("ML-DSA-87", KeyKind.ML_DSA_87, "ML-DSA-87");

    final String jwsName;
    final KeyKind keyKind;
    private final String jcaName;

    @SuppressWarnings("ImmutableEnumChecker") // PSSParameterSpec is immutable
    private final @Nullable AlgorithmParameterSpec parameters;

    Algorithm(String jwsName, KeyKind keyKind, String jcaName) {
        this(jwsName, keyKind, jcaName, null);
    }

    Algorithm(String jwsName, KeyKind keyKind, String jcaName, @Nullable AlgorithmParameterSpec parameters) {
        this.jwsName = jwsName;
        this.keyKind = keyKind;
        this.jcaName = jcaName;
        this.parameters = parameters;
    }

    static Algorithm named(String jwsName) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.jwsName.equals(jwsName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no JWS algorithm \"" + jwsName + "\" here; there are " + String.join(", ", names())));
    }

    static List<String> names() {
        return Arrays.stream(values()).map(algorithm -> algorithm.jwsName).toList();
    }

    /** {@code EdDSA} is the one name that two kinds of key answer to (RFC 8037 §3.1). */
    boolean fits(KeyKind kind) {
        return keyKind == kind || (this == EDDSA && kind == KeyKind.ED448);
    }

    byte[] sign(KeyPair pair, byte[] input) {
        try {
            Provider provider = keyKind.provider();
            Signature signature =
                    provider == null ? Signature.getInstance(jcaName) : Signature.getInstance(jcaName, provider);
            if (parameters != null) {
                signature.setParameter(parameters);
            }
            signature.initSign(pair.getPrivate());
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign with " + jwsName, e);
        }
    }

    private static PSSParameterSpec pss(String hash, MGF1ParameterSpec mask, int saltBytes) {
        return new PSSParameterSpec(hash, "MGF1", mask, saltBytes, PSSParameterSpec.TRAILER_FIELD_BC);
    }
}
