package org.jwks4j.jwk;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.spec.ECPoint;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.Quoted;

/** An elliptic curve public key (RFC 7518 §6.2.1). */
@SuppressWarnings("ArrayRecordComponent") // never compared and never handed out
record EcMaterial(EcCurve curve, byte[] x, byte[] y) implements KeyMaterial {
    static EcMaterial parse(JsonObject jwk) throws UnusableJwkException {
        String curveName = JwkMembers.requiredString(jwk, "crv");
        EcCurve curve = EcCurve.of(curveName)
                .orElseThrow(() -> new UnusableJwkException(
                        SkipReason.UNSUPPORTED_CURVE, "unknown curve " + Quoted.of(curveName)));
        // RFC 7518 §6.2.1.2: the full size of a coordinate, leading zeros included
        byte[] x = JwkMembers.octets(jwk, "x", curve.coordinateBytes(), curve.jwkName());
        byte[] y = JwkMembers.octets(jwk, "y", curve.coordinateBytes(), curve.jwkName());
        if (!curve.contains(new BigInteger(1, x), new BigInteger(1, y))) {
            throw new UnusableJwkException(SkipReason.NOT_ON_CURVE, "the point is not on " + curve.jwkName());
        }
        return new EcMaterial(curve, x, y);
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
        return Set.of(curve.algorithm());
    }

    @Override
    public SortedMap<String, String> requiredMembers() {
        return new TreeMap<>(
                Map.of("kty", "EC", "crv", curve.jwkName(), "x", JwkMembers.encode(x), "y", JwkMembers.encode(y)));
    }

    @Override
    public PublicKey publicKey() throws GeneralSecurityException {
        return curve.publicKey(new ECPoint(new BigInteger(1, x), new BigInteger(1, y)));
    }
}
