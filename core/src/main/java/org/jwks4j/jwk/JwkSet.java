package org.jwks4j.jwk;

import java.util.List;
import java.util.Map;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.JsonObject.JsonFormatException;

/**
 * A JWK Set (RFC 7517 §5) as it can be used: the keys that passed every check, and the entries that did not with the reason
 * for each. One bad entry never harms the others. Entries of equal {@code kid} and equal numbers are one key, for the algorithms
 * that all of them allow.
 *
 * <p>Immutable and thread-safe. Keys keep the order of the document.
 *
 * @param keys the keys that can be used, in the order of the document
 * @param skipped the entries that cannot be used, in the order of the document, each with its reason
 */
public record JwkSet(List<Jwk> keys, List<SkippedJwk> skipped) {
    /**
     * Copies the lists.
     *
     * @param keys its usable keys
     * @param skipped the entries that are not used
     */
    public JwkSet {
        keys = List.copyOf(keys);
        skipped = List.copyOf(skipped);
    }

    /**
     * Reads a set.
     *
     * @param utf8 the document
     * @return its usable keys and the skipped entries; perhaps no key at all
     * @throws JsonFormatException when the document is not a JWK Set: not strict JSON except for {@linkplain
     *     JsonObject#parseEntries single entries}, {@code keys} absent or no array, or more than 2,000 entries
     */
    public static JwkSet parse(byte[] utf8) {
        return parse(utf8, JwkLimits.defaults());
    }

    /**
     * Reads a set within limits.
     *
     * @param utf8 the document
     * @param limits how many keys it may have, and how large
     * @return its usable keys and the skipped entries; perhaps no key at all
     * @throws JsonFormatException as {@link #parse(byte[])}
     */
    public static JwkSet parse(byte[] utf8, JwkLimits limits) {
        return of(JsonObject.parseEntries(utf8, "keys"), limits);
    }

    /**
     * Reads a set.
     *
     * @param text the document
     * @return its usable keys and the skipped entries; perhaps no key at all
     * @throws JsonFormatException as {@link #parse(byte[])}
     */
    public static JwkSet parse(String text) {
        return of(JsonObject.parseEntries(text, "keys"));
    }

    /**
     * Reads a set that is part of another document, such as the {@code jwks} of issuer metadata.
     *
     * @param document an object with a member {@code keys}
     * @return its usable keys and the skipped entries; perhaps no key at all
     * @throws JsonFormatException as {@link #parse(byte[])}
     */
    public static JwkSet of(JsonObject document) {
        return of(document, JwkLimits.defaults());
    }

    /**
     * Reads a set that is part of another document, within limits.
     *
     * @param document an object with a member {@code keys}
     * @param limits how many keys it may have, and how large
     * @return its usable keys and the skipped entries; perhaps no key at all
     * @throws JsonFormatException as {@link #parse(byte[])}
     */
    public static JwkSet of(JsonObject document, JwkLimits limits) {
        return JwkSetParser.parse(document, limits);
    }

    /**
     * The set as JSON: its usable keys with their public members, nothing else.
     *
     * @return an object with a member {@code keys}
     */
    public JsonObject toJson() {
        return JsonObject.of(Map.of("keys", keys.stream().map(Jwk::toJson).toList()));
    }

    /** Says how many keys there are, and how many were skipped. */
    @Override
    public String toString() {
        return "JwkSet[" + keys.size() + " keys, " + skipped.size() + " skipped]";
    }
}
