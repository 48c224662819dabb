package org.jwks4j.verifier.remembered;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jwks4j.encoding.Sha256;
import org.jwks4j.token.UnverifiedToken;
import org.jwks4j.verifier.idle.Idle;

/** Digests tokens part by part, so that no copy of the whole is made, and keeps nothing of them. */
public final class Digester {
    private static final Idle<Digester> IDLE = new Idle<>();

    private static final int PART = 1024;
    private static final int LENGTH = 32;

    private final MessageDigest sha256 = Sha256.begin();
    private final CharsetEncoder encoder = StandardCharsets.ISO_8859_1
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final CharBuffer letters = CharBuffer.allocate(PART);
    private final ByteBuffer bytes = ByteBuffer.allocate(PART);

    private Digester() {}

    /** A character that no token has becomes a question mark, which no token has either. */
    public static TokenDigest digest(String token) {
        Digester digester = taken();
        TokenDigest digest = digester.of(token);
        IDLE.putBack(digester); // one that threw is not used again
        return digest;
    }

    public static TokenDigest digest(UnverifiedToken token) {
        Digester digester = taken();
        TokenDigest digest = digester.of(token);
        IDLE.putBack(digester);
        return digest;
    }

    private static Digester taken() {
        Digester idle = IDLE.take();
        return idle == null ? new Digester() : idle;
    }

    private TokenDigest of(String token) {
        for (int from = 0; from < token.length(); from += PART) {
            int to = Math.min(token.length(), from + PART);
            token.getChars(from, to, letters.array(), 0);
            encoder.reset().encode(letters.clear().limit(to - from), bytes.clear(), true);
            sha256.update(bytes.array(), 0, bytes.position());
        }
        int used = Math.min(token.length(), PART);
        Arrays.fill(letters.array(), 0, used, '\0'); // a token is a secret
        Arrays.fill(bytes.array(), 0, used, (byte) 0);
        return digest();
    }

    private TokenDigest of(UnverifiedToken token) {
        token.update(sha256);
        return digest();
    }

    private TokenDigest digest() {
        try {
            sha256.digest(bytes.array(), 0, LENGTH);
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-256 has " + LENGTH + " bytes", e);
        }
        return new TokenDigest(bytes.getLong(0), bytes.getLong(8), bytes.getLong(16), bytes.getLong(24));
    }
}
