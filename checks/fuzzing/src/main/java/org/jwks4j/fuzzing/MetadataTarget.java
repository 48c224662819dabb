package org.jwks4j.fuzzing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jwks4j.IssuerMetadata;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.JsonObject.JsonFormatException;
import org.jwks4j.jwk.JwkLimits;
import tools.jackson.core.JsonToken;

/**
 * {@link JsonObject} takes what {@link JsonFacts} does within its bounds, and {@link IssuerMetadata} what has an issuer and
 * keys. The input is a document.
 */
public final class MetadataTarget {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_TOKENS = 64_000;

    private static final int MAX_NUMBER_LENGTH = 1000;

    private MetadataTarget() {}

    /**
     * Called by the fuzzer.
     *
     * @param input the document
     */
    public static void fuzzerTestOneInput(byte[] input) {
        Optional<JsonFacts> facts = JsonFacts.read(input);
        @Nullable JsonObject document = parse(input);
        boolean expected = facts.filter(MetadataTarget::isWithinBounds).isPresent();
        if (expected != (document != null)) {
            throw new AssertionError((expected ? "refused" : "accepted") + ", unlike the oracle");
        }
        if (document != null) {
            requireSameAsText(document, input);
            requireRoundTrip(document);
            requireSameMetadata(document, facts.orElseThrow().members());
        }
    }

    private static boolean isWithinBounds(JsonFacts json) {
        return json.depth() <= MAX_DEPTH
                && json.tokens() <= MAX_TOKENS
                && json.longestNumber() <= MAX_NUMBER_LENGTH
                && !json.hasLoneSurrogate()
                && !json.hasInfiniteNumber();
    }

    private static @Nullable JsonObject parse(byte[] input) {
        try {
            return JsonObject.parse(input);
        } catch (JsonFormatException e) {
            return null;
        }
    }

    private static void requireSameAsText(JsonObject document, byte[] input) {
        boolean same = JsonObject.parse(new String(input, UTF_8)).equals(document)
                && JsonObject.parseEntries(input, "keys").equals(document);
        if (!same) {
            throw new AssertionError("bytes and text, or entries, are read differently");
        }
    }

    private static void requireRoundTrip(JsonObject document) {
        JsonObject again = JsonObject.parse(document.toJson());
        if (!again.equals(document) || !again.toJson().equals(document.toJson())) {
            throw new AssertionError("written and read again, it is " + again);
        }
    }

    private static void requireSameMetadata(JsonObject document, Map<String, Object> members) {
        boolean expected = members.get("issuer") instanceof String && hasKeys(document, members);
        try {
            IssuerMetadata metadata = IssuerMetadata.of(document);
            if (!expected || !metadata.issuer().equals(members.get("issuer"))) {
                throw new AssertionError("the metadata is no such: " + metadata);
            }
            requireSameUri(metadata, members);
        } catch (JsonFormatException e) {
            if (expected) {
                throw new AssertionError("the metadata is refused", e);
            }
        }
    }

    private static void requireSameUri(IssuerMetadata metadata, Map<String, Object> members) {
        Object uri = uri(members);
        if (metadata.jwksUri().isPresent() ? !metadata.jwksUri().get().equals(uri) : uri != null) {
            throw new AssertionError("the JWKS URI is read otherwise: " + metadata);
        }
    }

    private static @Nullable Object uri(Map<String, Object> members) {
        return isThere(members, "jwks_uri")
                ? members.get("jwks_uri")
                : isThere(members, "jwks_url") ? members.get("jwks_url") : null;
    }

    /** A member that is null counts as absent. */
    private static boolean isThere(Map<String, Object> members, String name) {
        return members.containsKey(name) && members.get(name) != JsonToken.VALUE_NULL;
    }

    /** A URI under either name, or a JWK Set; the first of them that is there, in its type. */
    private static boolean hasKeys(JsonObject document, Map<String, Object> members) {
        Object uri = uri(members);
        if (uri != null) {
            return uri instanceof String;
        }
        return members.get("jwks") == JsonToken.START_OBJECT && isJwkSet(document);
    }

    private static boolean isJwkSet(JsonObject document) {
        Object keys = document.object("jwks").orElseThrow().asMap().get("keys");
        return keys instanceof List<?> entries
                && entries.size() <= JwkLimits.defaults().maxKeys();
    }
}
