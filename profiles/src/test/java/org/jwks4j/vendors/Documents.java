package org.jwks4j.vendors;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jwks4j.testkit.SigningKey;

/** Vendors' documents, in which a key of a test takes the place of the vendor's: where it says {@code {n}}, {@code {kid}}. */
final class Documents {
    private Documents() {}

    static String read(String resource) {
        try (InputStream in = Documents.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no document " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(String resource, SigningKey key) {
        String text = read(resource);
        for (Map.Entry<String, Object> member : key.jwk().entrySet()) {
            Object value = member.getValue() instanceof List<?> list ? list.get(0) : member.getValue();
            text = text.replace("{" + member.getKey() + "}", String.valueOf(value));
        }
        return text.replace("{spki}", lines(key.publicKey().getEncoded()));
    }

    /** A certificate for the key. */
    static String pem(SigningKey key) {
        return read("certificate.pem", key);
    }

    private static String lines(byte[] der) {
        return Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    }
}
