package org.jwks4j.benchmarks.report;

import java.util.List;

/** What we hold ourselves to, each time from the measurements of one run. */
final class Budgets {
    private static final String AUTH0 = "AUTH0";
    private static final String MANY = "many issuers";
    private static final String RS256 = table("RS256", "JDK");

    static final List<Budget> RESOLVE = List.of(
            Budget.atMost(
                    1 / 8.0,
                    "time, × that of the fastest peer",
                    run -> run.time(AUTH0, 1, "jwks4j") / run.fastestPeer(AUTH0)),
            Budget.atMost(
                    1 / 25.0, "time, × Nimbus'", run -> run.time(AUTH0, 1, "jwks4j") / run.time(AUTH0, 1, "nimbus")),
            Budget.atMost(1_000, "bytes allocated", run -> run.bytes(AUTH0, "jwks4j")),
            Budget.atMost(5, "time, × base64", run -> run.time(AUTH0, 1, "jwks4j") / run.time(AUTH0, 1, "base64")),
            Budget.atMost(
                    1.5,
                    "time with 100,000 issuers by name, × with 1",
                    run -> manyIssuers(run, 100_000, "by name") / manyIssuers(run, 1, "by name")),
            Budget.atMost(
                    1.5,
                    "time with 100,000 issuers by resolver, × with 1",
                    run -> manyIssuers(run, 100_000, "by resolver") / manyIssuers(run, 1, "by resolver")),
            Budget.atLeast(
                    1,
                    "calls per second of 64 threads, × those of 2",
                    run -> 64 / run.time(AUTH0, 64, "jwks4j") * run.time(AUTH0, 2, "jwks4j") / 2));

    static final List<Budget> REPEATED = List.of(
            Budget.atMost(
                    1_000, "nanoseconds, the String made anew", run -> run.time(RS256, 1, "jwks4jRepeatedNewString")),
            Budget.atMost(1_000, "nanoseconds, the same String", run -> run.time(RS256, 1, "jwks4jRepeated")));

    static final List<Budget> RULES = List.of(
            Budget.atMost(
                    0.02,
                    "time of the rules, × that of the bare signature check",
                    run -> run.time(RS256, 1, "rules") / run.time(RS256, 1, "bare")),
            Budget.atMost(
                    90, "bytes of the rules: a tenth of the token's characters", run -> run.bytes(RS256, "rules")));

    private Budgets() {}

    /** Elliptic curves are slow in Java 17 and less so later. */
    static List<Budget> verify(int java) {
        double curves = java == 17 ? 10 : 6;
        return List.of(
                overBare(1.10, "RS256", "JDK"),
                overBare(1.2, "RS256", "ACCP"),
                overBare(1.2, "RS256", "CONSCRYPT"),
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

    private static double manyIssuers(Results run, int issuers, String trust) {
        return run.time(MANY, 1, "jwks4j, issuers " + issuers + ", trust " + trust);
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
