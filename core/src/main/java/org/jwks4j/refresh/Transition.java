package org.jwks4j.refresh;

import org.jspecify.annotations.Nullable;

/** One step of the {@link RefreshMachine}: the state from now on, what the caller is told, and the fetch to begin. */
public sealed interface Transition<V> {
    RefreshState<V> state();

    /** The fetch to begin; null if none begins. */
    default @Nullable Flight start() {
        return null;
    }

    /** Use this snapshot now. */
    record Serve<V>(
            RefreshState<V> state,
            Snapshot<V> snapshot,
            @Nullable Flight start) implements Transition<V> {
        Serve(RefreshState<V> state, Snapshot<V> snapshot) {
            this(state, snapshot, null);
        }
    }

    /** Wait for this fetch, then decide again. */
    record Join<V>(
            RefreshState<V> state, Flight flight, @Nullable Flight start) implements Transition<V> {
        Join(RefreshState<V> state, Flight flight) {
            this(state, flight, null);
        }
    }

    /** Wait for this fetch, but no longer than until then; then decide again, without waiting. */
    record JoinBriefly<V>(
            RefreshState<V> state,
            Flight flight,
            long until,
            @Nullable Flight start) implements Transition<V> {}

    /** Tell the caller that there is nothing for it. */
    record Refuse<V>(RefreshState<V> state, Miss miss) implements Transition<V> {}

    /** Tell no one: the event had no caller, or came too late. */
    record Ignore<V>(RefreshState<V> state) implements Transition<V> {}
}
