package org.jwks4j.jwk;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.spec.ECPoint;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.jwks4j.encoding.Base64Url;
import org.jwks4j.json.Quoted;

/** An elliptic curve public key (RFC 7518 §6.2.1), its coordinates in their full length. */
@SuppressWarnings("ArrayRecordComponent") // compared by content, never handed out
record EcMaterial(EcCurve curve, byte[] x, byte[] y) implements KeyMaterial {
    static EcMaterial parse(JwkMembers jwk) throws UnusableJwkException {
        String curveName = jwk.requiredString("crv");
        EcCurve curve = EcCurve.of(curveName)
                .orElseThrow(() -> new UnusableJwkException(
                        SkipReason.UNSUPPORTED_CURVE, "unknown curve " + Quoted.of(curveName)));
        byte[] x = jwk.octets("x");
        byte[] y = jwk.octets("y");
        boolean isOnCurve = curve.contains(new BigInteger(1, x), new BigInteger(1, y));
        for (String oddLength : oddLengths(curve, x, y)) {
            // RFC 7518 §6.2.1.2 asks for leading zeros, which encoders of numbers drop, or add one more for the sign
            if (!isOnCurve || !jwk.isPublished()) {
                throw new UnusableJwkException(SkipReason.WRONG_LENGTH, oddLength);
            }
            jwk.note(oddLength);
        }
        if (!isOnCurve) {
            throw new UnusableJwkException(SkipReason.NOT_ON_CURVE, "the point is not on " + curve.jwkName());
        }
        return new EcMaterial(curve, inLength(x, curve.coordinateBytes()), inLength(y, curve.coordinateBytes()));
    }

    private static Iterable<String> oddLengths(EcCurve curve, byte[] x, byte[] y) {
        return Stream.of(Map.entry("x", x), Map.entry("y", y))
                .filter(coordinate -> coordinate.getValue().length != curve.coordinateBytes())
                .map(coordinate -> JwkMembers.wrongLength(
                        coordinate.getKey(), coordinate.getValue(), curve.coordinateBytes(), curve.jwkName()))
                .toList();
    }

    /** Of a number that fits: zero octets are put or taken away in front. */
    private static byte[] inLength(byte[] octets, int length) {
        byte[] full = new byte[length];
        int copied = Math.min(octets.length, length);
        System.arraycopy(octets, octets.length - copied, full, length - copied, copied);
        return full;
    }

    @Override
    public String keyType() {
        return "EC";
    }

    @Override
    public String description() {
        return curve.jwkName();
    }

    @Override
    public Set<JwsAlgorithm> algorithms() {
        return curve.algorithm().alone();
    }

    @Override
    public SortedMap<String, String> requiredMembers() {
        return new TreeMap<>(
                Map.of("kty", "EC", "crv", curve.jwkName(), "x", Base64Url.encode(x), "y", Base64Url.encode(y)));
    }

    @Override
    public PublicKey publicKey() throws GeneralSecurityException {
        return curve.publicKey(new ECPoint(new BigInteger(1, x), new BigInteger(1, y)));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EcMaterial key
                && curve == key.curve
                && Arrays.equals(x, key.x)
                && Arrays.equals(y, key.y);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(x);
    }
}
