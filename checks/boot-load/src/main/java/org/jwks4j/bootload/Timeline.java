package org.jwks4j.bootload;

/**
 * What happens when, in seconds since the load began. Plain Boot keeps keys for 5 minutes, here from the rotation on, so that their end
 * is in the outage; a flood before would have renewed them.
 */
enum Timeline {
    ROTATION(20, 20),
    OUTAGE(290, 350),
    FLOOD_IN_OUTAGE(330, 350),
    FLOOD(380, 400);

    static final int SECONDS = 410;

    final int from;
    final int to;

    Timeline(int from, int to) {
        this.from = from;
        this.to = to;
    }

    int length() {
        return to - from;
    }
}
