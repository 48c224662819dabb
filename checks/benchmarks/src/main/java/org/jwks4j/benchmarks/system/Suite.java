package org.jwks4j.benchmarks.system;

import java.time.Duration;
import java.util.List;
import org.jwks4j.testkit.Misbehaviour;

/**
 * Scenarios that are run by one command and have one page.
 *
 * @param name of the command, the page and the results
 * @param introduction in Markdown, with {@code %1$s} for the folder of the classes that it links to
 */
record Suite(String name, String introduction, List<Scenario> scenarios, List<Bar> bars) {
    private static final String FOLDER = "../../checks/benchmarks/src/main/java/org/jwks4j/benchmarks/system";
    private static final Duration HUNDRED = Duration.ofMillis(100);

    static Suite named(String name, boolean quick) {
        return switch (name) {
            case "system" -> system(quick);
            case "tenants" -> tenants(quick);
            default -> throw new IllegalArgumentException("there is no suite " + name);
        };
    }

    String introductionWithLinks() {
        return introduction.formatted(FOLDER);
    }

    private static Suite system(boolean quick) {
        TenantRefresh ten = new TenantRefresh(
                10,
                2_000,
                Duration.ofSeconds(quick ? 4 : 10),
                Duration.ofMillis(200),
                Duration.ofSeconds(1),
                quick ? 1 : 3);
        return new Suite("system", """
                # Whole services, and an issuer that is slow, down, or rotates

                Services that verify tokens (RS256, all claims checked) against an issuer on loopback, in real time: one library after the
                other in one run, each with an issuer and a set-up of its own, as its documentation says:
                [jwks4j](%1$s/Jwks4j.java), [Nimbus](%1$s/Nimbus.java), [java-jwt with jwks-rsa](%1$s/JavaJwt.java),
                [jose4j](%1$s/Jose4j.java), [Spring Security](%1$s/Spring.java). jjwt, Tink and Vert.x leave fetching keys to others and
                so are not here. jwks4j is told the issuer, and asks for metadata first: a request, and a wait, more than the others, who are
                told the JWKS URI.

                Times are in milliseconds, of calls whatever their answer was: a refusal can be quick, so read them beside the refusals. `>`
                stands before the time of somebody who was still waiting when the measurement ended. Threads are platform threads. Where
                calls come at a steady rate, who queues behind a call that hangs has been waiting since its turn. The numbers of requests,
                and of refusals, are what to look at first; times below ten milliseconds are the machine's scheduler as much as anybody's.
                Run by

                ```
                scripts/bench system                # all but the tenants; about thirteen minutes, on the Java of JAVA_HOME
                scripts/bench system flood          # only scenarios whose names contain an argument
                scripts/bench system --quick        # less of each, written below checks/benchmarks/target/bench instead
                ```

                """, ofSystem(quick, ten), List.of(ten.noneLate(), ten.tail()));
    }

    private static List<Scenario> ofSystem(boolean quick, TenantRefresh ten) {
        Duration patience = Duration.ofSeconds(quick ? 5 : 20);
        Duration outage = Duration.ofSeconds(quick ? 3 : 6);
        return List.of(
                new ColdHerd(
                        "cold-herd",
                        1_000,
                        HUNDRED,
                        patience,
                        "Nothing was fetched before. Times count from the moment that lets all threads go."),
                new Refresh(5_000, Duration.ofSeconds(quick ? 3 : 10), Duration.ofMillis(200)),
                ten,
                new Flood(
                        quick ? 4_000 : 10_000,
                        Duration.ofSeconds(quick ? 2 : 5),
                        Duration.ofMillis(50),
                        Duration.ofSeconds(quick ? 5 : 40)),
                new DownAtStart(200, patience),
                new Outage("outage", "answers 503", Misbehaviour.status(503), outage),
                new Outage("outage-silent", "holds connections open", Misbehaviour.hang(), outage),
                new ColdHerd(
                        "slow-issuer",
                        200,
                        Duration.ofMillis(700),
                        patience,
                        "As `cold-herd`. Nimbus' default gives an answer 500 ms, and its source takes another timeout when asked."),
                new ManyTenants());
    }

    private static Suite tenants(boolean quick) {
        ColdTenants cold = new ColdTenants("cold", 300, HUNDRED, null, quick ? 1 : 5);
        ColdTenants many = new ColdTenants("cold-many", 3_000, HUNDRED, Duration.ofSeconds(30), quick ? 1 : 3);
        RetryingTenants retrying = new RetryingTenants(300, HUNDRED, Duration.ofMillis(250), quick ? 1 : 3);
        SteadyTenants steady = new SteadyTenants(10_000, Duration.ofHours(quick ? 1 : 3), HUNDRED);
        return new Suite(
                "tenants",
                """
                # Many tenants of one host

                A service that trusts hundreds of issuers of one host by name, as Keycloak has realms and Cognito has pools, and callers of
                all of them at once. The host is on loopback, over sockets and HTTP/1.1, and takes 100 ms for each answer, however many it is
                asked for. Tokens are verified (RS256, all claims checked). The libraries take turns in one run, each with a host and a set-up of
                its own, as its documentation says, once for each tenant:
                [jwks4j](%1$s/Jwks4j.java), whose one fetcher has all of them, [Nimbus](%1$s/Nimbus.java),
                [java-jwt with jwks-rsa](%1$s/JavaJwt.java), [jose4j](%1$s/Jose4j.java), [Spring Security](%1$s/Spring.java).

                The peers send a request for each caller that comes, as many at once as there are. jwks4j sends 64 at once to a host, and 128 in
                all, so that a service which starts does no harm to the host that it depends on; the others wait for their turn, for as long as
                their caller does. By discovery it asks twice, for metadata and then for keys.

                Times are in milliseconds. Where there were rounds, a row is the round with the median of the last one's time, and refusals are
                the most of any round. Run by

                ```
                scripts/bench tenants               # about eight minutes, on the Java of JAVA_HOME
                scripts/bench tenants cold          # only scenarios whose names contain an argument
                scripts/bench tenants --quick       # less of each, written below checks/benchmarks/target/bench instead
                ```

                """,
                List.of(cold, many, retrying, steady),
                List.of(
                        cold.noneRefused(),
                        cold.withinTwiceTheFastest(),
                        cold.byDiscovery(),
                        many.noneRefused(),
                        many.asPlacesAllow(Library.JWKS4J_BY_URI, 1),
                        many.asPlacesAllow(Library.JWKS4J, 2),
                        retrying.noFailures(),
                        steady.noneLate(),
                        steady.oncePerLifetime()));
    }
}
