package org.jwks4j.keylog;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a key log's chain is keyed with (HMAC-SHA256, RFC 2104). Anyone who has it can write a log anew, so keep it out of the reach
 * of those who may touch the log. Immutable and thread-safe; never printed.
 */
public final class KeyLogSecret {
    private static final int BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private KeyLogSecret(byte[] bytes) {
        this.key = new SecretKeySpec(bytes, ALGORITHM);
    }

    /**
     * A secret of these bytes.
     *
     * @param bytes 32 or more, random; copied
     * @return the secret
     * @throws IllegalArgumentException when they are fewer
     */
    public static KeyLogSecret of(byte[] bytes) {
        if (requireNonNull(bytes, "bytes").length < BYTES) {
            throw new IllegalArgumentException("the secret of a key log has " + BYTES + " bytes or more");
        }
        return new KeyLogSecret(bytes.clone());
    }

    /**
     * Reads a secret: base64url without padding, white space around it left out.
     *
     * @param file the file
     * @return the secret
     * @throws IOException when the file cannot be read
     * @throws IllegalArgumentException when it holds no secret
     */
    public static KeyLogSecret read(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the file holds no secret of a key log: it is not base64url");
        }
        return of(bytes);
    }

    /**
     * Makes a secret and writes it into a new file that only its owner can read.
     *
     * @param file a file that is not there yet
     * @param random where its 32 bytes come from
     * @return the secret
     * @throws IOException when the file is there, or cannot be written
     */
    public static KeyLogSecret create(Path file, SecureRandom random) throws IOException {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "\n";
        OwnersFile.create(file);
        Files.writeString(file, text, StandardCharsets.US_ASCII);
        return new KeyLogSecret(bytes);
    }

    /** The code of a text that follows another one. */
    String mac(String previous, byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(previous.getBytes(StandardCharsets.US_ASCII));
            mac.update((byte) '\n');
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has " + ALGORITHM, e);
        }
    }

    /** Tells nothing of it. */
    @Override
    public String toString() {
        return "KeyLogSecret";
    }
}
