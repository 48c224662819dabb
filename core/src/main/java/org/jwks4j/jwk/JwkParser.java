package org.jwks4j.jwk;

import java.security.GeneralSecurityException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.Quoted;

/** One member of {@code keys} to a {@link Jwk}, or the reason why not. */
final class JwkParser {
    /** RFC 7518 §6.2.2, §6.3.2, §6.4.1, RFC 8037 §2, RFC 9964: what only the owner of a key may know. */
    private static final List<String> PRIVATE_MEMBERS = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv");

    private JwkParser() {}

    static Jwk parse(JsonObject jwk) throws UnusableJwkException {
        String keyId = JwkMembers.string(jwk, "kid").orElse(null);
        if (keyId != null && keyId.length() > Jwk.MAX_KEY_ID_LENGTH) {
            throw JwkMembers.malformed("kid is longer than " + Jwk.MAX_KEY_ID_LENGTH + " characters");
        }
        requireForSignatures(jwk);
        KeyMaterial material = KeyMaterial.parse(jwk);
        JwsAlgorithm pinned = pinnedAlgorithm(jwk, material);
        requireProvider(material);
        Optional<List<String>> chain = JwkMembers.strings(jwk, "x5c");
        if (chain.isPresent()) {
            CertificateCheck.requireSameKey(chain.get(), material);
        }
        String use = JwkMembers.string(jwk, "use").orElse(null);
        String issuer = JwkMembers.string(jwk, "issuer").orElse(null);
        return new Jwk(keyId, use, pinned, issuer, algorithms(pinned, material), material, hasPrivateMembers(jwk));
    }

    private static void requireForSignatures(JsonObject jwk) throws UnusableJwkException {
        String use = JwkMembers.string(jwk, "use").orElse("sig");
        if (!use.equals("sig")) {
            throw new UnusableJwkException(SkipReason.NOT_FOR_SIGNATURES, "its use is " + Quoted.of(use));
        }
        Optional<List<String>> operations = JwkMembers.strings(jwk, "key_ops");
        if (operations.isPresent() && !operations.get().contains("verify")) {
            throw new UnusableJwkException(SkipReason.NOT_FOR_SIGNATURES, "its key_ops do not have verify");
        }
    }

    private static @Nullable JwsAlgorithm pinnedAlgorithm(JsonObject jwk, KeyMaterial material)
            throws UnusableJwkException {
        Optional<String> name = JwkMembers.string(jwk, "alg");
        if (name.isEmpty()) {
            return null;
        }
        JwsAlgorithm algorithm = JwsAlgorithm.of(name.get())
                .orElseThrow(() -> new UnusableJwkException(
                        SkipReason.UNSUPPORTED_ALGORITHM,
                        "its alg " + Quoted.of(name.get()) + " is no signature algorithm that is known here"));
        if (!material.algorithms().contains(algorithm)) {
            throw new UnusableJwkException(
                    SkipReason.ALGORITHM_MISMATCH,
                    "its alg " + algorithm + " does not go with " + material.description());
        }
        return algorithm;
    }

    /** The JWK's own algorithm and no other (RFC 8725 §3.1); both names of EdDSA are one algorithm (RFC 9864 §2.2). */
    private static Set<JwsAlgorithm> algorithms(@Nullable JwsAlgorithm pinned, KeyMaterial material) {
        if (pinned == null || material instanceof OkpMaterial) {
            return material.algorithms();
        }
        return Set.copyOf(EnumSet.of(pinned));
    }

    /** The JVM itself has RSA, the NIST curves and EdDSA; for the rest a provider must be there now. */
    private static void requireProvider(KeyMaterial material) throws UnusableJwkException {
        boolean mayBeMissing = material instanceof AkpMaterial
                || (material instanceof EcMaterial ec && ec.curve() == EcCurve.SECP256K1);
        if (!mayBeMissing) {
            return;
        }
        try {
            material.publicKey();
        } catch (GeneralSecurityException e) {
            throw new UnusableJwkException(
                    SkipReason.UNSUPPORTED_CURVE,
                    "no security provider has " + material.description() + " (or it refuses this key)");
        }
    }

    private static boolean hasPrivateMembers(JsonObject jwk) {
        return PRIVATE_MEMBERS.stream().anyMatch(jwk::has);
    }
}
