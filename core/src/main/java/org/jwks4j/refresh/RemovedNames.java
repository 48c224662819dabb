package org.jwks4j.refresh;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Names that were in the value and are not any more. One that more than one answer lacks is confirmed as removed: asking for it costs
 * nothing until the value is refreshed in its turn. The newest 256 are remembered.
 *
 * @param confirmed for each name whether more than one answer lacks it; in the order in which they went
 */
record RemovedNames(Map<String, Boolean> confirmed) {
    static final RemovedNames NONE = new RemovedNames(Map.of());

    private static final int MAX_REMEMBERED = 256;

    RemovedNames {
        confirmed = Collections.unmodifiableMap(confirmed);
    }

    boolean has(String name) {
        return Boolean.TRUE.equals(confirmed.get(name));
    }

    RemovedNames plus(Map<String, Boolean> more) {
        if (more.isEmpty()) {
            return this;
        }
        Map<String, Boolean> all = new LinkedHashMap<>(confirmed);
        more.forEach((name, twice) -> {
            all.remove(name);
            all.put(name, twice);
        });
        all.keySet().stream()
                .limit(Math.max(0, all.size() - MAX_REMEMBERED))
                .toList()
                .forEach(all::remove);
        return new RemovedNames(all);
    }

    /** After one more answer: those that are not there now are confirmed. */
    RemovedNames after(Predicate<String> isThere) {
        if (confirmed.isEmpty()) {
            return this;
        }
        Map<String, Boolean> still = new LinkedHashMap<>();
        confirmed.keySet().stream().filter(isThere.negate()).forEach(name -> still.put(name, true));
        return new RemovedNames(still);
    }
}
