package org.jwks4j;

/**
 * A token bucket for the fetches that unknown keys cause.
 *
 * @param tokens how many are left
 * @param refilledAt since when the next token has been filling
 */
record UnknownKeyBudget(int tokens, long refilledAt) {
    static UnknownKeyBudget full(RefreshPolicy policy) {
        return new UnknownKeyBudget(policy.unknownKeyBurst(), 0);
    }

    UnknownKeyBudget refilled(RefreshPolicy policy, long now) {
        long interval = policy.unknownKeyInterval().toNanos();
        long earned = (now - refilledAt) / interval;
        if (tokens + earned >= policy.unknownKeyBurst()) {
            return new UnknownKeyBudget(policy.unknownKeyBurst(), now);
        }
        return new UnknownKeyBudget(tokens + (int) earned, refilledAt + earned * interval);
    }

    boolean isEmpty() {
        return tokens == 0;
    }

    UnknownKeyBudget spent() {
        return new UnknownKeyBudget(tokens - 1, refilledAt);
    }

    /** When an empty bucket has its next token. */
    long nextSlot(RefreshPolicy policy) {
        return refilledAt + policy.unknownKeyInterval().toNanos();
    }
}
