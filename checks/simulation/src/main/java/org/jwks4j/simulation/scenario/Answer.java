package org.jwks4j.simulation.scenario;

/**
 * What a caller got.
 *
 * @param kind who called
 * @param node the number of the node that was called
 * @param waited in nanoseconds
 * @param status 200, 401 or 503; 204 where a probe found nothing cached
 * @param stale whether the key was past its freshness
 */
record Answer(Kind kind, int node, String keyId, long arrivedAt, long waited, int status, boolean stale) {
    long answeredAt() {
        return arrivedAt + waited;
    }

    boolean served() {
        return status == 200;
    }

    boolean isLegitimate() {
        return kind == Kind.LEGITIMATE;
    }

    boolean arrivedIn(long from, long to) {
        return arrivedAt >= from && arrivedAt < to;
    }

    /** Who calls. */
    enum Kind {
        /** With a token of the issuer. */
        LEGITIMATE,
        /** With a key ID that someone made up. */
        BOGUS,
        /** The scenario, to see what a node holds. */
        PROBE
    }
}
