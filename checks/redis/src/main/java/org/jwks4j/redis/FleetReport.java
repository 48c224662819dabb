package org.jwks4j.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.LogManager;
import org.jwks4j.testkit.FakeIssuer;

/** A fleet of processes and one real Redis: how often the issuer is asked. Ends with 1 if that is too often. */
final class FleetReport {
    private static final String SECRET = "a secret of the fleet, 32 bytes long";
    private static final long LONG_STEADY = 60;
    private static final long SHORT_STEADY = 20;
    private static final int LARGE = 100;

    private static final String HEAD = """
            # A fleet on Redis

            %d processes with %d fetchers each, one `redis-server` and an issuer that takes %d ms for an answer, all on one machine with %d
            processors: `scripts/fleet`. Written by the program itself, which ends with 1 if a bound is missed. All settings are those that users
            have who set nothing, such as the wait for another fetcher of 1.5 s; only the store's timeout is %d ms in place of %d, other than where
            Redis hangs, dies or moves, since the processes share the processors. The steady part has lifetimes of 10 s in
            place of ten minutes, with a shortest freshness of 1 s. In virtual time, the same is bounded by `SharedStoreTest`, `StoreHintTest`
            and `FleetRevocationTest`.

            Without a store, a cold start is %d requests, and a rotation or one invented kid %d. Where someone has meddled, a cold start may take
            1 s longer than the one in the first line, and 1.5 s if he holds the leases; where Redis hangs, one timeout longer than where it is
            down, and half a second for what differs between two measures. A part that misses a bound is done again, twice at most, since the
            machine may stall; its line says at which try it was as it must be.

            | what | requests to the issuer | at most | answers | the last one after | at most | as it must be |
            |---|--:|--:|---|--:|--:|---|
            """;

    private FleetReport() {}

    /**
     * Runs the trial, prints a line for each part, and writes the page.
     *
     * @param args how many processes, how many fetchers in each, and where to write the page, if anywhere
     */
    public static void main(String[] args) throws IOException {
        LogManager.getLogManager().reset(); // the client would tell of each connection that is lost
        Map<String, Row> rows = new LinkedHashMap<>();
        int processes = Integer.parseInt(args[0]);
        int each = Integer.parseInt(args[1]);
        int fetchers = processes * each;
        try (FakeIssuer issuer = FakeIssuer.start();
                RedisServer redis = RedisServer.start();
                Nodes nodes =
                        Nodes.start(processes, List.of(issuer.issuer(), redis.uri(), SECRET, Integer.toString(each)))) {
            Stage stage = new Stage(issuer, redis, nodes, fetchers, row -> {
                rows.put(row.what(), row); // the last try of a part counts
                System.out.println(row.markdown());
            });
            stage.issuerAnswers();
            new FleetTrial(stage).run();
            new TroubleTrial(stage, fetchers < LARGE ? SHORT_STEADY : LONG_STEADY).run();
        }
        if (args.length > 2) {
            Files.writeString(Path.of(args[2]), page(rows.values(), processes, each));
        }
        boolean good = rows.values().stream().allMatch(Row::good);
        System.out.println(good ? "all is as it must be" : "not all is as it must be");
        System.exit(good ? 0 : 1);
    }

    private static String page(Collection<Row> rows, int processes, int each) {
        StringBuilder page = new StringBuilder(HEAD.formatted(
                processes,
                each,
                Stage.ISSUER_TAKES.toMillis(),
                Runtime.getRuntime().availableProcessors(),
                Stage.AMPLE_TIMEOUT,
                Stage.TIMEOUT,
                2 * processes * each,
                processes * each));
        rows.forEach(row -> page.append(row.markdown()).append('\n'));
        return page.toString();
    }
}
