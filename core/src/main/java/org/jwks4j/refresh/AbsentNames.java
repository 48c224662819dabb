package org.jwks4j.refresh;

import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a fetch has confirmed absent: asked for again, it costs nothing for a while. First for 2 s, in case the answer was
 * itself a little behind, then twice as long each time, up to 10 s: someone who guesses a coming name can delay it by no more. At most 32 are remembered.
 */
record AbsentNames(Map<String, Absence> names) {
    static final AbsentNames NONE = new AbsentNames(Map.of());

    private static final int MAX_REMEMBERED = 32;
    private static final long FIRST = Duration.ofSeconds(2).toNanos();
    private static final long LONGEST = Duration.ofSeconds(10).toNanos();

    /** Until when the name is known to be absent; in the past when it is not. */
    long until(String sought) {
        Absence absence = names.get(sought);
        return absence == null ? -1 : absence.until;
    }

    AbsentNames plus(String sought, long now) {
        Absence before = names.get(sought);
        if (before != null && now < before.until) {
            return this;
        }
        Map<String, Absence> more = new LinkedHashMap<>(names);
        more.put(sought, confirmed(before, now));
        if (more.size() > MAX_REMEMBERED) {
            more.remove(firstToEnd(more));
        }
        return new AbsentNames(Collections.unmodifiableMap(more)); // in order, so that the oldest goes first
    }

    /** Without those that are there by now. */
    AbsentNames without(Predicate<String> isThere) {
        Map<String, Absence> rest = new LinkedHashMap<>(names);
        rest.keySet().removeIf(isThere);
        return rest.isEmpty() ? NONE : new AbsentNames(Collections.unmodifiableMap(rest));
    }

    private static Absence confirmed(@Nullable Absence before, long now) {
        long span = before == null ? FIRST : Math.min(LONGEST, before.span * 2);
        return new Absence(now + span, span);
    }

    private static String firstToEnd(Map<String, Absence> names) {
        return names.entrySet().stream()
                .min(Comparator.comparingLong(entry -> entry.getValue().until))
                .orElseThrow()
                .getKey();
    }

    record Absence(long until, long span) {}
}
