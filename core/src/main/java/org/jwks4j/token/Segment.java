package org.jwks4j.token;

import java.nio.ByteBuffer;
import org.jwks4j.encoding.Base64Url;

/** One of the three parts of a compact JWS (RFC 7515 §7.1). */
final class Segment {
    private Segment() {}

    /** The octets that it stands for. */
    static byte[] decoded(ByteBuffer text, int from, int to) {
        try {
            return Base64Url.decode(text, from, to);
        } catch (IllegalArgumentException e) {
            throw new TokenFormatException("a segment is " + e.getMessage());
        }
    }
}
