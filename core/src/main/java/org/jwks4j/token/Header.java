package org.jwks4j.token;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A protected header that was read. All tokens of a key have the same one, letter by letter, so the last ones are
 * remembered. What is remembered follows from the segment alone and is found by the whole segment: a flood of
 * invented headers costs others the time of reading theirs again, and nothing else.
 */
final class Header {
    private static final int MAX_REMEMBERED_LENGTH = 256;

    /** Written without locks: a slot holds an immutable header, and it does not matter which. A power of two. */
    private static final @Nullable Header[] REMEMBERED = new @Nullable Header[4096];

    /** Of the headers whose slot has another, each sixteenth is remembered: with more in use than slots, the rest write nothing. */
    private static final int SELDOM = 15;

    private static int unknown; // counted without locks: it need not be exact

    private final byte[] segment;
    private final TokenJson json;
    private final String algorithm;
    private final @Nullable String keyId;
    private final @Nullable String certificate;

    private Header(byte[] segment) {
        this.segment = segment;
        byte[] text = Segment.decoded(ByteBuffer.wrap(segment), 0, segment.length);
        this.json = StrictScanner.read(text);
        this.algorithm = present(json.stringOrNull("alg"));
        String kid = json.isNull("kid") ? null : json.stringOrNull("kid"); // RFC 7515 §4.1.4: it is optional
        String thumbprint = json.text("x5t#S256");
        this.certificate = thumbprint != null && thumbprint.length() == Lengths.SHA256 ? thumbprint : null;
        this.keyId = Lengths.bounded(kid, Lengths.KEY_ID, "kid");
    }

    /** The header that a token begins with. */
    static Header read(byte[] token, int length) {
        int slot = (int) Fingerprint.of(token, 0, length) & (REMEMBERED.length - 1);
        Header remembered = REMEMBERED[slot];
        if (remembered != null && remembered.isOf(token, length)) {
            return remembered;
        }
        Header header = new Header(Arrays.copyOf(token, length));
        if (length <= MAX_REMEMBERED_LENGTH && (remembered == null || (unknown++ & SELDOM) == 0)) {
            REMEMBERED[slot] = header;
        }
        return header;
    }

    private boolean isOf(byte[] token, int length) {
        return Arrays.equals(segment, 0, segment.length, token, 0, length);
    }

    private static String present(@Nullable String algorithm) {
        if (algorithm == null) {
            throw new TokenFormatException("the header has no alg (RFC 7515 §4.1.1)");
        }
        return algorithm;
    }

    TokenJson json() {
        return json;
    }

    String algorithm() {
        return algorithm;
    }

    /** The {@code x5t#S256} (RFC 7515 §4.1.8), if it may be one and there is no {@code kid}. */
    @Nullable
    String certificateThumbprint() {
        return keyId == null ? certificate : null;
    }

    @Nullable
    String keyId() {
        return keyId;
    }
}
