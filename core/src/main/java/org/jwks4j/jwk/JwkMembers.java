package org.jwks4j.jwk;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jwks4j.json.JsonFormatException;
import org.jwks4j.json.JsonObject;

/** Typed access to the members of one JWK; what is wrong leaves out that key and no other. */
final class JwkMembers {
    private JwkMembers() {}

    static Optional<String> string(JsonObject jwk, String name) throws UnusableJwkException {
        try {
            return jwk.string(name);
        } catch (JsonFormatException e) {
            throw malformed(name + " is not a string");
        }
    }

    static Optional<List<String>> strings(JsonObject jwk, String name) throws UnusableJwkException {
        try {
            return jwk.strings(name);
        } catch (JsonFormatException e) {
            throw malformed(name + " is not an array of strings");
        }
    }

    static String requiredString(JsonObject jwk, String name) throws UnusableJwkException {
        return string(jwk, name).orElseThrow(() -> malformed(name + " is missing"));
    }

    /** Base64urlUInt or octets (RFC 7518 §2): canonical, without padding, not empty. */
    static byte[] octets(JsonObject jwk, String name) throws UnusableJwkException {
        String text = requiredString(jwk, name);
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length > 0 && encode(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw malformed(name + " is not base64url");
        }
        throw malformed(name + " is empty or not canonical base64url without padding");
    }

    static byte[] octets(JsonObject jwk, String name, int length, String curve) throws UnusableJwkException {
        byte[] bytes = octets(jwk, name);
        if (bytes.length != length) {
            throw new UnusableJwkException(
                    SkipReason.WRONG_LENGTH,
                    name + " has " + bytes.length + " bytes where " + curve + " asks for " + length);
        }
        return bytes;
    }

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static UnusableJwkException malformed(String detail) {
        return new UnusableJwkException(SkipReason.MALFORMED, detail);
    }
}
