package org.jwks4j.fuzzing;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** Base64url of RFC 4648 §5, without padding (RFC 7515 §2), and only as an encoder writes it (RFC 4648 §3.5). */
final class SimpleBase64Url {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private SimpleBase64Url() {}

    /** Empty for what an encoder does not write. */
    static Optional<byte[]> decode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int pending = 0;
        int pendingBits = 0;
        for (int i = 0; i < text.length(); i++) {
            int value = ALPHABET.indexOf(text.charAt(i));
            if (value < 0) {
                return Optional.empty();
            }
            pending = pending << 6 | value;
            pendingBits += 6;
            if (pendingBits >= 8) {
                pendingBits -= 8;
                bytes.write(pending >> pendingBits);
                pending &= (1 << pendingBits) - 1;
            }
        }
        boolean canonical = pending == 0 && pendingBits < 6;
        return canonical ? Optional.of(bytes.toByteArray()) : Optional.empty();
    }
}
