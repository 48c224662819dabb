package org.jwks4j.verifier.remembered;

/** The SHA-256 digest of a token's text, as {@link Digester} makes it. Another text has another digest. */
public record TokenDigest(long first, long second, long third, long fourth) {
    /** Any part of a digest is as good as all of it. */
    @Override
    public int hashCode() {
        return (int) first;
    }
}
