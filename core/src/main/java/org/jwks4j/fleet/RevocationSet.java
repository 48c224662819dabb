package org.jwks4j.fleet;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.JsonObject.JsonFormatException;

/**
 * What the operators of a fleet have revoked, with the time of each in milliseconds. It only grows, until an entry is too old; of too many
 * entries, those that were revoked last are kept. All nodes come to the same set, in any order in which they learn of its entries.
 */
final class RevocationSet {
    static final RevocationSet NONE = new RevocationSet(Map.of());

    /** By then its key is long gone from what its issuer publishes. */
    static final Duration KEPT_FOR = Duration.ofDays(400);

    static final int MOST = 1_000;

    /** What a node reads and writes at most, so that no store can fill its heap. */
    static final int LARGEST = 512 * 1024;

    private static final int LONGEST_NAME = 2048;

    /** In JSON a character has six bytes at most; beside its names, an entry has a time and some signs. */
    private static final int BYTES_PER_CHARACTER = 6;

    private static final int OVERHEAD = 40;
    private static final Comparator<Map.Entry<Revocation, Long>> NEWEST_FIRST =
            Map.Entry.<Revocation, Long>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry::getKey, Revocation.ORDER);

    private final Map<Revocation, Long> revokedAt;

    private RevocationSet(Map<Revocation, Long> revokedAt) {
        this.revokedAt = revokedAt;
    }

    RevocationSet with(Revocation revocation, long atMillis) {
        return union(new RevocationSet(Map.of(revocation, atMillis)));
    }

    RevocationSet union(RevocationSet others) {
        Map<Revocation, Long> all = new HashMap<>(revokedAt);
        others.revokedAt.forEach((revocation, at) -> all.merge(revocation, at, Math::max));
        return of(all.entrySet().stream());
    }

    /** Without what is too old. */
    RevocationSet at(long nowMillis) {
        long oldest = nowMillis - KEPT_FOR.toMillis();
        return revokedAt.values().stream().allMatch(at -> at > oldest)
                ? this
                : of(revokedAt.entrySet().stream().filter(entry -> entry.getValue() > oldest));
    }

    /** As many as fit: {@link #toBytes()} has at most {@link #LARGEST}. */
    private static RevocationSet of(Stream<Map.Entry<Revocation, Long>> entries) {
        Map<Revocation, Long> fitting = new HashMap<>();
        int bytes = OVERHEAD;
        for (Map.Entry<Revocation, Long> entry :
                entries.sorted(NEWEST_FIRST).limit(MOST).toList()) {
            bytes += size(entry.getKey());
            if (bytes > LARGEST) {
                break;
            }
            fitting.put(entry.getKey(), entry.getValue());
        }
        return new RevocationSet(fitting);
    }

    private static int size(Revocation revocation) {
        String keyId = revocation.keyId();
        int characters = revocation.issuer().length() + (keyId == null ? 0 : keyId.length());
        return characters * BYTES_PER_CHARACTER + OVERHEAD;
    }

    boolean contains(Revocation revocation) {
        return revokedAt.containsKey(revocation);
    }

    /** Whether each of the others is in it, with a time that is no earlier. */
    boolean containsAll(RevocationSet others) {
        return others.revokedAt.entrySet().stream()
                .allMatch(entry -> revokedAt.getOrDefault(entry.getKey(), Long.MIN_VALUE) >= entry.getValue());
    }

    Set<Revocation> all() {
        return Collections.unmodifiableSet(revokedAt.keySet());
    }

    int size() {
        return revokedAt.size();
    }

    byte[] toBytes() {
        Map<String, Map<String, Long>> keys = new TreeMap<>();
        Map<String, Long> issuers = new TreeMap<>();
        revokedAt.forEach((revocation, at) -> {
            String keyId = revocation.keyId();
            if (keyId == null) {
                issuers.put(revocation.issuer(), at);
            } else {
                keys.computeIfAbsent(revocation.issuer(), any -> new TreeMap<>())
                        .put(keyId, at);
            }
        });
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("keys", keys);
        members.put("issuers", issuers);
        return JsonObject.of(members).toJson().getBytes(StandardCharsets.UTF_8);
    }

    /** @throws JsonFormatException if it is not what {@link #toBytes()} writes */
    static RevocationSet parse(byte[] bytes) {
        JsonObject read = JsonObject.parse(bytes);
        Map<Revocation, Long> all = new HashMap<>();
        JsonObject keys = member(read, "keys");
        for (String issuer : keys.asMap().keySet()) {
            JsonObject ids = member(keys, issuer);
            ids.asMap().keySet().forEach(id -> put(all, issuer, id, ids, id));
        }
        JsonObject issuers = member(read, "issuers");
        issuers.asMap().keySet().forEach(issuer -> put(all, issuer, null, issuers, issuer));
        return of(all.entrySet().stream());
    }

    private static JsonObject member(JsonObject of, String name) {
        return of.object(name).orElseThrow(() -> new JsonFormatException("it has not all of its members"));
    }

    private static void put(
            Map<Revocation, Long> all, String issuer, @Nullable String keyId, JsonObject of, String name) {
        if (issuer.length() > LONGEST_NAME || (keyId != null && keyId.length() > LONGEST_NAME)) {
            throw new JsonFormatException("a name in it is too long");
        }
        all.put(new Revocation(issuer, keyId), of.number(name).orElseThrow().longValue());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RevocationSet set && revokedAt.equals(set.revokedAt);
    }

    @Override
    public int hashCode() {
        return revokedAt.hashCode();
    }
}
