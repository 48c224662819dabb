package org.jwks4j.jwk;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Set;
import java.util.SortedMap;
import org.jwks4j.json.Quoted;

/** The public numbers of a key, checked when read. Two are equal when their numbers are. Small until the {@link PublicKey} is needed. */
sealed interface KeyMaterial permits RsaMaterial, EcMaterial, OkpMaterial, AkpMaterial {
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

    /** The {@code kty}. */
    String keyType();

    /** What a person calls it: {@code RSA 2048}, {@code P-256}. */
    String description();

    /** The algorithms that such a key can verify, if its JWK names none. */
    Set<JwsAlgorithm> algorithms();

    /** The members that a thumbprint is made of (RFC 7638 §3.2), {@code kty} included, in lexicographic order. */
    SortedMap<String, String> requiredMembers();

    /** Builds the key through JCA. */
    PublicKey publicKey() throws GeneralSecurityException;
}
