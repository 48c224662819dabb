package org.jwks4j.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jwks4j.KeyFetcher;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.http.HttpTransport;
import org.jwks4j.http.JdkHttpTransport;

/** The program in the small heap: warms up, is attacked, and must have released all that it held. */
final class Service {
    private static final int TENANTS = 20;
    private static final int TRIES = 100;
    private static final Duration RELEASED_WITHIN = Duration.ofSeconds(30);

    private Service() {}

    /** Prints the report; 1 if a promise was broken. */
    static int run(int port, Duration length) throws InterruptedException {
        Probe probe = new Probe();
        Requests requests = new Requests();
        Probe.Sample before = Probe.afterCollecting();
        List<Source.Tally> tallies = attacked(port, length, probe, requests);
        Probe.Sample after = released(before);
        SoakReport report = new SoakReport(tallies, probe, requests, before, after);
        report.print(System.out);
        return report.isKept() ? 0 : 1;
    }

    /** No fetcher is held beyond this: what is left then was not released. */
    private static List<Source.Tally> attacked(int port, Duration length, Probe probe, Requests requests)
            throws InterruptedException {
        try (HttpTransport sockets = JdkHttpTransport.create()) {
            ToLoopback network = new ToLoopback(sockets, port, requests);
            try (KeyFetcher tenants = Fetchers.forTenants(network);
                    KeyFetcher anyone = Fetchers.forAnyone(network)) {
                warmUp(tenants, anyone);
                List<Source> sources = sources(tenants, anyone);
                Traffic.run(sources, length, probe::look);
                return sources.stream().map(Source::tally).toList();
            }
        }
    }

    private static List<String> known() {
        return Stream.concat(
                        IntStream.range(0, Fetchers.OWN_ISSUERS).mapToObj(i -> Fetchers.OWN + i + ".example.com"),
                        IntStream.range(0, TENANTS)
                                .boxed()
                                .flatMap(i -> Stream.of(
                                        Fetchers.REALM + "real-" + i, Fetchers.CUSTOMER + i + ".example.net")))
                .toList();
    }

    /** Each tenant's keys are had once: from then on it is known. */
    private static void warmUp(KeyFetcher tenants, KeyFetcher anyone) {
        known().forEach(issuer -> had(tenants, issuer, TRIES));
        known().stream().limit(Fetchers.OWN_ISSUERS).forEach(issuer -> had(anyone, issuer, TRIES));
    }

    /** The first requests of a JVM may be late on a busy machine. */
    private static void had(KeyFetcher fetcher, String issuer, int tries) {
        try {
            fetcher.blocking().getKey(Tokens.of(issuer, "key-1"));
        } catch (KeysUnavailableException e) {
            if (tries == 1) {
                throw e;
            }
            had(fetcher, issuer, tries - 1);
        }
    }

    private static List<Source> sources(KeyFetcher tenants, KeyFetcher anyone) {
        List<String> known = known();
        AtomicInteger next = new AtomicInteger();
        AtomicInteger nextOfTenants = new AtomicInteger();
        AtomicInteger nextOfOwn = new AtomicInteger();
        List<Source> sources = new ArrayList<>();
        sources.add(new Source(
                SoakReport.LEGITIMATE,
                300,
                tenants,
                () -> Tokens.of(known.get(nextOfTenants.getAndIncrement() % known.size()), "key-1")));
        sources.add(new Source(
                SoakReport.LEGITIMATE_BESIDE_ANYONE,
                100,
                anyone,
                () -> Tokens.of(known.get(nextOfOwn.getAndIncrement() % Fetchers.OWN_ISSUERS), "key-1")));
        sources.add(new Source(
                "invented keys of an own issuer",
                100,
                tenants,
                () -> Tokens.of(known.get(0), "k" + next.getAndIncrement())));
        sources.add(new Source(
                "invented tenants of the template",
                200,
                tenants,
                () -> Tokens.of(Fetchers.REALM + "junk-" + next.getAndIncrement(), "key-1")));
        sources.add(new Source("invented customers", 100, tenants, () -> customer(next.getAndIncrement())));
        sources.add(new Source("strangers", 100, anyone, () -> stranger(next.getAndIncrement())));
        sources.add(new Source(
                "no tokens",
                50,
                tenants,
                () -> "x".repeat(ThreadLocalRandom.current().nextInt(20_000))));
        return sources;
    }

    private static String customer(int number) {
        return Tokens.of((number % 8 == 0 ? "https://hang-" : "https://nobody-") + number + ".example.org", "key-1");
    }

    private static String stranger(int number) {
        return Tokens.of("https://s-" + number + ".stranger-" + number + ".com", "key-1");
    }

    private static Probe.Sample released(Probe.Sample before) throws InterruptedException {
        long end = System.nanoTime() + RELEASED_WITHIN.toNanos();
        Probe.Sample now = Probe.afterCollecting();
        while ((!Probe.threadsOfOurs().isEmpty() || now.sockets() > before.sockets()) && System.nanoTime() < end) {
            Thread.sleep(100);
            now = Probe.afterCollecting();
        }
        return now;
    }
}
