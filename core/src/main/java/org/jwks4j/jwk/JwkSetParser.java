package org.jwks4j.jwk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.JsonObject.JsonFormatException;

/** The entries of {@code keys}, each by itself, to keys and to the reasons why not. */
final class JwkSetParser {
    private final JwkLimits limits;

    private JwkSetParser(JwkLimits limits) {
        this.limits = limits;
    }

    static JwkSet parse(JsonObject document, JwkLimits limits) {
        if (!(document.asMap().get("keys") instanceof List<?> entries)) {
            throw new JsonFormatException("keys is absent or no array (RFC 7517 §5.1)");
        }
        if (entries.size() > limits.maxKeys()) {
            throw new JsonFormatException("keys has " + entries.size() + " entries, more than " + limits.maxKeys());
        }
        return new JwkSetParser(limits).set(entries);
    }

    private JwkSet set(List<?> entries) {
        List<SetEntry> read = new ArrayList<>(entries.size());
        entries.forEach(entry -> read.add(entry(entry)));
        List<Jwk> keys = new ArrayList<>();
        List<SkippedJwk> skipped = new ArrayList<>();
        for (SetEntry entry : SameKeys.joined(read)) {
            if (entry.key() != null) {
                keys.add(entry.key());
            } else if (entry.skipped() != null) {
                skipped.add(entry.skipped());
            }
        }
        return new JwkSet(keys, skipped);
    }

    private SetEntry entry(@Nullable Object entry) {
        try {
            return SetEntry.of(JwkParser.published(asObject(entry), limits));
        } catch (UnusableJwkException e) {
            return SetEntry.skipped(readable(entry), e, limits);
        }
    }

    private static JsonObject asObject(@Nullable Object entry) throws UnusableJwkException {
        if (entry instanceof JsonObject object) {
            return object;
        }
        throw JwkMembers.malformed(
                entry instanceof JsonObject.FaultyEntry faulty ? faulty.problem() : "the entry is no object");
    }

    /** For messages; what is no object has no members. */
    private static JsonObject readable(@Nullable Object entry) {
        if (entry instanceof JsonObject object) {
            return object;
        }
        return entry instanceof JsonObject.FaultyEntry faulty ? faulty.readable() : JsonObject.of(Map.of());
    }
}
