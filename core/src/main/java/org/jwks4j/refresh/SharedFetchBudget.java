package org.jwks4j.refresh;

/** How often several sources together may be asked out of turn, such as those at one host. Thread-safe. */
public interface SharedFetchBudget {
    /** Of a source that shares with no other. */
    SharedFetchBudget UNLIMITED = new SharedFetchBudget() {
        @Override
        public boolean take(long now, long failedAt) {
            return true;
        }

        @Override
        public void answered(long now) {}
    };

    /**
     * Takes one fetch out of the budget, if there is one left.
     *
     * @param failedAt when the source that wants it failed last; {@link org.jwks4j.net.Environment#NEVER} if it has not
     */
    boolean take(long now, long failedAt);

    /** One of the sources was answered. */
    void answered(long now);
}
