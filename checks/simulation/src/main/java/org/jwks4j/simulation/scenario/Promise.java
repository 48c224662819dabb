package org.jwks4j.simulation.scenario;

/**
 * A promise of the engine, and what became of it.
 *
 * @param limit the most that it allows
 * @param measured what was found
 */
record Promise(String what, String limit, String measured, boolean kept) {
    static Promise atMost(String what, long limit, long measured) {
        return new Promise(what, count(limit), count(measured), measured <= limit);
    }

    static Promise none(String what, long measured) {
        return atMost(what, 0, measured);
    }

    static Promise exactly(String what, long limit, long measured) {
        return new Promise(what, "exactly " + count(limit), count(measured), measured == limit);
    }

    /** Both in nanoseconds. */
    static Promise within(String what, long limit, long measured) {
        return new Promise(what, Words.span(limit), Words.span(measured), measured <= limit);
    }

    private static String count(long number) {
        return Words.count(number);
    }
}
