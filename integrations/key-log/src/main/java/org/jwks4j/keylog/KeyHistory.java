package org.jwks4j.keylog;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.JsonObject;

/** What the lines of a log say, key by key. Not thread-safe. */
public final class KeyHistory {
    /** By issuer and thumbprint. */
    private final Map<String, Map<String, LoggedKey>> keys = new LinkedHashMap<>();

    /** An empty history. */
    public KeyHistory() {}

    /**
     * Takes a line in: each in its order, from {@link KeyLogReader#read}.
     *
     * @param line the next line
     */
    public void add(KeyLogLine line) {
        switch (line.event()) {
            case "key-accepted" -> accept(line);
            case "keys-changed" -> change(line);
            case "keys-seen" -> see(line);
            case "key-revoked" ->
                revoke(line, key -> line.text("kid").equals(key.keyId().orElse(null)));
            case "issuer-revoked" -> revoke(line, key -> true);
            default -> {
                // says nothing about a key that was accepted
            }
        }
    }

    /**
     * All keys, issuer by issuer, in the order in which they were accepted first.
     *
     * @return a copy
     */
    public List<LoggedKey> keys() {
        return keys.values().stream()
                .flatMap(ofIssuer -> ofIssuer.values().stream())
                .toList();
    }

    /**
     * The keys that may have signed a token.
     *
     * @param issuer of the token
     * @param keyId its {@code kid}; null if it has none, and then any key of the issuer may
     * @return those keys, revoked or not
     */
    public List<LoggedKey> keysOf(String issuer, @Nullable String keyId) {
        return of(issuer).values().stream()
                .filter(key -> keyId == null || keyId.equals(key.keyId().orElse(null)))
                .toList();
    }

    /**
     * The keys that another log has not: of two nodes that serve the same tokens, one was told something else.
     *
     * @param other the other node's
     * @return keys of this one, by issuer and thumbprint
     */
    public List<LoggedKey> missingIn(KeyHistory other) {
        return keys().stream()
                .filter(key -> !other.of(key.issuer()).containsKey(key.thumbprint()))
                .toList();
    }

    private Map<String, LoggedKey> of(String issuer) {
        return keys.getOrDefault(issuer, Map.of());
    }

    private void accept(KeyLogLine line) {
        String issuer = line.text("issuer");
        String thumbprint = line.text("thumbprint");
        JsonObject jwk = line.members().object("jwk").orElse(JsonObject.of(Map.of()));
        LoggedKey known = of(issuer).get(thumbprint);
        List<LoggedKey.Use> uses = known == null ? List.of() : known.uses();
        Optional<Instant> revokedAt = known == null ? Optional.empty() : known.revokedAt();
        String keyId = line.members().string("kid").orElse(null);
        keys.computeIfAbsent(issuer, name -> new LinkedHashMap<>())
                .put(
                        thumbprint,
                        new LoggedKey(
                                issuer,
                                Optional.ofNullable(keyId),
                                thumbprint,
                                line.text("source"),
                                jwk,
                                uses,
                                revokedAt));
    }

    private void change(KeyLogLine line) {
        Set<String> present = thumbprints(line, "keys");
        Instant lastSeen = time(line, "removedLastSeen");
        Set<String> removed = thumbprints(line, "removed");
        replace(line.text("issuer"), key -> {
            if (present.contains(key.thumbprint())) {
                return isOpen(key) ? withLast(key, use -> use.seen(line.time())) : opened(key, line.time());
            } else if (!isOpen(key)) {
                return key;
            }
            return withLast(
                    key, use -> (removed.contains(key.thumbprint()) ? use.seen(lastSeen) : use).ended(line.time()));
        });
    }

    private void see(KeyLogLine line) {
        Set<String> present = thumbprints(line, "keys");
        Instant lastSeen = time(line, "lastSeen");
        replace(
                line.text("issuer"),
                key -> present.contains(key.thumbprint()) && isOpen(key)
                        ? withLast(key, use -> use.seen(lastSeen))
                        : key);
    }

    private void revoke(KeyLogLine line, Predicate<LoggedKey> which) {
        replace(
                line.text("issuer"),
                key -> which.test(key) && key.revokedAt().isEmpty()
                        ? with(key, key.uses(), Optional.of(line.time()))
                        : key);
    }

    private void replace(String issuer, UnaryOperator<LoggedKey> change) {
        keys.getOrDefault(issuer, Map.of()).replaceAll((thumbprint, key) -> change.apply(key));
    }

    private static boolean isOpen(LoggedKey key) {
        return !key.uses().isEmpty()
                && key.uses().get(key.uses().size() - 1).until().isEmpty();
    }

    private static LoggedKey opened(LoggedKey key, Instant time) {
        List<LoggedKey.Use> uses = new ArrayList<>(key.uses());
        uses.add(new LoggedKey.Use(time, time, Optional.empty()));
        return with(key, uses, key.revokedAt());
    }

    private static LoggedKey withLast(LoggedKey key, UnaryOperator<LoggedKey.Use> change) {
        List<LoggedKey.Use> uses = new ArrayList<>(key.uses());
        int last = uses.size() - 1;
        uses.set(last, change.apply(uses.get(last)));
        return with(key, uses, key.revokedAt());
    }

    private static LoggedKey with(LoggedKey key, List<LoggedKey.Use> uses, Optional<Instant> revokedAt) {
        return new LoggedKey(key.issuer(), key.keyId(), key.thumbprint(), key.source(), key.jwk(), uses, revokedAt);
    }

    private static Set<String> thumbprints(KeyLogLine line, String name) {
        return line.members().strings(name).orElse(List.of()).stream().collect(Collectors.toSet());
    }

    private static Instant time(KeyLogLine line, String name) {
        try {
            return line.members().string(name).map(Instant::parse).orElse(line.time());
        } catch (DateTimeException e) {
            return line.time();
        }
    }
}
