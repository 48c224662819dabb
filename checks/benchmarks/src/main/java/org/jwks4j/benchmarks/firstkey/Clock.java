package org.jwks4j.benchmarks.firstkey;

/** When what was reached, counted from the beginning of {@code main}. */
final class Clock {
    private final long begun = System.nanoTime();
    private final StringBuilder reached = new StringBuilder();

    void at(String what) {
        reached.append(what).append('\t').append(System.nanoTime() - begun).append('\n');
    }

    /** A line for each, nanoseconds behind a tab. */
    @Override
    public String toString() {
        return reached.toString();
    }
}
