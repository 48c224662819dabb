package org.jwks4j.jwk;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.jwks4j.encoding.Base64Url;
import org.jwks4j.json.Quoted;

/** An ML-DSA public key (RFC 9964): the {@code alg} names the parameter set, so it is required. */
@SuppressWarnings("ArrayRecordComponent") // compared by content, never handed out
record AkpMaterial(JwsAlgorithm algorithm, byte[] publicBytes) implements KeyMaterial {
    private static final String OID_PREFIX = "6086480165030403"; // 2.16.840.1.101.3.4.3

    static AkpMaterial parse(JwkMembers jwk) throws UnusableJwkException {
        String name = jwk.requiredString("alg");
        JwsAlgorithm algorithm = JwsAlgorithm.of(name)
                .orElseThrow(() -> new UnusableJwkException(
                        SkipReason.UNSUPPORTED_ALGORITHM, "no algorithm of AKP keys: " + Quoted.of(name)));
        if (publicLength(algorithm) == 0) {
            throw new UnusableJwkException(
                    SkipReason.ALGORITHM_MISMATCH, "its alg " + algorithm + " does not go with AKP");
        }
        byte[] publicBytes = jwk.octets("pub", publicLength(algorithm), algorithm.jwsName());
        return new AkpMaterial(algorithm, publicBytes);
    }

    /** FIPS 204 §4, table 2. */
    private static int publicLength(JwsAlgorithm algorithm) {
        return switch (algorithm) {
            case ML_DSA_44 -> 1312;
            case ML_DSA_65 -> 1952;
            case ML_DSA_87 -> 2592;
            default -> 0;
        };
    }

    @Override
    public String keyType() {
        return "AKP";
    }

    @Override
    public String description() {
        return algorithm.jwsName();
    }

    @Override
    public Set<JwsAlgorithm> algorithms() {
        return algorithm.alone();
    }

    @Override
    public SortedMap<String, String> requiredMembers() {
        return new TreeMap<>(Map.of("kty", "AKP", "alg", algorithm.jwsName(), "pub", Base64Url.encode(publicBytes)));
    }

    @Override
    public PublicKey publicKey() throws GeneralSecurityException {
        return SubjectPublicKeyInfo.publicKey(algorithm.jwsName(), oid(), publicBytes);
    }

    private String oid() {
        return OID_PREFIX
                + switch (algorithm) {
                    case ML_DSA_44 -> "11";
                    case ML_DSA_65 -> "12";
                    default -> "13";
                };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AkpMaterial key
                && algorithm == key.algorithm
                && Arrays.equals(publicBytes, key.publicBytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(publicBytes);
    }
}
