package org.jwks4j.verifier;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jwks4j.encoding.Sha256;
import org.jwks4j.token.UnverifiedToken;

/** The SHA-256 digest of a token's text. What is not the very same text has another one. */
record TokenDigest(long first, long second, long third, long fourth) {
    /** A character that no token has becomes a question mark, which no token has either. */
    static TokenDigest of(String token) {
        MessageDigest sha256 = Sha256.begin();
        sha256.update(token.getBytes(StandardCharsets.ISO_8859_1));
        return of(sha256);
    }

    static TokenDigest of(UnverifiedToken token) {
        MessageDigest sha256 = Sha256.begin();
        token.update(sha256);
        return of(sha256);
    }

    private static TokenDigest of(MessageDigest sha256) {
        ByteBuffer digest = ByteBuffer.wrap(sha256.digest());
        return new TokenDigest(digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
    }

    /** Any part of a digest is as good as all of it. */
    @Override
    public int hashCode() {
        return (int) first;
    }
}
