package org.jwks4j.refresh;

/**
 * A token bucket for the fetches that unknown names cause.
 *
 * @param tokens how many are left
 * @param refilledAt since when the next token has been filling
 */
record FetchBudget(int tokens, long refilledAt) {
    static FetchBudget full(int burst) {
        return new FetchBudget(burst, 0);
    }

    FetchBudget refilled(RefreshSettings rules, long now) {
        long interval = rules.unknownInterval().toNanos();
        long earned = (now - refilledAt) / interval;
        if (tokens + earned >= rules.unknownBurst()) {
            return new FetchBudget(rules.unknownBurst(), now);
        }
        return new FetchBudget(tokens + (int) earned, refilledAt + earned * interval);
    }

    boolean isEmpty() {
        return tokens == 0;
    }

    FetchBudget spent() {
        return new FetchBudget(tokens - 1, refilledAt);
    }

    /** A fetch that was paid for has cost the issuer nothing. */
    FetchBudget refunded(RefreshSettings rules) {
        return new FetchBudget(Math.min(tokens + 1, rules.unknownBurst()), refilledAt);
    }

    /** When an empty bucket has its next token. */
    long nextSlot(RefreshSettings rules) {
        return refilledAt + rules.unknownInterval().toNanos();
    }
}
