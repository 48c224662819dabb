package org.jwks4j.jwk;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jwks4j.json.JsonObject;

/** JWKs as maps, to be spoilt and then read the way a published set is. */
final class Jwks {
    private Jwks() {}

    static KeyPair generate(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("RSA")) {
                generator.initialize(2048);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyPair generateEc(String jcaCurve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(jcaCurve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, Object> rsa(PublicKey key) {
        RSAPublicKey rsa = (RSAPublicKey) key;
        return rsa(rsa.getModulus(), rsa.getPublicExponent());
    }

    static Map<String, Object> rsa(BigInteger modulus, BigInteger exponent) {
        return jwk("kty", "RSA", "n", unsigned(modulus), "e", unsigned(exponent));
    }

    static Map<String, Object> ec(String crv, PublicKey key) {
        ECPublicKey ec = (ECPublicKey) key;
        int length = (ec.getParams().getCurve().getField().getFieldSize() + 7) / 8;
        return ec(crv, ec.getW().getAffineX(), ec.getW().getAffineY(), length);
    }

    static Map<String, Object> ec(String crv, BigInteger x, BigInteger y, int length) {
        return jwk("kty", "EC", "crv", crv, "x", fixed(x, length), "y", fixed(y, length));
    }

    static Map<String, Object> okp(String crv, byte[] x) {
        return jwk("kty", "OKP", "crv", crv, "x", base64Url(x));
    }

    static Map<String, Object> okp(String crv, PublicKey key, int length) {
        byte[] encoded = key.getEncoded();
        return okp(crv, Arrays.copyOfRange(encoded, encoded.length - length, encoded.length));
    }

    static Map<String, Object> jwk(Object... namesAndValues) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return members;
    }

    static Map<String, Object> with(Map<String, Object> jwk, String name, Object value) {
        Map<String, Object> copy = new LinkedHashMap<>(jwk);
        copy.put(name, value);
        return copy;
    }

    static Map<String, Object> without(Map<String, Object> jwk, String name) {
        Map<String, Object> copy = new LinkedHashMap<>(jwk);
        copy.remove(name);
        return copy;
    }

    static String set(List<?> entries) {
        return JsonObject.of(Map.of("keys", entries)).toJson();
    }

    /** The one key of a set that has nothing else. */
    static Jwk read(Map<String, Object> jwk) {
        JwkSet set = JwkSet.parse(set(List.of(jwk)));
        assertThat(set.skipped()).isEmpty();
        assertThat(set.keys()).hasSize(1);
        return set.keys().get(0);
    }

    /** The one skipped entry of a set that has nothing else. */
    static SkippedJwk skipped(Map<String, Object> jwk) {
        JwkSet set = JwkSet.parse(set(List.of(jwk)));
        assertThat(set.keys()).isEmpty();
        assertThat(set.skipped()).hasSize(1);
        assertThat(set.skipped().get(0).detail()).matches("[\\x20-\\x7e]+");
        return set.skipped().get(0);
    }

    static void assertSkipped(Map<String, Object> jwk, SkipReason reason, String detail) {
        SkippedJwk skipped = skipped(jwk);
        assertThat(skipped.reason()).as(skipped.detail()).isEqualTo(reason);
        assertThat(skipped.detail()).contains(detail);
    }

    static String unsigned(BigInteger number) {
        return base64Url(octets(number, (number.bitLength() + 7) / 8));
    }

    static String fixed(BigInteger number, int length) {
        return base64Url(octets(number, length));
    }

    static byte[] octets(BigInteger number, int length) {
        byte[] bytes = number.toByteArray();
        byte[] octets = new byte[length];
        int copied = Math.min(bytes.length, length);
        System.arraycopy(bytes, bytes.length - copied, octets, length - copied, copied);
        return octets;
    }

    static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
