package org.jwks4j.jwk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Entries of equal {@code kid} and equal numbers are one key, which may be used for what all of them allow: an entry that does not
 * say its {@code alg} or {@code use} widens nothing (RFC 8725 §3.1).
 */
final class SameKeys {
    private SameKeys() {}

    /** The entries in their order, those of one key joined in the place of the first. */
    static List<SetEntry> joined(List<SetEntry> entries) {
        Map<Object, List<SetEntry>> groups = new LinkedHashMap<>();
        for (SetEntry entry : entries) {
            Object identity = entry.material() == null ? new Object() : identity(entry);
            groups.computeIfAbsent(identity, key -> new ArrayList<>(1)).add(entry);
        }
        List<SetEntry> joined = new ArrayList<>(entries.size());
        for (List<SetEntry> group : groups.values()) {
            joined.addAll(group.size() == 1 ? group : joinedGroup(group));
        }
        return joined;
    }

    /** What makes two entries one key; an {@code issuer} of its own sets an entry apart. */
    private static List<@Nullable Object> identity(SetEntry entry) {
        Jwk key = entry.key();
        return Arrays.asList(entry.keyId(), key == null ? null : key.issuer().orElse(null), entry.material());
    }

    private static List<SetEntry> joinedGroup(List<SetEntry> group) {
        List<Jwk> keys = group.stream()
                .map(SetEntry::key)
                .flatMap(key -> Optional.ofNullable(key).stream())
                .toList();
        if (keys.isEmpty()) {
            return group;
        }
        Optional<SkippedJwk> forbidding =
                group.stream().map(SetEntry::skipped).filter(Objects::nonNull).findFirst();
        if (forbidding.isPresent()) {
            String detail = "another entry of the same kid and numbers contradicts it: "
                    + forbidding.get().detail();
            return skipped(group, forbidding.get().reason(), detail);
        }
        Set<JwsAlgorithm> common = EnumSet.copyOf(keys.get(0).algorithms());
        keys.forEach(key -> common.retainAll(key.algorithms()));
        return common.isEmpty()
                ? skipped(
                        group,
                        SkipReason.ALGORITHM_MISMATCH,
                        "it is there " + keys.size() + " times, with no algorithm in all of them")
                : List.of(SetEntry.of(Jwk.joined(keys)));
    }

    private static List<SetEntry> skipped(List<SetEntry> group, SkipReason reason, String detail) {
        return group.stream().map(entry -> entry.skippedFor(reason, detail)).toList();
    }
}
