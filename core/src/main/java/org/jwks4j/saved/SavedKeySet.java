package org.jwks4j.saved;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jwks4j.encoding.Base64Url;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.JsonObject.JsonFormatException;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.jwk.SkipReason;
import org.jwks4j.jwk.SkippedJwk;
import org.jwks4j.net.Validators;
import org.jwks4j.refresh.Snapshot;

/**
 * A key set with its times and caching data, and its one form as text: for an export and a seed, and for an issuer at rest. A text
 * of another version is refused.
 *
 * @param jwks the usable keys; checked anew by {@link #jwkSet()}
 * @param caching null in an export
 */
public record SavedKeySet(
        String issuer,
        JsonObject jwks,
        Instant fetchedAt,
        @Nullable Caching caching) {
    private static final long VERSION = 1;

    /**
     * What a refresh goes on from.
     *
     * @param skipped the keys that are not used
     * @param digest of the document that was fetched, in hex
     * @param keys null in a store, where times are those of many processes
     * @param jwksUri what the metadata said; null if there was none, or it had the keys in it
     * @param metadata null if {@code jwksUri} is
     */
    public record Caching(
            List<SkippedJwk> skipped,
            String digest,
            Validators validators,
            @Nullable Times keys,
            @Nullable String jwksUri,
            @Nullable Times metadata) {}

    /**
     * The times of a {@link Snapshot}.
     *
     * @param requestedAt by the monotonic clock of this process; the others count from there
     */
    public record Times(
            int generation, long requestedAt, long refreshAfter, long freshFor, long staleFor, long fetchedAtMillis) {
        private static final int COUNT = 6;

        public static Times of(Snapshot<?> snapshot) {
            return new Times(
                    snapshot.generation(),
                    snapshot.requestedAt(),
                    snapshot.refreshAt() - snapshot.requestedAt(),
                    snapshot.freshUntil() - snapshot.requestedAt(),
                    snapshot.staleUntil() - snapshot.freshUntil(),
                    snapshot.fetchedAt().toEpochMilli());
        }

        /** What is not in it may be elsewhere by now. */
        public <V> Snapshot<V> of(V value) {
            long freshUntil = requestedAt + freshFor;
            Instant fetchedAt = Instant.ofEpochMilli(fetchedAtMillis);
            return new Snapshot<>(
                    value,
                    generation,
                    requestedAt,
                    requestedAt + refreshAfter,
                    freshUntil,
                    freshUntil + staleFor,
                    true,
                    0, // as after a start
                    fetchedAt);
        }

        private List<Number> toList() {
            return List.of(generation, refreshAfter, freshFor, staleFor, requestedAt, fetchedAtMillis);
        }

        private static Times read(JsonObject members, String name) {
            List<?> written = listOf(members, name);
            if (written.size() != COUNT
                    || !written.stream().allMatch(Long.class::isInstance)
                    || !isInt((Long) written.get(0))) {
                throw missing(name);
            }
            List<Long> times = written.stream().map(Long.class::cast).toList();
            return new Times(
                    times.get(0).intValue(), times.get(4), times.get(1), times.get(2), times.get(3), times.get(5));
        }

        private static boolean isInt(long value) {
            return value == (int) value;
        }
    }

    public String toJson() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("version", VERSION);
        members.put("issuer", issuer);
        members.put("fetched_at", fetchedAt.toString());
        members.put("jwks", jwks);
        if (caching != null) {
            write(caching, members);
        }
        return JsonObject.of(members).toJson();
    }

    private static void write(Caching caching, Map<String, @Nullable Object> members) {
        members.put("skipped", caching.skipped.stream().map(SavedKeySet::write).toList());
        // in base64, which is half as long again as in hex
        members.put("digest", Base64Url.encode(HexFormat.of().parseHex(caching.digest)));
        members.put("uri", caching.validators.uri());
        members.put("etag", caching.validators.etag().orElse(null));
        members.put("last_modified", caching.validators.lastModified().orElse(null));
        if (caching.keys != null) {
            members.put("keys", caching.keys.toList());
        }
        if (caching.jwksUri != null && caching.metadata != null) {
            members.put("jwks_uri", caching.jwksUri);
            members.put("metadata", caching.metadata.toList());
        }
    }

    private static Map<String, @Nullable Object> write(SkippedJwk key) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("kid", key.keyId());
        members.put("kty", key.keyType());
        members.put("reason", key.reason().name());
        members.put("detail", key.detail());
        return members;
    }

    /**
     * Reads what {@link #toJson()} wrote.
     *
     * @throws JsonFormatException when it is anything else, or of a version that is not known
     */
    public static SavedKeySet parse(String json) {
        JsonObject members = JsonObject.parse(json);
        Object version = members.asMap().get("version");
        if (!Long.valueOf(VERSION).equals(version)) {
            String found = version instanceof Long other ? "is " + other : "is absent";
            throw new JsonFormatException(
                    "the version of this saved key set " + found + "; only " + VERSION + " can be read: save it anew");
        }
        return new SavedKeySet(
                members.string("issuer").orElseThrow(() -> missing("issuer")),
                members.object("jwks").orElseThrow(() -> missing("jwks")),
                fetchedAt(members),
                members.asMap().containsKey("digest") ? caching(members) : null);
    }

    /** The keys, checked as if they were fetched. */
    public JwkSet jwkSet() {
        JwkSet usable = JwkSet.of(jwks);
        return caching == null ? usable : new JwkSet(usable.keys(), caching.skipped);
    }

    /** How many keys there are, without checking them. */
    public int size() {
        return listOf(jwks, "keys").size();
    }

    private static Instant fetchedAt(JsonObject members) {
        try {
            return Instant.parse(members.string("fetched_at").orElseThrow(() -> missing("fetched_at")));
        } catch (DateTimeException e) {
            throw new JsonFormatException("fetched_at is no ISO 8601 instant");
        }
    }

    private static Caching caching(JsonObject members) {
        String digest = members.string("digest").orElseThrow(() -> missing("digest"));
        String uri = members.string("uri").orElseThrow(() -> missing("uri"));
        Optional<String> jwksUri = text(members, "jwks_uri");
        return new Caching(
                skipped(members),
                hex(digest),
                new Validators(uri, text(members, "etag"), text(members, "last_modified")),
                members.asMap().containsKey("keys") ? Times.read(members, "keys") : null,
                jwksUri.orElse(null),
                jwksUri.isPresent() ? Times.read(members, "metadata") : null);
    }

    private static String hex(String base64) {
        try {
            return HexFormat.of().formatHex(Base64Url.decode(base64));
        } catch (IllegalArgumentException e) {
            throw missing("digest");
        }
    }

    private static List<SkippedJwk> skipped(JsonObject members) {
        List<SkippedJwk> skipped = new ArrayList<>();
        for (Object entry : listOf(members, "skipped")) {
            if (!(entry instanceof JsonObject key)) {
                throw missing("skipped");
            }
            skipped.add(new SkippedJwk(
                    text(key, "kid").orElse(null),
                    text(key, "kty").orElse(null),
                    reason(key.string("reason").orElseThrow(() -> missing("reason"))),
                    key.string("detail").orElseThrow(() -> missing("detail"))));
        }
        return skipped;
    }

    private static SkipReason reason(String name) {
        try {
            return SkipReason.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw missing("reason");
        }
    }

    private static List<?> listOf(JsonObject members, String name) {
        return members.asMap().get(name) instanceof List<?> list ? list : List.of();
    }

    private static Optional<String> text(JsonObject members, String name) {
        return members.asMap().get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private static JsonFormatException missing(String name) {
        return new JsonFormatException("the member " + name + " is absent, or not what it must be");
    }
}
