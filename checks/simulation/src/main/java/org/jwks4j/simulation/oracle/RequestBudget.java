package org.jwks4j.simulation.oracle;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jwks4j.RefreshPolicy;

/**
 * How often one node may ask one issuer. Three purposes have a budget each: unknown keys (a burst, then one per interval),
 * refreshes (one per lifetime, of which no more than a half is cut), and retries (backoff that doubles).
 */
final class RequestBudget {
    private static final List<Long> WINDOWS = List.of(
            Duration.ofSeconds(10).toNanos(),
            Duration.ofMinutes(1).toNanos(),
            Duration.ofMinutes(10).toNanos());
    private static final long LONGEST_WINDOW = WINDOWS.get(WINDOWS.size() - 1);
    private static final long COLD_LONGEST = Duration.ofSeconds(30).toNanos();

    /** An answer that lacks a key in use is asked to be confirmed no more often. */
    static final long CONFIRMED_EACH = Duration.ofSeconds(15).toNanos();

    /** For an unknown key, a source that is held back is asked no more often. */
    private static final long OUT_OF_TURN_EACH = Duration.ofSeconds(5).toNanos();

    /** Full jitter can be short several times over; more often than this it is in less than one run of 10^9. */
    private static final int QUICK_RETRIES = 16;

    private final RefreshPolicy policy;
    private final int metadataPlaces;
    private final Deque<Sent> log = new ArrayDeque<>();

    RequestBudget(RefreshPolicy policy, int metadataPlaces) {
        this.policy = policy;
        this.metadataPlaces = metadataPlaces;
    }

    /** Notes that someone said to refresh, which costs a fetch whatever the budget. */
    void ordered(long now) {
        log.addLast(new Sent(now, Purpose.ORDER));
    }

    /** Notes a request and says what is wrong with it. */
    @Nullable
    String spend(long now, boolean metadata, boolean retry) {
        log.addLast(new Sent(now, metadata ? Purpose.METADATA : retry ? Purpose.RETRY : Purpose.REGULAR));
        while (!log.isEmpty() && log.peekFirst().time <= now - LONGEST_WINDOW) {
            log.removeFirst();
        }
        for (long window : WINDOWS) {
            String problem = problemIn(window, now);
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    /** How many requests have left since a time. */
    int sentSince(long time) {
        int count = 0;
        for (var newest = log.descendingIterator(); newest.hasNext(); ) {
            Sent sent = newest.next();
            if (sent.time < time) {
                break;
            }
            count += sent.purpose == Purpose.ORDER ? 0 : 1;
        }
        return count;
    }

    private @Nullable String problemIn(long window, long now) {
        Map<Purpose, Integer> counts = new EnumMap<>(Purpose.class);
        for (var newest = log.descendingIterator(); newest.hasNext(); ) {
            Sent sent = newest.next();
            if (sent.time <= now - window) {
                break;
            }
            counts.merge(sent.purpose, 1, Integer::sum);
        }
        long unknown =
                policy.unknownKeyBurst() + window / policy.unknownKeyInterval().toNanos() + 1;
        long refreshes = window / (policy.minFreshness().toNanos() / 2) + 2;
        long confirmations = window / CONFIRMED_EACH + 1;
        long doubts = window / SignatureCheck.DOUBTED_EACH + 1;
        long regular = unknown + refreshes + confirmations + doubts + counts.getOrDefault(Purpose.ORDER, 0);
        long retries = QUICK_RETRIES + 4 * window / COLD_LONGEST + window / OUT_OF_TURN_EACH + 2 * regular;
        long metadata = metadataPlaces * (regular + retries);
        return tooMany(counts, Purpose.REGULAR, regular, window)
                .or(() -> tooMany(counts, Purpose.RETRY, retries, window))
                .or(() -> tooMany(counts, Purpose.METADATA, metadata, window))
                .orElse(null);
    }

    private static Optional<String> tooMany(Map<Purpose, Integer> counts, Purpose purpose, long most, long window) {
        int count = counts.getOrDefault(purpose, 0);
        return count <= most
                ? Optional.empty()
                : Optional.of(count + " requests (" + purpose + ") within " + Duration.ofNanos(window) + ", where "
                        + most + " are the most");
    }

    private record Sent(long time, Purpose purpose) {}

    private enum Purpose {
        REGULAR,
        RETRY,
        METADATA,
        ORDER
    }
}
