package org.jwks4j.simulation.scenario;

import java.util.List;

/**
 * What some callers got, together.
 *
 * @param waits of all of them, in nanoseconds, shortest first
 * @param stale how many were served past freshness
 */
record Tally(List<Long> waits, int refused401, int refused503, int stale) {
    static Tally of(List<Answer> answers) {
        return new Tally(
                answers.stream().map(Answer::waited).sorted().toList(),
                (int) answers.stream().filter(answer -> answer.status() == 401).count(),
                (int) answers.stream().filter(answer -> answer.status() == 503).count(),
                (int) answers.stream().filter(Answer::stale).count());
    }

    int callers() {
        return waits.size();
    }

    int refused() {
        return refused401 + refused503;
    }

    /** The wait that so many of a thousand callers did not exceed; in nanoseconds. */
    long perMille(int share) {
        if (waits.isEmpty()) {
            return 0;
        }
        int rank = (int) (((long) waits.size() * share + 999) / 1000); // the nearest rank
        return waits.get(Math.max(1, rank) - 1);
    }

    long longest() {
        return perMille(1000);
    }
}
