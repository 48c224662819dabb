package org.jwks4j.redis;

/**
 * One line of the report.
 *
 * @param answers how many fetchers had what
 * @param longestMillis how long the last fetcher waited
 * @param millisAtMost how long it may have waited
 * @param answered whether all had what they must have
 * @param tries how often this part was tried, this time included
 */
record Row(
        String what,
        long requests,
        long requestsAtMost,
        String answers,
        long longestMillis,
        long millisAtMost,
        boolean answered,
        int tries) {
    Row atTry(int number) {
        return new Row(what, requests, requestsAtMost, answers, longestMillis, millisAtMost, answered, number);
    }

    boolean good() {
        return answered && requests <= requestsAtMost && longestMillis <= millisAtMost;
    }

    String markdown() {
        return "| " + what + " | " + requests + " | " + requestsAtMost + " | " + answers + " | " + longestMillis
                + " ms | " + millisAtMost + " ms | " + (good() ? "yes" : "**no**")
                + (tries > 1 ? ", try " + tries : "") + " |";
    }
}
