package org.jwks4j;

import org.jspecify.annotations.Nullable;
import org.jwks4j.net.Environment;

/**
 * All that is known about one source; immutable, replaced whole.
 *
 * @param snapshot the last good value; null while cold
 * @param flight the fetch under way; null when there is none
 * @param failures attempts failed since the last success
 * @param budget for fetches caused by unknown keys
 * @param absent keys confirmed absent since the last change
 * @param trailingAt when to fetch for those whom the empty budget refused; {@link Environment#NEVER} when nobody was
 * @param unusableSince when an answer without usable keys first came; {@link Environment#NEVER} when the last one had some
 * @param idle nobody used the snapshot until its refresh was due, so none is scheduled
 */
record RefreshState<V>(
        @Nullable Snapshot<V> snapshot,
        @Nullable Flight flight,
        Failures failures,
        UnknownKeyBudget budget,
        AbsentKeys absent,
        long trailingAt,
        long unusableSince,
        boolean idle) {
    static <V> RefreshState<V> cold(RefreshPolicy policy) {
        return new RefreshState<>(
                null,
                null,
                Failures.NONE,
                UnknownKeyBudget.full(policy),
                AbsentKeys.NONE,
                Environment.NEVER,
                Environment.NEVER,
                false);
    }

    /** A source whose value was configured, or known before; null for one that begins cold. */
    static <V> RefreshState<V> beginningWith(@Nullable Snapshot<V> snapshot, RefreshPolicy policy) {
        RefreshState<V> cold = cold(policy);
        return snapshot == null ? cold : cold.accepting(snapshot, AbsentKeys.NONE);
    }

    /** Whether there is a value that may be handed out, be it late. */
    boolean isUsable(long now) {
        return snapshot != null && now < snapshot.staleUntil();
    }

    /** A fetch begins; whoever waits for the trailing one is served by it. */
    RefreshState<V> flying(Flight started) {
        return new RefreshState<>(snapshot, started, failures, budget, absent, Environment.NEVER, unusableSince, false);
    }

    RefreshState<V> accepting(Snapshot<V> accepted, AbsentKeys stillAbsent) {
        return new RefreshState<>(
                accepted, null, Failures.NONE, budget, stillAbsent, trailingAt, Environment.NEVER, false);
    }

    RefreshState<V> failing(Failures more, long unusable) {
        return new RefreshState<>(snapshot, null, more, budget, absent, trailingAt, unusable, idle);
    }

    RefreshState<V> withBudget(UnknownKeyBudget changed) {
        return new RefreshState<>(snapshot, flight, failures, changed, absent, trailingAt, unusableSince, idle);
    }

    RefreshState<V> withAbsent(AbsentKeys changed) {
        return new RefreshState<>(snapshot, flight, failures, budget, changed, trailingAt, unusableSince, idle);
    }

    RefreshState<V> withTrailingAt(long changed) {
        return new RefreshState<>(snapshot, flight, failures, budget, absent, changed, unusableSince, idle);
    }

    RefreshState<V> withIdle(boolean changed) {
        return new RefreshState<>(snapshot, flight, failures, budget, absent, trailingAt, unusableSince, changed);
    }
}
