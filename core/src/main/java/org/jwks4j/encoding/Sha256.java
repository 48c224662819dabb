package org.jwks4j.encoding;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 (FIPS 180-4), which every JVM has. */
public final class Sha256 {
    private Sha256() {}

    /**
     * The digest of octets.
     *
     * @param octets any number
     * @return 32 octets
     */
    public static byte[] of(byte[] octets) {
        return begin().digest(octets);
    }

    /**
     * The digest of a text as base64url.
     *
     * @param text taken as UTF-8
     * @return 43 letters
     */
    public static String base64Url(String text) {
        return Base64Url.encode(of(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * The digest of octets in lower-case hexadecimal.
     *
     * @param octets any number
     * @return 64 letters
     */
    public static String hex(byte[] octets) {
        return HexFormat.of().formatHex(of(octets));
    }

    /**
     * A digest that takes octets part by part.
     *
     * @return a new one
     */
    public static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
