package org.jwks4j.form;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.jwks4j.encoding.Base64Url;
import org.jwks4j.jwk.SkipReason;

/**
 * The members of a JWK from a SubjectPublicKeyInfo (RFC 5280 §4.1.2.7). Nothing is checked here but the structure: the numbers are
 * checked where all JWKs are.
 */
final class PublicKeyInfo {
    private static final int UNCOMPRESSED = 0x04;

    private PublicKeyInfo() {}

    static Map<String, String> jwk(byte[] der) throws UnreadableKeyException {
        DerReader outer = DerReader.of(der);
        DerReader info = outer.read(DerReader.SEQUENCE);
        outer.requireEnd();
        return jwk(info);
    }

    /** @param info inside of its sequence */
    static Map<String, String> jwk(DerReader info) throws UnreadableKeyException {
        DerReader algorithm = info.read(DerReader.SEQUENCE);
        String identifier = identifier(algorithm);
        byte[] key = bits(info.read(DerReader.BIT_STRING));
        info.requireEnd();
        return switch (identifier) {
            case "2a864886f70d010101" -> rsa(key); // RFC 3279 §2.3.1
            case "2a8648ce3d0201" -> ec(algorithm, key); // RFC 5480 §2.1.1
            case "2b6570" -> Map.of("kty", "OKP", "crv", "Ed25519", "x", Base64Url.encode(key)); // RFC 8410 §3
            case "2b6571" -> Map.of("kty", "OKP", "crv", "Ed448", "x", Base64Url.encode(key));
            case "608648016503040311" -> mlDsa("ML-DSA-44", key); // RFC 9881 §2
            case "608648016503040312" -> mlDsa("ML-DSA-65", key);
            case "608648016503040313" -> mlDsa("ML-DSA-87", key);
            default ->
                throw new UnreadableKeyException(
                        SkipReason.UNSUPPORTED_KEY_TYPE, "its algorithm identifier is none that is known here");
        };
    }

    /** An RSAPublicKey (RFC 8017 §A.1.1). */
    static Map<String, String> rsa(byte[] der) throws UnreadableKeyException {
        DerReader outer = DerReader.of(der);
        DerReader numbers = outer.read(DerReader.SEQUENCE);
        outer.requireEnd();
        byte[] modulus = positive(numbers.read(DerReader.INTEGER).octets());
        byte[] exponent = positive(numbers.read(DerReader.INTEGER).octets());
        numbers.requireEnd();
        return Map.of("kty", "RSA", "n", Base64Url.encode(modulus), "e", Base64Url.encode(exponent));
    }

    /** Only curves that are named: one that is spelled out may have a generator for which someone knows the private key (CVE-2020-0601). */
    private static Map<String, String> ec(DerReader algorithm, byte[] point) throws UnreadableKeyException {
        String curve = !algorithm.isNext(DerReader.OBJECT_IDENTIFIER)
                ? ""
                : switch (identifier(algorithm)) {
                    case "2a8648ce3d030107" -> "P-256"; // RFC 5480 §2.1.1.1
                    case "2b81040022" -> "P-384";
                    case "2b81040023" -> "P-521";
                    case "2b8104000a" -> "secp256k1"; // SEC 2 v2 §A.2.1
                    default -> "";
                };
        if (curve.isEmpty()) {
            throw new UnreadableKeyException(
                    SkipReason.UNSUPPORTED_CURVE, "its curve is none that is known here, or is not given by name");
        }
        if (point.length % 2 == 0 || point[0] != UNCOMPRESSED) { // RFC 5480 §2.2
            throw UnreadableKeyException.malformed("its point is not in the uncompressed form");
        }
        int middle = point.length / 2 + 1;
        String x = Base64Url.encode(Arrays.copyOfRange(point, 1, middle));
        String y = Base64Url.encode(Arrays.copyOfRange(point, middle, point.length));
        return Map.of("kty", "EC", "crv", curve, "x", x, "y", y);
    }

    private static Map<String, String> mlDsa(String algorithm, byte[] key) {
        return Map.of("kty", "AKP", "alg", algorithm, "pub", Base64Url.encode(key));
    }

    private static String identifier(DerReader in) throws UnreadableKeyException {
        return HexFormat.of().formatHex(in.read(DerReader.OBJECT_IDENTIFIER).octets());
    }

    private static byte[] bits(DerReader bitString) throws UnreadableKeyException {
        byte[] octets = bitString.octets();
        if (octets.length < 2 || octets[0] != 0) {
            throw UnreadableKeyException.malformed("its key is empty, or no whole number of octets");
        }
        return Arrays.copyOfRange(octets, 1, octets.length);
    }

    /** Without the octet for the sign. */
    private static byte[] positive(byte[] number) throws UnreadableKeyException {
        if (number.length == 0 || number[0] < 0) {
            throw UnreadableKeyException.malformed("a number of its RSA key is negative or empty");
        }
        return number[0] == 0 && number.length > 1 ? Arrays.copyOfRange(number, 1, number.length) : number;
    }
}
