package org.jwks4j.redis;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jwks4j.testkit.Endpoint;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.Misbehaviour;

/** What is there: an issuer that takes a while, a Redis, and the nodes; and how one part of a trial is measured. */
record Stage(FakeIssuer issuer, RedisServer redis, Nodes nodes, int fetchers, Consumer<Row> rows) {
    static final Duration ISSUER_TAKES = Duration.ofMillis(100);

    /** What users have if they set nothing; where Redis does not answer, it is this that is measured. */
    static final long TIMEOUT = 500;

    /** Elsewhere: the processes share the processors of one machine, and a pause of theirs is no failure of Redis. */
    static final long AMPLE_TIMEOUT = 2000;

    private static final int MOST_TRIES = 3;
    private static final long WAIT = 1500;
    private static final long SHORTEST_FRESHNESS = Duration.ofMinutes(1).toMillis();

    void issuerAnswers() {
        issuer.behave();
        for (Endpoint endpoint : new Endpoint[] {Endpoint.METADATA, Endpoint.JWKS}) {
            issuer.misbehave(endpoint, Misbehaviour.latency(ISSUER_TAKES));
        }
    }

    /** All fetchers begin anew. */
    void cold() {
        cold(AMPLE_TIMEOUT, SHORTEST_FRESHNESS);
    }

    /** The same, with the timeout that users have. */
    void coldWithTimeout() {
        cold(TIMEOUT, SHORTEST_FRESHNESS);
    }

    void cold(long timeout, long shortestFreshness) {
        nodes.all("cold " + timeout + " " + WAIT + " " + shortestFreshness);
    }

    String key() {
        return issuer.signingKeyId();
    }

    long requests() {
        return (long) issuer.requests(Endpoint.METADATA) + issuer.requests(Endpoint.JWKS);
    }

    /**
     * One part of a trial. A machine that stalls for a moment makes one measure long and the requests many, so a part that misses a bound
     * is done again; what is wrong misses it each time.
     *
     * @param part does all that the part needs, anew each time
     */
    Row part(Supplier<Row> part) {
        Row row = part.get();
        for (int tries = 2; tries <= MOST_TRIES && !row.good(); tries++) {
            rows.accept(row);
            row = part.get().atTry(tries);
        }
        rows.accept(row);
        return row;
    }

    /** The same, of a part that cannot be done again. */
    Row once(Row row) {
        rows.accept(row);
        return row;
    }

    /** All ask for the newest key, and all have it. */
    Row asked(String what, long requestsAtMost, long millisAtMost) {
        issuer.forgetRequests();
        nodes.tellAll("ask " + key());
        return answered(what, Map.of("KEY", fetchers), requestsAtMost, millisAtMost);
    }

    /** What came of a question that was put to all. */
    Row answered(String what, Map<String, Integer> expected, long requestsAtMost, long millisAtMost) {
        Nodes.Answers answers = nodes.answered();
        return told(
                what,
                requestsAtMost,
                answers.counts().toString(),
                answers.longestMillis(),
                millisAtMost,
                answers.counts().equals(expected));
    }

    Row told(String what, long requestsAtMost, String answers, long millis, long millisAtMost, boolean answered) {
        return new Row(what, requests(), requestsAtMost, answers, millis, millisAtMost, answered, 1);
    }
}
