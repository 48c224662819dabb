package org.jwks4j.benchmarks.system;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyFetcherBuilder;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.http.HttpTransport;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.ManualTime;

/** Ten thousand issuers of one host, all in use for hours: in manual time, since these are long. */
final class SteadyTenants implements Scenario {
    private static final String HOST = "https://idp.example.com/realms/";
    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int CALLED_EACH_TICKS = 20;
    private static final String LATE = "calls that waited after the first key";
    private static final String OFTEN = "shortest time between two requests of an issuer, s";
    private static final String BUSIEST = "busiest second after the start ÷ mean";

    private final int issuers;
    private final Duration span;
    private final Duration hostTakes;

    SteadyTenants(int issuers, Duration span, Duration hostTakes) {
        this.issuers = issuers;
        this.span = span;
        this.hostTakes = hostTakes;
    }

    @Override
    public String name() {
        return "steady";
    }

    @Override
    public String title() {
        return String.format(
                "%,d issuers of one host in use for %d h, keys that are fresh for %d min, a host that takes %d ms",
                issuers, span.toHours(), FRESH.toMinutes(), hostTakes.toMillis());
    }

    @Override
    public String note() {
        return "jwks4j alone, in manual time, without a network, told the JWKS URIs: all issuers are asked for at once when the service "
                + "starts, and then each is called every " + CALLED_EACH_TICKS
                + " s. A set is refreshed once in its lifetime, at 70 to 90 % "
                + "of it. Requests of the first lifetime are left out where it says so, since they have the start's herd in them.";
    }

    @Override
    public List<Library> libraries() {
        return List.of(Library.JWKS4J_BY_URI);
    }

    @Override
    public Optional<String> plotted() {
        return Optional.empty();
    }

    @Override
    public Map<String, String> run(Library library) {
        ManualTime time = ManualTime.start();
        try (FakeIssuer issuer = FakeIssuer.builder()
                        .clock(time.instants())
                        .algorithms("ES256")
                        .start();
                Host host = new Host(time, hostTakes, issuer.jwkSet(), issuers);
                KeyFetcher fetcher = fetcher(time, host)) {
            List<CompletableFuture<JwkSet>> first = new ArrayList<>();
            for (int i = 0; i < issuers; i++) {
                first.add(fetcher.getJwkSet(HOST + i));
            }
            long late = 0;
            for (int tick = 0; tick < span.toSeconds(); tick++) {
                time.advance(TICK);
                late += late(fetcher, first, tick);
            }
            return row(first, late, host);
        }
    }

    private KeyFetcher fetcher(ManualTime time, HttpTransport host) {
        KeyFetcherBuilder builder = KeyFetcher.builder()
                .deadline(Duration.ofMinutes(1))
                .transport(host)
                .ticker(time.ticker())
                .instantSource(time.instants())
                .scheduler(time.scheduler())
                .executor(Runnable::run)
                .listenerExecutor(Runnable::run);
        for (int i = 0; i < issuers; i++) {
            builder.trust(TrustedIssuer.of(HOST + i).withJwksUri(HOST + i + "/certs"));
        }
        return builder.build();
    }

    /** Every issuer that has had its first key has a caller each twenty seconds. */
    private long late(KeyFetcher fetcher, List<CompletableFuture<JwkSet>> first, int tick) {
        long late = 0;
        for (int i = tick % CALLED_EACH_TICKS; i < issuers; i += CALLED_EACH_TICKS) {
            if (first.get(i).isDone() && !fetcher.getJwkSet(HOST + i).isDone()) {
                late++;
            }
        }
        return late;
    }

    private Map<String, String> row(List<CompletableFuture<JwkSet>> first, long late, Host host) {
        long refused = first.stream()
                .filter(caller -> !caller.isDone() || caller.isCompletedExceptionally())
                .count();
        int from = (int) FRESH.toSeconds();
        double mean = (double) host.requestsFrom(from) / (span.toSeconds() - from);
        Map<String, String> row = new LinkedHashMap<>();
        row.put("first callers refused", String.valueOf(refused));
        row.put(LATE, String.valueOf(late));
        row.put("requests", String.valueOf(host.requestsFrom(0)));
        row.put("of an issuer in ten minutes, mean", rounded(mean * FRESH.toSeconds() / issuers));
        row.put(OFTEN, rounded(host.shortestPause() / 1e9));
        row.put("requests a second, mean", rounded(mean));
        row.put(BUSIEST, rounded(host.busiestFrom(from) / mean));
        return row;
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    Bar noneLate() {
        return Bar.of(
                "steady: calls that waited, and first callers refused",
                0,
                results -> Bar.most(results, name(), libraries(), LATE, "first callers refused"));
    }

    Bar oncePerLifetime() {
        return Bar.of(
                "steady: requests of an issuer within 70 % of its keys' lifetime, in which none is due",
                1,
                results ->
                        0.7 * FRESH.toSeconds() > Bar.number(results.of(name()), Library.JWKS4J_BY_URI, OFTEN) ? 2 : 1);
    }

    /** Answers each request after a while, and notes when it was made. */
    private static final class Host implements HttpTransport {
        private final ManualTime time;
        private final Duration takes;
        private final byte[] jwkSet;
        private final long begin;
        private final long[] lastRequest;
        private final List<Integer> perSecond = new ArrayList<>();
        private long shortestPause = Long.MAX_VALUE;

        Host(ManualTime time, Duration takes, String jwkSet, int issuers) {
            this.time = time;
            this.takes = takes;
            this.jwkSet = jwkSet.getBytes(StandardCharsets.UTF_8);
            this.begin = time.ticker().getAsLong();
            this.lastRequest = new long[issuers];
            Arrays.fill(lastRequest, -1);
        }

        @Override
        public CompletableFuture<Response> get(Request request) {
            note(
                    Integer.parseInt(request.uri().getPath().split("/", -1)[2]),
                    time.ticker().getAsLong() - begin);
            CompletableFuture<Response> answer = new CompletableFuture<>();
            var unused = time.scheduler()
                    .schedule(
                            () -> answer.complete(new Response(200, Map.of(), jwkSet)),
                            takes.toNanos(),
                            TimeUnit.NANOSECONDS);
            return answer;
        }

        private void note(int issuer, long now) {
            if (lastRequest[issuer] >= 0) {
                shortestPause = Math.min(shortestPause, now - lastRequest[issuer]);
            }
            lastRequest[issuer] = lastRequest[issuer] < 0 ? 0 : now; // the first was wanted at the start
            int second = (int) TimeUnit.NANOSECONDS.toSeconds(now);
            while (perSecond.size() <= second) {
                perSecond.add(0);
            }
            perSecond.set(second, perSecond.get(second) + 1);
        }

        long shortestPause() {
            return shortestPause;
        }

        long requestsFrom(int second) {
            return perSecond.stream().skip(second).mapToLong(Integer::longValue).sum();
        }

        int busiestFrom(int second) {
            return perSecond.stream()
                    .skip(second)
                    .mapToInt(Integer::intValue)
                    .max()
                    .orElse(0);
        }
    }
}
