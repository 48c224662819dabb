package org.jwks4j.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.LogManager;
import org.jwks4j.testkit.Endpoint;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.Misbehaviour;

/** A fleet of processes and one real Redis: how often the issuer is asked. Ends with 1 if that is too often. */
final class FleetReport {
    private static final int SLOW_ISSUER_MILLIS = 100;

    /** Ample: ten JVMs share the processors of one machine, and a pause of theirs is no failure of Redis. */
    private static final int TIMEOUT_MILLIS = 5000;

    private static final int WAIT_MILLIS = 10_000;
    private static final String SECRET = "a secret of the fleet, 32 bytes long";

    private static final String HEAD = """
            # A fleet on Redis

            %d processes with %d fetchers each, one `redis-server` and an issuer that takes %d ms for an answer, all on one machine with %d
            processors: `scripts/fleet`. Written by the program itself. The store's timeout was %d s and its wait for another fetcher %d s, in place
            of 500 ms and 1.5 s, since the processes share the processors. The times are those of this machine; in virtual time, with the
            defaults, they are bounded by `SharedStoreTest` and `FleetRevocationTest`.

            Without a store, a cold start is %d requests, and a rotation or one invented kid %d. "At most" is 20 in place of 2 if the last one
            waited for four seconds or longer: then the machine was so busy that the first fetchers waited long enough to ask themselves.

            | what | requests to the issuer | at most | answers | the last one after | as it must be |
            |---|--:|--:|---|--:|---|
            """;

    private FleetReport() {}

    /**
     * Runs the trial, prints a line for each part, and writes the page.
     *
     * @param args how many processes, how many fetchers in each, and where to write the page, if anywhere
     */
    public static void main(String[] args) throws IOException {
        LogManager.getLogManager().reset(); // the client would tell of each connection that is lost
        List<FleetTrial.Row> rows = new ArrayList<>();
        int processes = Integer.parseInt(args[0]);
        int each = Integer.parseInt(args[1]);
        int fetchers = processes * each;
        try (FakeIssuer issuer = FakeIssuer.start();
                RedisServer redis = RedisServer.start();
                Nodes nodes = Nodes.start(processes, arguments(issuer, redis, each))) {
            for (Endpoint endpoint : List.of(Endpoint.METADATA, Endpoint.JWKS)) {
                issuer.misbehave(endpoint, Misbehaviour.latency(Duration.ofMillis(SLOW_ISSUER_MILLIS)));
            }
            new FleetTrial(issuer, redis, nodes, fetchers, row -> {
                        rows.add(row);
                        System.out.println(row.markdown());
                    })
                    .run();
        }
        if (args.length > 2) {
            Files.writeString(Path.of(args[2]), page(rows, processes, each));
        }
        boolean good = rows.stream().allMatch(FleetTrial.Row::good);
        System.out.println(good ? "all is as it must be" : "not all is as it must be");
        System.exit(good ? 0 : 1);
    }

    private static List<String> arguments(FakeIssuer issuer, RedisServer redis, int each) {
        return List.of(
                issuer.issuer(),
                redis.uri(),
                SECRET,
                Integer.toString(each),
                Integer.toString(TIMEOUT_MILLIS),
                Integer.toString(WAIT_MILLIS));
    }

    private static String page(List<FleetTrial.Row> rows, int processes, int each) {
        StringBuilder page = new StringBuilder(HEAD.formatted(
                processes,
                each,
                SLOW_ISSUER_MILLIS,
                Runtime.getRuntime().availableProcessors(),
                TIMEOUT_MILLIS / 1000,
                WAIT_MILLIS / 1000,
                2 * processes * each,
                processes * each));
        rows.forEach(row -> page.append(row.markdown()).append('\n'));
        return page.toString();
    }
}
