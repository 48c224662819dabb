package org.jwks4j.encoding;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Canonical base64url without padding (RFC 7515 §2): of all spellings of the same bytes, only one is read. The JDK's
 * decoder does the work, several times as fast as a loop of ours; padding and non-zero trailing bits, which it accepts,
 * are refused here.
 */
public final class Base64Url {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final byte[] VALUES = new byte[256];

    static {
        Arrays.fill(VALUES, (byte) -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (int i = 0; i < alphabet.length(); i++) {
            VALUES[alphabet.charAt(i)] = (byte) i;
        }
    }

    private Base64Url() {}

    /**
     * Whether a character is one of the 64 letters.
     *
     * @param c a character of untrusted text
     * @return true if it is
     */
    public static boolean isLetter(char c) {
        return c < VALUES.length && VALUES[c] >= 0;
    }

    /**
     * Octets as text.
     *
     * @param octets any number
     * @return without padding
     */
    public static String encode(byte[] octets) {
        return ENCODER.encodeToString(octets);
    }

    /**
     * The octets that a text spells.
     *
     * @param text untrusted
     * @return a new array
     * @throws IllegalArgumentException if it is not canonical
     */
    public static byte[] decode(String text) {
        byte[] letters =
                text.getBytes(StandardCharsets.ISO_8859_1); // what is beyond becomes a question mark: no letter either
        return decode(ByteBuffer.wrap(letters), 0, letters.length);
    }

    /**
     * The octets that {@code text[from, to)} spells.
     *
     * @param text in ISO 8859-1; its position and limit are moved
     * @param from where the first letter is
     * @param to behind the last letter
     * @return a new array
     * @throws IllegalArgumentException if it is not canonical
     */
    @SuppressWarnings("ByteBufferBackingArray") // of what the decoder returns: all of an array that is its own
    public static byte[] decode(ByteBuffer text, int from, int to) {
        ByteBuffer segment = text.limit(to).position(from);
        requireCanonicalEnd(segment);
        try {
            return Base64.getUrlDecoder().decode(segment).array();
        } catch (IllegalArgumentException e) {
            throw notBase64Url();
        }
    }

    private static void requireCanonicalEnd(ByteBuffer segment) {
        int overhang = segment.remaining() % 4;
        if (overhang == 1) {
            throw notBase64Url();
        }
        if (!segment.hasRemaining()) {
            return;
        }
        int last = VALUES[segment.get(segment.limit() - 1) & 0xff];
        int unusedBits = overhang == 2 ? 0x0f : overhang == 3 ? 0x03 : 0;
        if (last < 0 || (last & unusedBits) != 0) {
            throw notBase64Url();
        }
    }

    private static IllegalArgumentException notBase64Url() {
        return new IllegalArgumentException("not canonical base64url without padding (RFC 7515 §2)");
    }
}
