package org.jwks4j.form;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jwks4j.json.JsonObject.JsonFormatException;
import org.jwks4j.jwk.JwkLimits;
import org.jwks4j.jwk.JwkSet;

/** A local file with keys: a JWK Set, or PEM text. */
public final class KeyFile {
    private static final int MAX_BYTES = 1024 * 1024;

    private KeyFile() {}

    /**
     * Reads the file. Links are followed, since Kubernetes mounts its secrets as such; what they lead to must be a regular file, so that
     * nothing is waited for.
     *
     * @throws IOException when it cannot be read, is no regular file, or is larger than 1 MiB
     */
    public static byte[] bytes(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(Files.exists(file) ? "it is no regular file" : "there is no such file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1); // its length may change meanwhile
            if (bytes.length > MAX_BYTES) {
                throw new IOException("it has more than " + MAX_BYTES + " bytes");
            }
            return bytes;
        }
    }

    /**
     * Reads what a file has: a JWK Set if its text begins with a brace, else PEM text.
     *
     * @throws JsonFormatException when it is neither
     */
    public static JwkSet read(byte[] document, JwkLimits limits) {
        for (byte octet : document) {
            if (octet > ' ') {
                return octet == '{' ? JwkSet.parse(document, limits) : PemDocument.read(document, limits);
            }
        }
        throw new JsonFormatException("it is empty");
    }
}
