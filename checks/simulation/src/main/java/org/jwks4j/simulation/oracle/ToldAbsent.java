package org.jwks4j.simulation.oracle;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.error.Reason;
import org.jwks4j.simulation.world.Call;

/** Key IDs that a node surely remembers as absent: a request for one costs nothing, and no caller waits. */
final class ToldAbsent {
    private static final long REMEMBERED = Duration.ofSeconds(2).toNanos();

    /** A node remembers 32: of more at once, nothing is sure. */
    private static final int FEW = 24;

    private static final long LATELY = Duration.ofSeconds(30).toNanos();

    private static final long NOT_YET = Long.MAX_VALUE;

    private final Map<String, Long> until = new LinkedHashMap<>();
    private final Map<String, Asked> asked = new LinkedHashMap<>();

    /** Somebody asks for it, whatever comes of that. */
    void asked(String keyId, long now) {
        asked.put(keyId, new Asked(now, NOT_YET));
    }

    /** A caller was told, and when to come again. */
    void told(String keyId, long now, long retryAfter) {
        until.values().removeIf(end -> end <= now);
        until.put(keyId, now + retryAfter);
    }

    /** One whom the empty budget refused asked for it, and an answer since lacks it. */
    void settled(String keyId, long now) {
        if (until.getOrDefault(keyId, 0L) < now + REMEMBERED) {
            told(keyId, now, REMEMBERED);
        }
    }

    /** An answer has some of them. */
    void answered(Set<String> keyIds) {
        until.keySet().removeAll(keyIds);
    }

    /**
     * An answer says of all that were asked for before it was asked for whether they are there: those that are not are remembered from
     * now on, however long ago they were asked for.
     */
    void settledAll(long sentAt, long now) {
        asked.replaceAll((keyId, one) -> one.at <= sentAt && one.settledAt == NOT_YET ? new Asked(one.at, now) : one);
    }

    /** Whether the empty budget refused it: then the node remembers what it asked for until an answer comes, though no caller waits. */
    static boolean isOwedAnAnswer(Call call) {
        return call.failure() instanceof KeyFetchException refusal && refusal.reason() == Reason.UNKNOWN_KEY_THROTTLED;
    }

    boolean surely(String keyId, long now) {
        until.values().removeIf(end -> end <= now);
        asked.values().removeIf(one -> one.settledAt < now - LATELY);
        return asked.size() <= FEW && until.containsKey(keyId);
    }

    /** @param settledAt when an answer came that was asked for since */
    private record Asked(long at, long settledAt) {}
}
