package org.jwks4j.cli.token;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.JsonObject.JsonFormatException;

/**
 * The parts of a text as far as they can be read, for people to look at: more lenient than anything that decides.
 *
 * @param header null if it cannot be read
 * @param claims null if they cannot be read
 * @param signatureBytes how long the signature is; -1 if it cannot be read
 */
record TokenParts(@Nullable JsonObject header, @Nullable JsonObject claims, int signatureBytes) {
    static TokenParts of(String token) {
        String[] segments = token.split("\\.", 4);
        return new TokenParts(json(segments, 0), json(segments, 1), length(segments));
    }

    private static @Nullable JsonObject json(String[] segments, int index) {
        byte[] bytes = decoded(segments, index);
        try {
            return bytes == null ? null : JsonObject.parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (JsonFormatException e) {
            return null;
        }
    }

    private static int length(String[] segments) {
        byte[] bytes = decoded(segments, 2);
        return bytes == null ? -1 : bytes.length;
    }

    /** Base64 of either alphabet, padded or not. */
    private static byte @Nullable [] decoded(String[] segments, int index) {
        if (index >= segments.length) {
            return null;
        }
        try {
            return Base64.getUrlDecoder()
                    .decode(segments[index].replace('+', '-').replace('/', '_'));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
