package org.jwks4j.jwk;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jwks4j.encoding.Base64Url;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.JsonObject.JsonFormatException;

/**
 * Typed access to the members of one JWK, and the rule of how they may be spelled. A published key may be spelled as real
 * encoders do it, since what comes out is checked in full and noted; a key inside a token is spelled to the letter of the RFC.
 */
final class JwkMembers {
    private final JsonObject jwk;
    private final boolean isPublished;
    private final List<String> notes = new ArrayList<>(0);

    private JwkMembers(JsonObject jwk, boolean isPublished) {
        this.jwk = jwk;
        this.isPublished = isPublished;
    }

    static JwkMembers published(JsonObject jwk) {
        return new JwkMembers(jwk, true);
    }

    static JwkMembers inToken(JsonObject jwk) {
        return new JwkMembers(jwk, false);
    }

    boolean isPublished() {
        return isPublished;
    }

    /** Remembers how the spelling departs from the RFC. */
    void note(String note) {
        notes.add(note);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    /** In a published key, null is the same as absent. */
    boolean has(String name) {
        return jwk.has(name) && !isAbsentNull(name);
    }

    private boolean isAbsentNull(String name) {
        return isPublished && jwk.asMap().get(name) == null;
    }

    Optional<String> string(String name) throws UnusableJwkException {
        try {
            return isAbsentNull(name) ? Optional.empty() : jwk.string(name);
        } catch (JsonFormatException e) {
            throw malformed(name + " is not a string");
        }
    }

    Optional<List<String>> strings(String name) throws UnusableJwkException {
        try {
            return isAbsentNull(name) ? Optional.empty() : jwk.strings(name);
        } catch (JsonFormatException e) {
            throw malformed(name + " is not an array of strings");
        }
    }

    String requiredString(String name) throws UnusableJwkException {
        return string(name).orElseThrow(() -> malformed(name + " is missing"));
    }

    /** Base64urlUInt (RFC 7518 §2); zero octets in front are a known fault of encoders. */
    BigInteger number(String name) throws UnusableJwkException {
        byte[] octets = octets(name);
        if (octets[0] == 0 && octets.length > 1) {
            if (!isPublished) {
                throw malformed(name + " begins with a zero octet");
            }
            note(name + " begins with a zero octet");
        }
        return new BigInteger(1, octets);
    }

    /** Octets in base64url (RFC 7515 §2), at least one. */
    byte[] octets(String name) throws UnusableJwkException {
        String text = requiredString(name);
        String canonical;
        byte[] octets;
        try {
            canonical = isPublished ? PublishedBase64.asBase64Url(text) : text;
            octets = Base64Url.decode(canonical);
        } catch (IllegalArgumentException e) {
            throw malformed(name + " is not canonical base64url");
        }
        if (octets.length == 0) {
            throw malformed(name + " is empty");
        }
        if (!canonical.equals(text)) {
            note(name + " has padding, line breaks or the standard base64 alphabet instead of base64url");
        }
        return octets;
    }

    byte[] octets(String name, int length, String curve) throws UnusableJwkException {
        byte[] octets = octets(name);
        if (octets.length != length) {
            throw new UnusableJwkException(SkipReason.WRONG_LENGTH, wrongLength(name, octets, length, curve));
        }
        return octets;
    }

    static String wrongLength(String name, byte[] octets, int length, String curve) {
        return name + " has " + octets.length + " bytes, but " + curve + " asks for " + length;
    }

    static UnusableJwkException malformed(String detail) {
        return new UnusableJwkException(SkipReason.MALFORMED, detail);
    }
}
