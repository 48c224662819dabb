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

/** An Ed25519 or Ed448 public key (RFC 8037 §2). */
@SuppressWarnings("ArrayRecordComponent") // compared by content, never handed out
record OkpMaterial(EdwardsCurve curve, byte[] x) implements KeyMaterial {
    static OkpMaterial parse(JwkMembers jwk) throws UnusableJwkException {
        String curveName = jwk.requiredString("crv");
        EdwardsCurve curve = EdwardsCurve.of(curveName)
                .orElseThrow(() -> new UnusableJwkException(
                        SkipReason.UNSUPPORTED_CURVE, "no signature curve " + Quoted.of(curveName)));
        byte[] x = jwk.octets("x", curve.bytes(), curve.jwkName());
        curve.check(x);
        return new OkpMaterial(curve, x);
    }

    @Override
    public String keyType() {
        return "OKP";
    }

    @Override
    public String description() {
        return curve.jwkName();
    }

    @Override
    public Set<JwsAlgorithm> algorithms() {
        return curve.algorithms();
    }

    @Override
    public SortedMap<String, String> requiredMembers() {
        return new TreeMap<>(Map.of("kty", "OKP", "crv", curve.jwkName(), "x", Base64Url.encode(x)));
    }

    @Override
    public PublicKey publicKey() throws GeneralSecurityException {
        return SubjectPublicKeyInfo.publicKey(curve.jwkName(), curve.oid(), x);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OkpMaterial key && curve == key.curve && Arrays.equals(x, key.x);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(x);
    }
}
