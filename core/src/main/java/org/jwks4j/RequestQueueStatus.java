package org.jwks4j;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jwks4j.net.RequestGate;

/**
 * How many requests are under way for one kind of issuers, and how many wait for their turn, at one moment.
 *
 * @param issuers whose requests they are
 * @param underWay how many are under way
 * @param waiting how many wait for their turn
 * @param longestWait how long the first of those waits that wait in order; zero if none does
 * @param refused how many had no turn since the start, and were not sent
 */
public record RequestQueueStatus(Issuers issuers, int underWay, int waiting, Duration longestWait, long refused) {
    /** The kinds of issuers whose requests are counted apart. */
    public enum Issuers {
        /** Trusted by name. */
        NAMED,
        /** Known at run time, of a template that leads to the same hosts for all tenants. */
        AT_CONFIGURED_HOSTS,
        /** Known at run time, at hosts of others. */
        AT_HOSTS_OF_OTHERS,
        /** Known only at run time, and nothing was fetched from them yet. */
        NEWCOMERS
    }

    static List<RequestQueueStatus> of(Map<Issuers, RequestGate> gates) {
        return gates.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(gate -> of(gate.getKey(), gate.getValue()))
                .toList();
    }

    private static RequestQueueStatus of(Issuers issuers, RequestGate gate) {
        RequestGate.Load load = gate.load();
        return new RequestQueueStatus(issuers, load.underWay(), load.waiting(), load.longestWait(), load.refused());
    }
}
