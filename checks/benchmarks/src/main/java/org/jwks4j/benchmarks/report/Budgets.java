package org.jwks4j.benchmarks.report;

import java.util.List;
import org.jwks4j.benchmarks.resolve.Shape;

/** What we hold ourselves to, each time from the measurements of one run. */
final class Budgets {
    private static final String AUTH0 = "AUTH0";
    private static final String RS256 = table("RS256", "JDK");

    static final List<Budget> RESOLVE = List.of(
            Budget.atMost(
                    1 / 6.0,
                    "time, × that of java-jwt with jwks-rsa",
                    run -> run.time(AUTH0, 1, "jwks4j") / run.time(AUTH0, 1, "javaJwt")),
            Budget.atMost(3, "time, × base64", run -> run.time(AUTH0, 1, "jwks4j") / run.time(AUTH0, 1, "base64")),
            Budget.atMost(1.15, "time in the slowest JVM, × the fastest", run -> run.spread(AUTH0, "jwks4j")),
            Budget.atMost(
                    2,
                    "bytes allocated, × the token's length",
                    run -> run.bytes(AUTH0, "jwks4j") / Shape.AUTH0.tokenLength()),
            allInUse("by name"),
            allInUse("by resolver"),
            Budget.atLeast(
                    0.9,
                    "calls per second of 64 threads, × those of 2, × the same of base64",
                    run -> ofThreads(run, "jwks4j") / ofThreads(run, "base64")));

    static final List<Budget> REPEATED = List.of(
            Budget.atMost(
                    1.2,
                    "time, × a digest and a read of the cache",
                    run -> run.time(RS256, 1, "jwks4jRepeated") / run.time(RS256, 1, "digestAndRead")),
            Budget.atMost(400, "bytes allocated", run -> run.bytes(RS256, "jwks4jRepeated")));

    static final List<Budget> RULES = List.of(
            Budget.atMost(
                    0.02,
                    "time of the rules, × that of the bare signature check",
                    run -> run.time(RS256, 1, "rules") / run.time(RS256, 1, "bare")),
            Budget.atMost(
                    90, "bytes of the rules: a tenth of the token's characters", run -> run.bytes(RS256, "rules")));

    /** A walk would take hundreds of times as long. */
    static final List<Budget> KEYSET = List.of(Budget.atMost(
            3,
            "time to find one of 2,000 keys, × the only one",
            run -> run.time(Measurement.JWK_SETS, 1, "find, keys 2000")
                    / run.time(Measurement.JWK_SETS, 1, "find, keys 1")));

    private Budgets() {}

    /** Elliptic curves are slow in Java 17 and less so later. */
    static List<Budget> verify(int java) {
        double curves = java == 17 ? 10 : 6;
        return List.of(
                overBare(1.10, "RS256", "JDK"),
                overBare(1.10, "RS256", "ACCP"),
                overBare(1.10, "RS256", "CONSCRYPT"),
                overBare(1.03, "ES256", "JDK"),
                overBare(1.03, "EdDSA", "JDK"),
                Budget.atMost(
                        0.2,
                        "bytes beyond the bare check, × java-jwt's, RS256",
                        run -> (run.bytes(RS256, "jwks4j") - run.bytes(RS256, "bare"))
                                / (run.bytes(RS256, "javaJwt") - run.bytes(RS256, "bare"))),
                fasterWithAccp(1.8, "RS256", "JDK"),
                fasterWithAccp(curves, "ES256", "JDK"),
                fasterWithAccp(curves, "EdDSA", "JDK"),
                fasterWithAccp(1.2, "RS256", "ACCP"));
    }

    /** With a token of each, in turn. */
    private static Budget allInUse(String trust) {
        return Budget.atMost(
                3,
                "time with 100,000 issuers " + trust + ", all in use, × with 1 and 1,000 tokens",
                run -> manyIssuers(run, 100_000, 100_000, trust) / manyIssuers(run, 1, 1_000, trust));
    }

    private static double manyIssuers(Results run, int issuers, int tokens, String trust) {
        return run.time(
                Measurement.MANY_ISSUERS, 1, "jwks4j, issuers " + issuers + ", tokens " + tokens + ", trust " + trust);
    }

    /** Calls per second of 64 threads, × those of 2. */
    private static double ofThreads(Results run, String name) {
        return 64 / run.time(AUTH0, 64, name) * run.time(AUTH0, 2, name) / 2;
    }

    private static Budget overBare(double limit, String algorithm, String crypto) {
        String table = table(algorithm, crypto);
        return Budget.atMost(
                limit,
                "time, × the bare check's, " + table,
                run -> run.time(table, 1, "jwks4j") / run.time(table, 1, "bare"));
    }

    private static Budget fasterWithAccp(double limit, String algorithm, String peers) {
        return Budget.atLeast(
                limit,
                "how many times faster with ACCP than the fastest peer with " + peers + ", " + algorithm,
                run -> run.fastestPeer(table(algorithm, peers)) / run.time(table(algorithm, "ACCP"), 1, "jwks4j"));
    }

    private static String table(String algorithm, String crypto) {
        return algorithm + ", crypto " + crypto;
    }
}
