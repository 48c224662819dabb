package org.jwks4j.verifier;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The SHA-256 digest of a token's text. What is not the very same text has another one. */
record TokenDigest(long first, long second, long third, long fourth) {
    /** A character that no token has becomes a question mark, which no token has either. */
    static TokenDigest of(String token) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            ByteBuffer digest = ByteBuffer.wrap(sha256.digest(token.getBytes(StandardCharsets.ISO_8859_1)));
            return new TokenDigest(digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /** Any part of a digest is as good as all of it. */
    @Override
    public int hashCode() {
        return (int) first;
    }
}
