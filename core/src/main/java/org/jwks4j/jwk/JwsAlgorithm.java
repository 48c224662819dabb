package org.jwks4j.jwk;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The signature algorithms that a published key can verify. The list is all there is: {@code none} and the symmetric
 * {@code HS*} have no place in it (RFC 8725 §3.1).
 */
public enum JwsAlgorithm {
    /** RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518 §3.3). */
    RS256("RS256"),
    /** RSASSA-PKCS1-v1_5 with SHA-384 (RFC 7518 §3.3). */
    RS384("RS384"),
    /** RSASSA-PKCS1-v1_5 with SHA-512 (RFC 7518 §3.3). */
    RS512("RS512"),
    /** RSASSA-PSS with SHA-256 (RFC 7518 §3.5). */
    PS256("PS256"),
    /** RSASSA-PSS with SHA-384 (RFC 7518 §3.5). */
    PS384("PS384"),
    /** RSASSA-PSS with SHA-512 (RFC 7518 §3.5). */
    PS512("PS512"),
    /** ECDSA on P-256 with SHA-256 (RFC 7518 §3.4). */
    ES256("ES256"),
    /** ECDSA on P-384 with SHA-384 (RFC 7518 §3.4). */
    ES384("ES384"),
    /** ECDSA on P-521 with SHA-512 (RFC 7518 §3.4). */
    ES512("ES512"),
    /** ECDSA on secp256k1 with SHA-256 (RFC 8812 §3.2). */
    ES256K("ES256K"),
    /** The older name of {@link #ED25519} and {@link #ED448}; which of them, the key's curve says (RFC 8037 §3.1). */
    EDDSA("EdDSA"),
    /** EdDSA on edwards25519 (RFC 9864 §2.2). */
    ED25519("Ed25519"),
    /** EdDSA on edwards448 (RFC 9864 §2.2). */
    ED448("Ed448"),
    /** ML-DSA-44, post-quantum (RFC 9964). */
    ML_DSA_44("ML-DSA-44"),
    /** ML-DSA-65, post-quantum (RFC 9964). */
    ML_DSA_65("ML-DSA-65"),
    /** ML-DSA-87, post-quantum (RFC 9964). */
    ML_DSA_87("ML-DSA-87");

    private static final Map<String, JwsAlgorithm> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(a -> a.jwsName, Function.identity()));

    private final String jwsName;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable
    private final Set<JwsAlgorithm> alone = Set.of(this);

    JwsAlgorithm(String jwsName) {
        this.jwsName = jwsName;
    }

    /** The set of this one, which the keys of all issuers share. */
    Set<JwsAlgorithm> alone() {
        return alone;
    }

    /**
     * The algorithm of a name as it stands in {@code alg}; names are case-sensitive.
     *
     * @param name an {@code alg} value
     * @return the algorithm, or empty when the name is none of these
     */
    public static Optional<JwsAlgorithm> of(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /**
     * The name that {@code alg} has in tokens and JWKs.
     *
     * @return the registered name
     */
    public String jwsName() {
        return jwsName;
    }

    /** The same as {@link #jwsName()}. */
    @Override
    public String toString() {
        return jwsName;
    }
}
