package org.jwks4j.jwk;

import java.security.GeneralSecurityException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.jwks4j.encoding.Base64Url;
import org.jwks4j.encoding.Sha256;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.Quoted;

/** One JWK to a {@link Jwk}, or the reason why not. */
final class JwkParser {
    /** RFC 7518 §6.2.2, §6.3.2, §6.4.1, RFC 8037 §2, RFC 9964: what only the owner of a key may know. */
    private static final List<String> PRIVATE_MEMBERS = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv");

    private static final Pattern THUMBPRINT = Pattern.compile("[0-9A-Za-z_-]{43}");

    private final JwkMembers jwk;
    private final JwkLimits limits;

    private JwkParser(JwkMembers jwk, JwkLimits limits) {
        this.jwk = jwk;
        this.limits = limits;
    }

    static Jwk published(JsonObject jwk, JwkLimits limits) throws UnusableJwkException {
        return new JwkParser(JwkMembers.published(jwk), limits).key();
    }

    static Jwk inToken(JsonObject jwk) throws UnusableJwkException {
        JwkMembers members = JwkMembers.inToken(jwk);
        if (hasPrivateMembers(members)) { // RFC 9449 §4.3
            throw JwkMembers.malformed("it has private members");
        }
        return new JwkParser(members, JwkLimits.forStrangers()).key();
    }

    private Jwk key() throws UnusableJwkException {
        String keyId = jwk.string("kid").orElse(null);
        if (keyId != null && keyId.length() > Jwk.MAX_KEY_ID_LENGTH) {
            throw JwkMembers.malformed("kid is longer than " + Jwk.MAX_KEY_ID_LENGTH + " characters");
        }
        boolean isSaidToSign = requireForSignatures();
        KeyMaterial material = MaterialParser.parse(jwk, limits);
        JwsAlgorithm pinned = pinnedAlgorithm(material);
        requireProvider(material);
        String certificate = certificateThumbprint(material);
        String issuer = jwk.string("issuer").orElse(null);
        return new Jwk(keyId, isSaidToSign, pinned, issuer, certificate, material, hasPrivateMembers(jwk), jwk.notes());
    }

    /** Of the first certificate of {@code x5c}, or else what {@code x5t#S256} says. */
    private @Nullable String certificateThumbprint(KeyMaterial material) throws UnusableJwkException {
        Optional<String> said = saidThumbprint();
        Optional<List<String>> chain = jwk.strings("x5c");
        if (chain.isEmpty()) {
            return said.orElse(null);
        }
        byte[] certificate = X5cCheck.requireSameKey(chain.get(), material, jwk);
        if (certificate.length == 0) {
            return said.orElse(null);
        }
        String thumbprint = Base64Url.encode(Sha256.of(certificate));
        if (said.isPresent() && !said.get().equals(thumbprint)) {
            jwk.note("x5t#S256 is not of the first certificate of x5c");
        }
        return thumbprint;
    }

    /** A thumbprint only helps to find the key, so a key with a wrong one is used all the same. */
    private Optional<String> saidThumbprint() {
        try {
            Optional<String> said = jwk.string("x5t#S256");
            if (said.isEmpty() || THUMBPRINT.matcher(said.get()).matches()) {
                return said;
            }
        } catch (UnusableJwkException e) { // it is not a string
        }
        jwk.note("x5t#S256 is no SHA-256 in base64url");
        return Optional.empty();
    }

    /** Whether {@code use} says so itself. */
    private boolean requireForSignatures() throws UnusableJwkException {
        Optional<String> use = jwk.string("use");
        if (!use.orElse("sig").equals("sig")) {
            throw new UnusableJwkException(SkipReason.NOT_FOR_SIGNATURES, "its use is " + Quoted.of(use.get()));
        }
        List<String> operations = jwk.strings("key_ops").orElse(List.of("verify"));
        if (new HashSet<>(operations).size() < operations.size()) { // RFC 7517 §4.3
            throw JwkMembers.malformed("its key_ops have a value twice");
        }
        if (!operations.contains("verify")) {
            throw new UnusableJwkException(SkipReason.NOT_FOR_SIGNATURES, "its key_ops do not have verify");
        }
        return use.isPresent();
    }

    private @Nullable JwsAlgorithm pinnedAlgorithm(KeyMaterial material) throws UnusableJwkException {
        Optional<String> name = jwk.string("alg");
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

    private static boolean hasPrivateMembers(JwkMembers jwk) {
        return PRIVATE_MEMBERS.stream().anyMatch(jwk::has);
    }
}
