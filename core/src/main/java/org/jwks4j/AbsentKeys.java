package org.jwks4j;

import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a fetch has confirmed the issuer not to have: asked for again, it costs nothing for a while. First for 2 s, in case
 * the issuer's answer was itself a little behind, then twice as long each time, up to 10 s: whoever
 * guesses a coming key's name can delay it by no more. At most 32 are remembered.
 */
record AbsentKeys(Map<String, Absence> keys) {
    static final AbsentKeys NONE = new AbsentKeys(Map.of());

    private static final int MAX_REMEMBERED = 32;
    private static final long FIRST = Duration.ofSeconds(2).toNanos();
    private static final long LONGEST = Duration.ofSeconds(10).toNanos();

    /** Until when the key is known to be absent; in the past when it is not. */
    long until(String sought) {
        Absence absence = keys.get(sought);
        return absence == null ? -1 : absence.until;
    }

    AbsentKeys plus(String sought, long now) {
        Absence before = keys.get(sought);
        if (before != null && now < before.until) {
            return this;
        }
        Map<String, Absence> more = new LinkedHashMap<>(keys);
        more.put(sought, confirmed(before, now));
        if (more.size() > MAX_REMEMBERED) {
            more.remove(firstToEnd(more));
        }
        return new AbsentKeys(Collections.unmodifiableMap(more)); // in order, so that the oldest goes first
    }

    private static Absence confirmed(@Nullable Absence before, long now) {
        long span = before == null ? FIRST : Math.min(LONGEST, before.span * 2);
        return new Absence(now + span, span);
    }

    private static String firstToEnd(Map<String, Absence> keys) {
        return keys.entrySet().stream()
                .min(Comparator.comparingLong(entry -> entry.getValue().until))
                .orElseThrow()
                .getKey();
    }

    record Absence(long until, long span) {}
}
