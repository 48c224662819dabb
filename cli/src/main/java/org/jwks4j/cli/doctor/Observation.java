package org.jwks4j.cli.doctor;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jwks4j.jwk.JwkSet;

/**
 * The keys that one answer had.
 *
 * @param where who answered, in words
 * @param keys the thumbprints by {@code kid}; only of keys that can be used
 */
record Observation(String where, Map<String, Set<String>> keys) {
    static Observation of(String where, JwkSet set) {
        Map<String, Set<String>> keys = new TreeMap<>();
        set.keys()
                .forEach(jwk -> keys.computeIfAbsent(String.valueOf(jwk.keyId().orElse(null)), keyId -> new TreeSet<>())
                        .add(jwk.thumbprint()));
        return new Observation(where, keys);
    }

    boolean isEqualTo(Observation other) {
        return keys.equals(other.keys);
    }

    /** Whether some key is in both. */
    boolean overlaps(Observation other) {
        return keys.values().stream()
                .flatMap(Set::stream)
                .anyMatch(thumbprint -> other.keys.values().stream().anyMatch(prints -> prints.contains(thumbprint)));
    }
}
