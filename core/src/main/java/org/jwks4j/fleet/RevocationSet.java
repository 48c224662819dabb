package org.jwks4j.fleet;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.JsonObject.JsonFormatException;

/**
 * What the operators of a fleet have revoked, and until when each is, in milliseconds. It only grows, until an entry ends; of too many
 * entries, those that end last are kept, of tokens apart from the others. All nodes come to the same set, in any order in which they
 * learn of its entries.
 */
final class RevocationSet {
    static final RevocationSet NONE = new RevocationSet(Map.of());

    static final int MOST = 1_000;

    /** The largest size of keys and issuers, in bytes, that a node reads and writes. */
    private static final int LARGEST_NAMES = 512 * 1024;

    private static final Pattern DIGEST = Pattern.compile("[0-9A-Za-z_-]{1,64}");

    /** Bytes of a digest, its time and the characters around them. */
    private static final int TOKEN_SIZE = 96;

    /** What a node reads and writes at most, so that no store can fill its heap. */
    static final int LARGEST = LARGEST_NAMES + Revocation.MOST_OF_TOKENS * TOKEN_SIZE;

    private static final int LONGEST_NAME = 2048;

    /** In JSON a character has six bytes at most; beside its names, an entry has a time and some signs. */
    private static final int BYTES_PER_CHARACTER = 6;

    private static final int OVERHEAD = 40;
    private static final Comparator<Map.Entry<Revocation, Long>> LAST_FIRST =
            Map.Entry.<Revocation, Long>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry::getKey, Revocation.ORDER);

    private final Map<Revocation, Long> until;

    private RevocationSet(Map<Revocation, Long> until) {
        this.until = until;
    }

    RevocationSet with(Revocation revocation, long untilMillis) {
        return union(new RevocationSet(Map.of(revocation, untilMillis)));
    }

    RevocationSet union(RevocationSet others) {
        Map<Revocation, Long> all = new HashMap<>(until);
        others.until.forEach((revocation, end) -> all.merge(revocation, end, Math::max));
        return of(all.entrySet().stream());
    }

    /** Without what has ended. */
    RevocationSet at(long nowMillis) {
        return until.values().stream().allMatch(end -> end > nowMillis)
                ? this
                : of(until.entrySet().stream().filter(entry -> entry.getValue() > nowMillis));
    }

    /** As many as fit: {@link #toBytes()} has at most {@link #LARGEST}. */
    private static RevocationSet of(Stream<Map.Entry<Revocation, Long>> entries) {
        List<Map.Entry<Revocation, Long>> all = entries.sorted(LAST_FIRST).toList();
        Map<Revocation, Long> fitting = new HashMap<>();
        all.stream()
                .filter(RevocationSet::isOfTokens)
                .limit(Revocation.MOST_OF_TOKENS)
                .forEach(entry -> fitting.put(entry.getKey(), entry.getValue()));
        List<Map.Entry<Revocation, Long>> others =
                all.stream().filter(entry -> !isOfTokens(entry)).limit(MOST).toList();
        int bytes = OVERHEAD;
        for (Map.Entry<Revocation, Long> entry : others) {
            bytes += size(entry.getKey());
            if (bytes > LARGEST_NAMES) {
                break;
            }
            fitting.put(entry.getKey(), entry.getValue());
        }
        return new RevocationSet(fitting);
    }

    private static boolean isOfTokens(Map.Entry<Revocation, Long> entry) {
        return entry.getKey().kind() == Revocation.Kind.TOKENS;
    }

    private static int size(Revocation revocation) {
        int characters = revocation.issuer().length() + revocation.name().length();
        return characters * BYTES_PER_CHARACTER + OVERHEAD;
    }

    boolean contains(Revocation revocation) {
        return until.containsKey(revocation);
    }

    /** {@link Long#MIN_VALUE} if it is not in it. */
    long until(Revocation revocation) {
        return until.getOrDefault(revocation, Long.MIN_VALUE);
    }

    /** Whether each of the others is in it, and ends no earlier. */
    boolean containsAll(RevocationSet others) {
        return others.until.entrySet().stream().allMatch(entry -> until(entry.getKey()) >= entry.getValue());
    }

    void forEach(ObjLongConsumer<Revocation> action) {
        until.forEach(action::accept);
    }

    int size() {
        return until.size();
    }

    byte[] toBytes() {
        Map<String, Map<String, Long>> keys = new TreeMap<>();
        Map<String, Long> issuers = new TreeMap<>();
        Map<String, Long> tokens = new TreeMap<>();
        until.forEach((revocation, end) -> {
            switch (revocation.kind()) {
                case KEY ->
                    keys.computeIfAbsent(revocation.issuer(), any -> new TreeMap<>())
                            .put(revocation.name(), end);
                case ISSUER -> issuers.put(revocation.issuer(), end);
                case TOKENS -> tokens.put(revocation.name(), end);
            }
        });
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("keys", keys);
        members.put("issuers", issuers);
        members.put("tokens", tokens);
        return JsonObject.of(members).toJson().getBytes(StandardCharsets.UTF_8);
    }

    /** @throws JsonFormatException if it is not what {@link #toBytes()} writes */
    static RevocationSet parse(byte[] bytes) {
        JsonObject read = JsonObject.parse(bytes);
        Map<Revocation, Long> all = new HashMap<>();
        JsonObject keys = member(read, "keys");
        for (String issuer : keys.asMap().keySet()) {
            put(all, member(keys, issuer), id -> Revocation.ofKey(issuer, id));
        }
        put(all, member(read, "issuers"), Revocation::ofIssuer);
        put(all, member(read, "tokens"), Revocation::ofTokens);
        return of(all.entrySet().stream());
    }

    private static JsonObject member(JsonObject of, String name) {
        return of.object(name).orElseThrow(() -> new JsonFormatException("it has not all of its members"));
    }

    private static void put(Map<Revocation, Long> all, JsonObject ends, Function<String, Revocation> revocation) {
        for (String name : ends.asMap().keySet()) {
            Revocation one = revocation.apply(name);
            requireBounded(one);
            all.put(one, ends.number(name).orElseThrow().longValue());
        }
    }

    private static void requireBounded(Revocation one) {
        boolean isBounded = one.kind() == Revocation.Kind.TOKENS
                ? DIGEST.matcher(one.name()).matches()
                : one.issuer().length() <= LONGEST_NAME && one.name().length() <= LONGEST_NAME;
        if (!isBounded) {
            throw new JsonFormatException("a name in it is too long, or no digest");
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RevocationSet set && until.equals(set.until);
    }

    @Override
    public int hashCode() {
        return until.hashCode();
    }
}
