package org.jwks4j.cli.terminal;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Base64;

/** Public keys as {@code PUBLIC KEY} text (RFC 7468 §13). */
public final class Pem {
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    private Pem() {}

    public static String of(PublicKey key) {
        return "-----BEGIN PUBLIC KEY-----\n" + LINES.encodeToString(key.getEncoded()) + "\n-----END PUBLIC KEY-----\n";
    }
}
