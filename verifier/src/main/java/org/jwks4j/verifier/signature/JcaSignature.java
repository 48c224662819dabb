package org.jwks4j.verifier.signature;

import java.security.InvalidAlgorithmParameterException;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.jwks4j.jwk.JwsAlgorithm;

/**
 * What JCA calls the signature of a JWS algorithm (RFC 7518 §3, RFC 8037 §3.1, RFC 8812 §3.2, RFC 9964).
 *
 * @param parameters what must be said to it; null if its name says all
 * @param der whether it wants ECDSA signatures in DER rather than as JWS has them
 */
record JcaSignature(String name, @Nullable AlgorithmParameterSpec parameters, boolean der) {
    /** RFC 7518 §3.5: MGF1 with the same hash, and a salt as long as the hash. */
    private static final PSSParameterSpec PS256 =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, PSSParameterSpec.TRAILER_FIELD_BC);

    private static final PSSParameterSpec PS384 =
            new PSSParameterSpec("SHA-384", "MGF1", MGF1ParameterSpec.SHA384, 48, PSSParameterSpec.TRAILER_FIELD_BC);
    private static final PSSParameterSpec PS512 =
            new PSSParameterSpec("SHA-512", "MGF1", MGF1ParameterSpec.SHA512, 64, PSSParameterSpec.TRAILER_FIELD_BC);

    /** The names that providers have for it; the JDK's own first. {@code EdDSA} is asked for by its curve. */
    static List<JcaSignature> of(JwsAlgorithm algorithm) {
        return switch (algorithm) {
            case RS256 -> named("SHA256withRSA");
            case RS384 -> named("SHA384withRSA");
            case RS512 -> named("SHA512withRSA");
            case PS256 -> pss("SHA256withRSA/PSS", PS256);
            case PS384 -> pss("SHA384withRSA/PSS", PS384);
            case PS512 -> pss("SHA512withRSA/PSS", PS512);
            case ES256, ES256K -> ecdsa("SHA256withECDSA");
            case ES384 -> ecdsa("SHA384withECDSA");
            case ES512 -> ecdsa("SHA512withECDSA");
            case EDDSA -> List.of();
            case ED25519, ED448 -> named(algorithm.jwsName(), "EdDSA"); // the key's curve says which
            case ML_DSA_44, ML_DSA_65, ML_DSA_87 -> named(algorithm.jwsName(), "ML-DSA"); // and its parameter set
        };
    }

    Signature create(Provider provider) throws NoSuchAlgorithmException, InvalidAlgorithmParameterException {
        Signature created = Signature.getInstance(name, provider);
        if (parameters != null) {
            created.setParameter(parameters);
        }
        return created;
    }

    private static List<JcaSignature> named(String... names) {
        return List.of(names).stream()
                .map(name -> new JcaSignature(name, null, false))
                .toList();
    }

    private static List<JcaSignature> pss(String nameOfConscrypt, PSSParameterSpec parameters) {
        return List.of(
                new JcaSignature("RSASSA-PSS", parameters, false),
                new JcaSignature(nameOfConscrypt, parameters, false));
    }

    private static List<JcaSignature> ecdsa(String name) {
        return List.of(new JcaSignature(name + "inP1363Format", null, false), new JcaSignature(name, null, true));
    }
}
