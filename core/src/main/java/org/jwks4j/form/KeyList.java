package org.jwks4j.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.JsonObject.JsonFormatException;
import org.jwks4j.jwk.JwkLimits;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.jwk.SkippedJwk;

/** Collects keys of a document that is no JWK Set, and makes a JWK Set of them. Not thread-safe. */
final class KeyList {
    /** Of what is told about a key that is skipped, as in a JWK Set. */
    private static final int MAX_TEXT = 256;

    private final List<JsonObject> jwks = new ArrayList<>();
    private final List<SkippedJwk> skipped = new ArrayList<>();

    void add(@Nullable String keyId, @Nullable Object pem) {
        try {
            if (!(pem instanceof String text)) {
                throw UnreadableKeyException.malformed("its value is no string");
            }
            jwks.add(PemKey.only(text).jwk(keyId));
        } catch (UnreadableKeyException e) {
            skip(e.skipped(shortened(keyId)));
        }
    }

    void add(JsonObject jwk) {
        jwks.add(jwk);
    }

    void skip(SkippedJwk key) {
        skipped.add(key);
    }

    static @Nullable String shortened(@Nullable String text) {
        return text == null || text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }

    JwkSet toJwkSet(JwkLimits limits) {
        JwkSet set = JwkSet.of(JsonObject.of(Map.of("keys", jwks)), limits);
        List<SkippedJwk> all = new ArrayList<>(skipped);
        all.addAll(set.skipped());
        return new JwkSet(set.keys(), all);
    }

    static void requireAtMost(JwkLimits limits, int keys) {
        if (keys > limits.maxKeys()) {
            throw new JsonFormatException("the document has " + keys + " keys, more than " + limits.maxKeys());
        }
    }
}
