package org.jwks4j.jwk;

import org.jwks4j.json.Quoted;

/** The numbers of a key, by its type (RFC 7518 §6, RFC 8037 §2, RFC 9964). */
final class MaterialParser {
    private MaterialParser() {}

    /** Reads and checks the members that the {@code kty} asks for. */
    static KeyMaterial parse(JwkMembers jwk, JwkLimits limits) throws UnusableJwkException {
        String keyType = jwk.requiredString("kty");
        return switch (keyType) {
            case "RSA" -> RsaMaterial.parse(jwk, limits);
            case "EC" -> EcMaterial.parse(jwk);
            case "OKP" -> OkpMaterial.parse(jwk);
            case "AKP" -> AkpMaterial.parse(jwk);
            case "oct" ->
                throw new UnusableJwkException(
                        SkipReason.SYMMETRIC_KEY, "a symmetric key (kty oct) has no place in a public set");
            default ->
                throw new UnusableJwkException(
                        SkipReason.UNSUPPORTED_KEY_TYPE, "unknown key type " + Quoted.of(keyType));
        };
    }
}
