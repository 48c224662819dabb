package org.jwks4j.form;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Key IDs that tokens named and that have to be asked for one by one: those that wait for a request, and those for which one brought
 * nothing. Both are bounded, and evicted at random, so that invented key IDs cannot keep a genuine one out for good. Thread-safe.
 */
public final class SoughtKeyIds {
    private static final int MOST = 32;
    private static final long FIRST = 2_000_000_000L;
    private static final long LONGEST = 10_000_000_000L;

    private final List<String> waiting = new ArrayList<>();
    private final Map<String, Absence> absent = new LinkedHashMap<>();

    /** Has a key ID wait for its request, in place of another one if there are too many. */
    public synchronized void add(String keyId, double chance) {
        if (waiting.contains(keyId)) {
            return;
        } else if (waiting.size() < MOST) {
            waiting.add(keyId);
        } else {
            waiting.set((int) (chance * MOST), keyId);
        }
    }

    /** One of those that wait, which waits no more; null if none does. */
    public synchronized @Nullable String take(double chance) {
        return waiting.isEmpty() ? null : waiting.remove((int) (chance * waiting.size()));
    }

    /** Until when the key ID need not be asked for again; in the past if it may be. */
    public synchronized long absentUntil(String keyId) {
        Absence absence = absent.get(keyId);
        return absence == null ? -1 : absence.until;
    }

    /** A request brought nothing: for 2 s it is not repeated, then for twice as long each time, up to 10 s. */
    public synchronized void isAbsent(String keyId, long now) {
        Absence before = absent.remove(keyId);
        long span = before == null ? FIRST : Math.min(LONGEST, before.span * 2);
        absent.put(keyId, new Absence(now + span, span));
        if (absent.size() > MOST) {
            absent.remove(absent.keySet().iterator().next());
        }
    }

    private record Absence(long until, long span) {}
}
