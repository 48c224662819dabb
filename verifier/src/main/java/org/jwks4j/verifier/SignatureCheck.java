package org.jwks4j.verifier;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jwks4j.jwk.JwsAlgorithm;

/** Checks one signature with one key through JCA (RFC 7518 §3, RFC 8037 §3.1, RFC 8812 §3.2, RFC 9964). */
final class SignatureCheck {
    private SignatureCheck() {}

    /** False when the signature is not of the key, has a form that cannot be, or no provider can tell. */
    static boolean verifies(PublicKey key, JwsAlgorithm algorithm, byte[] signingInput, byte[] signature) {
        if (!SignatureForm.isPossible(key, algorithm, signature)) {
            return false;
        }
        String name = jcaName(algorithm, key);
        try {
            return verifies(Signature.getInstance(name), key, algorithm, signingInput, signature);
        } catch (GeneralSecurityException | ProviderException e) {
            return anotherProviderVerifies(name, key, algorithm, signingInput, signature);
        }
    }

    /** JCA picks the first provider that takes the key, and the JDK's own takes curves that it then cannot use. */
    private static boolean anotherProviderVerifies(
            String name, PublicKey key, JwsAlgorithm algorithm, byte[] signingInput, byte[] signature) {
        Provider[] providers = Security.getProviders("Signature." + name);
        if (providers == null) {
            return false;
        }
        return Arrays.stream(providers)
                .map(provider -> verdictOf(provider, name, key, algorithm, signingInput, signature))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(false);
    }

    /** Empty when the provider cannot tell. */
    private static Optional<Boolean> verdictOf(
            Provider provider, String name, PublicKey key, JwsAlgorithm algorithm, byte[] input, byte[] signature) {
        try {
            return Optional.of(verifies(Signature.getInstance(name, provider), key, algorithm, input, signature));
        } catch (GeneralSecurityException | ProviderException e) {
            return Optional.empty();
        }
    }

    private static boolean verifies(
            Signature check, PublicKey key, JwsAlgorithm algorithm, byte[] signingInput, byte[] signature)
            throws GeneralSecurityException {
        AlgorithmParameterSpec parameters = parameters(algorithm);
        if (parameters != null) {
            check.setParameter(parameters);
        }
        check.initVerify(key);
        check.update(signingInput);
        return check.verify(signature);
    }

    private static String jcaName(JwsAlgorithm algorithm, PublicKey key) {
        return switch (algorithm) {
            case RS256 -> "SHA256withRSA";
            case RS384 -> "SHA384withRSA";
            case RS512 -> "SHA512withRSA";
            case PS256, PS384, PS512 -> "RSASSA-PSS";
            case ES256, ES256K -> "SHA256withECDSAinP1363Format";
            case ES384 -> "SHA384withECDSAinP1363Format";
            case ES512 -> "SHA512withECDSAinP1363Format";
            case EDDSA -> SignatureForm.isEd448(key) ? "Ed448" : "Ed25519"; // RFC 8037 §3.1: the curve says which
            case ED25519, ED448, ML_DSA_44, ML_DSA_65, ML_DSA_87 -> algorithm.jwsName();
        };
    }

    /** RFC 7518 §3.5: MGF1 with the same hash, and a salt as long as the hash. */
    private static @Nullable AlgorithmParameterSpec parameters(JwsAlgorithm algorithm) {
        return switch (algorithm) {
            case PS256 -> new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);
            case PS384 -> new PSSParameterSpec("SHA-384", "MGF1", MGF1ParameterSpec.SHA384, 48, 1);
            case PS512 -> new PSSParameterSpec("SHA-512", "MGF1", MGF1ParameterSpec.SHA512, 64, 1);
            default -> null;
        };
    }
}
