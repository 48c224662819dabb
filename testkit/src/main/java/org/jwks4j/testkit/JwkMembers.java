package org.jwks4j.testkit;

import java.math.BigInteger;
import java.security.Key;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes key material as JWK members: RFC 7518 §6 (RSA, EC), RFC 8037 §2 (OKP), RFC 9964 (AKP). */
final class JwkMembers {
    private JwkMembers() {}

    static Map<String, Object> ofPublicKey(KeyKind kind, PublicKey key) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("kty", kind.kty);
        if (kind.crv != null) {
            members.put("crv", kind.crv);
        }
        if (key instanceof RSAPublicKey rsa) {
            members.put("n", base64(rsa.getModulus()));
            members.put("e", base64(rsa.getPublicExponent()));
        } else if (key instanceof ECPublicKey ec) {
            int size = coordinateBytes(ec);
            members.put("x", base64(ec.getW().getAffineX(), size));
            members.put("y", base64(ec.getW().getAffineY(), size));
        } else {
            members.put(kind.kty.equals("OKP") ? "x" : "pub", base64(rawPublicKey(kind, key)));
        }
        return members;
    }

    static Map<String, Object> ofPrivateKey(KeyPair pair) {
        Map<String, Object> members = new LinkedHashMap<>();
        PrivateKey key = pair.getPrivate();
        if (key instanceof RSAPrivateCrtKey rsa) {
            members.put("d", base64(rsa.getPrivateExponent()));
            members.put("p", base64(rsa.getPrimeP()));
            members.put("q", base64(rsa.getPrimeQ()));
            members.put("dp", base64(rsa.getPrimeExponentP()));
            members.put("dq", base64(rsa.getPrimeExponentQ()));
            members.put("qi", base64(rsa.getCrtCoefficient()));
        } else if (key instanceof ECPrivateKey ec) {
            members.put("d", base64(ec.getS(), coordinateBytes((ECPublicKey) pair.getPublic())));
        } else if (key instanceof EdECPrivateKey ed) {
            members.put("d", base64(ed.getBytes().orElseThrow()));
        } else {
            members.put("priv", base64(BouncyCastle.seed(key)));
        }
        return members;
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static int coordinateBytes(ECPublicKey key) {
        return (key.getParams().getCurve().getField().getFieldSize() + 7) / 8;
    }

    /** The public keys of OKP and AKP are the last bytes of their SubjectPublicKeyInfo (RFC 8410 §4, RFC 9881 §4). */
    private static byte[] rawPublicKey(KeyKind kind, Key key) {
        int size = switch (kind) {
            case ED25519 -> 32;
            case ED448 -> 57;
            case ML_DSA_44 -> 1312;
            case ML_DSA_65 -> 1952;
            case ML_DSA_87 -> 2592;
            default -> throw new IllegalArgumentException(kind + " has no raw public key");
        };
        byte[] encoded = key.getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - size, encoded.length);
    }

    private static String base64(BigInteger number) {
        return base64(number, (number.bitLength() + 7) / 8);
    }

    private static String base64(BigInteger number, int size) {
        byte[] signed = number.toByteArray();
        byte[] unsigned = new byte[size];
        int length = Math.min(signed.length, size);
        System.arraycopy(signed, signed.length - length, unsigned, size - length, length);
        return base64(unsigned);
    }
}
