package org.jwks4j.token;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A protected header that was read. All tokens of a key have the same one, letter by letter, so the last ones are
 * remembered. What is remembered follows from the segment alone and is found by the whole segment: whoever floods the table
 * with invented headers costs others the time of reading theirs again, and nothing else.
 */
final class Header {
    private static final int MAX_REMEMBERED_LENGTH = 256;

    /** Written without locks: a slot holds an immutable header, and it does not matter which. A power of two. */
    private static final @Nullable Header[] REMEMBERED = new @Nullable Header[4096];

    private final byte[] segment;
    private final TokenJson json;
    private final String algorithm;
    private final @Nullable String keyId;

    private Header(byte[] segment) {
        this.segment = segment;
        byte[] text = UnverifiedToken.decoded(ByteBuffer.wrap(segment), 0, segment.length);
        this.json = StrictScanner.read(text);
        this.algorithm = present(UnverifiedToken.string(json, "alg"));
        String kid = json.isNull("kid") ? null : UnverifiedToken.string(json, "kid"); // RFC 7515 §4.1.4: it is optional
        this.keyId = UnverifiedToken.bounded(kid, UnverifiedToken.MAX_KEY_ID_LENGTH, "kid");
    }

    /** The header that a token begins with. */
    static Header read(byte[] token, int length) {
        int slot = (int) Fingerprint.of(token, 0, length) & (REMEMBERED.length - 1);
        Header remembered = REMEMBERED[slot];
        if (remembered != null && remembered.isOf(token, length)) {
            return remembered;
        }
        Header header = new Header(Arrays.copyOf(token, length));
        if (length <= MAX_REMEMBERED_LENGTH) {
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

    @Nullable
    String keyId() {
        return keyId;
    }
}
