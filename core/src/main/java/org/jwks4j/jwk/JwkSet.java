package org.jwks4j.jwk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.JsonFormatException;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.Quoted;

/**
 * A JWK Set (RFC 7517 §5) as it can be used: the keys that passed every check, and the entries that did not with the reason
 * for each. One bad entry never harms the others.
 *
 * <p>Immutable and thread-safe. Keys keep the order of the document.
 */
public final class JwkSet {
    /** How many entries a set may have. */
    public static final int MAX_KEYS = 256;

    private static final int MAX_SKIPPED_TEXT = 256;

    private final List<Jwk> keys;
    private final List<SkippedJwk> skipped;

    private JwkSet(List<Jwk> keys, List<SkippedJwk> skipped) {
        this.keys = List.copyOf(keys);
        this.skipped = List.copyOf(skipped);
    }

    /**
     * Reads a set.
     *
     * @param utf8 the document
     * @return its usable keys and the skipped entries; perhaps no key at all
     * @throws JsonFormatException when the document is not a JWK Set: not strict JSON, {@code keys} absent or no array, or
     *     more than {@value #MAX_KEYS} entries
     */
    public static JwkSet parse(byte[] utf8) {
        return of(JsonObject.parse(utf8));
    }

    /**
     * Reads a set.
     *
     * @param text the document
     * @return its usable keys and the skipped entries; perhaps no key at all
     * @throws JsonFormatException as {@link #parse(byte[])}
     */
    public static JwkSet parse(String text) {
        return of(JsonObject.parse(text));
    }

    /**
     * Reads a set that is part of another document, such as the {@code jwks} of issuer metadata.
     *
     * @param document an object with a member {@code keys}
     * @return its usable keys and the skipped entries; perhaps no key at all
     * @throws JsonFormatException as {@link #parse(byte[])}
     */
    public static JwkSet of(JsonObject document) {
        if (!(document.asMap().get("keys") instanceof List<?> entries)) {
            throw new JsonFormatException("keys is absent or no array (RFC 7517 §5.1)");
        }
        if (entries.size() > MAX_KEYS) {
            throw new JsonFormatException("keys has " + entries.size() + " entries, more than " + MAX_KEYS);
        }
        List<Jwk> keys = new ArrayList<>();
        List<SkippedJwk> skipped = new ArrayList<>();
        for (Object entry : entries) {
            try {
                keys.add(JwkParser.parse(asObject(entry)));
            } catch (UnusableJwkException e) {
                skipped.add(new SkippedJwk(textOf(entry, "kid"), textOf(entry, "kty"), e.reason(), e.detail()));
            }
        }
        return new JwkSet(keys, skipped);
    }

    /**
     * Makes a set of its parts.
     *
     * @param keys its usable keys
     * @param skipped the entries that are not used
     * @return the set
     */
    public static JwkSet of(List<Jwk> keys, List<SkippedJwk> skipped) {
        return new JwkSet(keys, skipped);
    }

    private static JsonObject asObject(@Nullable Object entry) throws UnusableJwkException {
        if (entry instanceof JsonObject object) {
            return object;
        }
        throw JwkMembers.malformed("the entry is no object");
    }

    private static @Nullable String textOf(@Nullable Object entry, String name) {
        return entry instanceof JsonObject object && object.asMap().get(name) instanceof String text
                ? text.substring(0, Math.min(text.length(), MAX_SKIPPED_TEXT))
                : null;
    }

    /**
     * The set without some of its keys, which are skipped with the reason {@link SkipReason#REVOKED} instead.
     *
     * @param revoked the {@code kid}s of keys that shall not be used
     * @return this set where it has none of them
     */
    public JwkSet without(Set<String> revoked) {
        return skipping(
                key -> key.keyId() != null && revoked.contains(key.keyId()),
                key -> new SkippedJwk(key.keyId(), key.keyType(), SkipReason.REVOKED, "it was revoked here"));
    }

    /**
     * The set without keys that name another issuer, which are skipped with the reason {@link SkipReason#OTHER_ISSUER}.
     *
     * @param isOwn tells whether an issuer that a key names is the one whose keys these are
     * @return this set where no key names another
     */
    public JwkSet ofIssuer(Predicate<String> isOwn) {
        return skipping(key -> key.issuer().filter(isOwn.negate()).isPresent(), JwkSet::ofOtherIssuer);
    }

    private static SkippedJwk ofOtherIssuer(Jwk key) {
        String detail = "it is of the issuer " + Quoted.of(key.issuer().orElseThrow());
        return new SkippedJwk(key.keyId(), key.keyType(), SkipReason.OTHER_ISSUER, detail);
    }

    private JwkSet skipping(Predicate<Jwk> isSkipped, Function<Jwk, SkippedJwk> skip) {
        if (keys.stream().noneMatch(isSkipped)) {
            return this;
        }
        List<SkippedJwk> all = new ArrayList<>(skipped);
        keys.stream().filter(isSkipped).map(skip).forEach(all::add);
        return new JwkSet(keys.stream().filter(isSkipped.negate()).toList(), all);
    }

    /**
     * The set as JSON: its usable keys with their public members, nothing else.
     *
     * @return an object with a member {@code keys}
     */
    public JsonObject toJson() {
        return JsonObject.of(Map.of("keys", keys.stream().map(Jwk::toJson).toList()));
    }

    /**
     * The keys that can be used.
     *
     * @return an unmodifiable list, in the order of the document
     */
    public List<Jwk> keys() {
        return keys;
    }

    /**
     * The entries that cannot be used.
     *
     * @return an unmodifiable list, in the order of the document, each with its reason
     */
    public List<SkippedJwk> skipped() {
        return skipped;
    }

    /** Two sets are equal when their keys and skipped entries are, in order. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JwkSet set && keys.equals(set.keys) && skipped.equals(set.skipped);
    }

    @Override
    public int hashCode() {
        return keys.hashCode();
    }

    /** Says how many keys there are, and how many were skipped. */
    @Override
    public String toString() {
        return "JwkSet[" + keys.size() + " keys, " + skipped.size() + " skipped]";
    }
}
