package org.jwks4j.refresh;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.jwks4j.refresh.Transition.Serve;

/** How a value takes the place of the one before: what is kept of the old one, and which names are settled. */
record Acceptance<V>(RefreshSettings rules, Parts<V> parts) {
    /**
     * The state with it.
     *
     * @param unusable whether nothing in it can be used, which was confirmed
     * @param took how long its fetch took
     */
    Serve<V> of(
            RefreshState<V> state,
            Fetched<V> fetched,
            boolean unusable,
            long took,
            long now,
            Instant wallClock,
            double chance) {
        Snapshot<V> before = state.snapshot();
        boolean emptied =
                unusable || parts.of(fetched.value()).isEmpty(); // it was confirmed, or needs no second answer
        MissingParts all = emptied || before == null || !before.isFreshAtAll()
                ? MissingParts.NONE // nothing may be kept of an answer that says no-store, if that is obeyed
                : missingAfter(state.missing(), fetched, before);
        MissingParts kept = all.at(now, parts.mostKept());
        V value = before == null ? fetched.value() : parts.keeping(fetched.value(), before.value(), kept.kept());
        Instant askedAt = wallClock // or else an export would grow younger
                .minusNanos(now - fetched.requestedAt())
                .minus(fetched.olderBy());
        Snapshot<V> accepted =
                snapshotOf(fetched, before, took, askedAt, chance).about(value);
        long settledFor = fetched.mayHaveMoved() ? Long.MIN_VALUE : fetched.requestedAt(); // it may be elsewhere
        UnknownNames names = state.unknown().after(settledFor, now, name -> parts.has(value, name));
        return new Serve<>(state.accepting(accepted, names.with(removed(names.removed(), all, value)), kept), accepted);
    }

    private MissingParts missingAfter(MissingParts missing, Fetched<V> fetched, Snapshot<V> before) {
        return fetched.sameAsBefore()
                ? missing.confirmed(fetched.requestedAt())
                : missing.after(
                        parts.of(before.value()),
                        parts.of(fetched.value()),
                        before.requestedAt(),
                        fetched.requestedAt(),
                        part -> parts.forbids(fetched.value(), part),
                        rules);
    }

    Snapshot<V> snapshotOf(
            Fetched<V> fetched, @Nullable Snapshot<V> before, long took, Instant fetchedAt, double chance) {
        int fetchMillis = fetchMillis(fetched, before, took);
        RefreshTimes times = RefreshTimes.of(fetched, fetchMillis, chance, rules);
        int generation = before == null ? 0 : before.generation();
        return new Snapshot<>(
                fetched.value(),
                fetched.sameAsBefore() ? generation : generation + 1,
                fetched.requestedAt(),
                times.refreshAt(),
                times.freshUntil(),
                times.staleUntil(),
                fetched.mayHaveMoved(),
                fetchMillis,
                fetchedAt);
    }

    /** A value from another node says nothing about how long the issuer takes, so the last measured time stays. */
    private static int fetchMillis(Fetched<?> fetched, @Nullable Snapshot<?> before, long took) {
        if (fetched.askedElsewhere()) {
            return before == null ? 0 : before.fetchMillis();
        }
        return (int) Math.min(Integer.MAX_VALUE, (took + RefreshTimes.MILLI - 1) / RefreshTimes.MILLI);
    }

    /** Those that are kept no longer, unless a part that is there has the name. Without a grace nothing is known of them. */
    RemovedNames removed(RemovedNames before, MissingParts all, V value) {
        Map<String, Boolean> more = new LinkedHashMap<>();
        all.absences().forEach((part, absence) -> {
            boolean isOver = part.hasName() && !parts.has(value, part.name());
            if (isOver && !rules.grace().isZero()) {
                more.put(part.name(), absence.isConfirmed());
            }
        });
        return before.plus(more);
    }
}
