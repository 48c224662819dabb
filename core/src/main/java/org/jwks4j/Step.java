package org.jwks4j;

import org.jspecify.annotations.Nullable;

/**
 * One decision of the refresh machine.
 *
 * @param state what holds from now on
 * @param verdict what the caller is told
 * @param start the fetch to begin; null when none is
 */
record Step<V>(
        RefreshState<V> state, Verdict<V> verdict, @Nullable Flight start) {
    static <V> Step<V> of(RefreshState<V> state, Verdict<V> verdict) {
        return new Step<>(state, verdict, null);
    }
}
