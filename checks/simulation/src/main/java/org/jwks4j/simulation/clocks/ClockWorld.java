package org.jwks4j.simulation.clocks;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyFetcherBuilder;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.http.HttpTransport.Request;
import org.jwks4j.http.HttpTransport.Response;
import org.jwks4j.simulation.oracle.Invariant;
import org.jwks4j.simulation.oracle.Violation;
import org.jwks4j.simulation.world.VirtualScheduler;
import org.jwks4j.simulation.world.VirtualTime;

/**
 * One seed of a machine whose clocks run apart: it is suspended, its wall clock is set, its monotonic clock stands still. Issuers rotate
 * and fail meanwhile, and callers come now and then.
 */
public final class ClockWorld {
    private static final long MILLI = Duration.ofMillis(1).toNanos();
    private static final long SECOND = 1_000 * MILLI;
    private static final long HOUR = 3_600 * SECOND;

    private final SplittableRandom random;
    private final VirtualTime time;
    private final MachineClock clock;
    private final List<ClockIssuer> issuers;
    private final ClockOracle oracle;
    private final KeyFetcher node;
    private final @Nullable Consumer<String> trace;
    private int requests;
    private int calls;

    private ClockWorld(long seed, Set<Invariant> watched, @Nullable Consumer<String> trace) {
        this.random = new SplittableRandom(seed ^ 0xC10C);
        this.trace = trace;
        this.time = new VirtualTime(VirtualTime.TieOrder.DRAWN, random.split());
        this.clock = new MachineClock(time, random.nextLong());
        this.issuers = IntStream.range(0, random.nextInt(1, 4))
                .mapToObj(number -> new ClockIssuer(number, random.split()))
                .toList();
        this.oracle = new ClockOracle(time, clock, watched);
        this.node = node();
    }

    /** Runs a seed, and hands what happens on. */
    public static Outcome run(long seed, Set<Invariant> watched, @Nullable Consumer<String> trace) {
        ClockWorld world = new ClockWorld(seed, watched, trace);
        world.play();
        return new Outcome(world.oracle.violation(), world.requests, world.calls);
    }

    private KeyFetcher node() {
        KeyFetcherBuilder builder = KeyFetcher.builder()
                .transport(this::get)
                .ticker(clock::monotonic)
                .instantSource(clock::wall)
                .scheduler(new VirtualScheduler(time))
                .executor(time.executor())
                .listenerExecutor(Runnable::run)
                .random(random.split());
        issuers.forEach(issuer -> builder.trust(TrustedIssuer.of(issuer.name()).withJwksUri(issuer.name() + "/keys")));
        return builder.build();
    }

    private void note(String line) {
        if (trace != null) {
            trace.accept(Duration.ofNanos(time.now()) + " " + line);
        }
    }

    private CompletableFuture<Response> get(Request request) {
        requests++;
        String host = request.uri().getHost();
        ClockIssuer issuer = issuers.get(Integer.parseInt(host.substring("issuer".length(), host.indexOf('.'))));
        note("-> " + issuer);
        Known known = oracle.known(issuer);
        known.asked();
        CompletableFuture<Response> response = new CompletableFuture<>();
        time.in(random.nextLong(20 * MILLI, 120 * MILLI), () -> {
            ClockIssuer.Answer answer = issuer.answer();
            note("<- " + issuer + ": " + answer);
            known.answered(answer);
            oracle.requireNextAttempt(issuer);
            answer.give(response);
        });
        return response;
    }

    private void play() {
        long end = random.nextLong(2 * HOUR, 8 * HOUR);
        issuers.forEach(issuer -> {
            node.getJwkSet(issuer.name());
            time.in(drawn(30 * SECOND, HOUR), () -> changeForever(issuer));
        });
        time.in(SECOND, this::askForever);
        int steps = random.nextInt(2, 9);
        for (int step = 0; step < steps; step++) {
            time.at(random.nextLong(end), this::stepOfAClock);
        }
        time.runUntil(end, () -> oracle.violation() != null);
        if (oracle.violation() != null) {
            note("*** " + oracle.violation());
        }
        node.close();
    }

    private void changeForever(ClockIssuer issuer) {
        note(issuer + " " + issuer.changes());
        time.in(drawn(30 * SECOND, HOUR), () -> changeForever(issuer));
    }

    private void askForever() {
        askSomebody();
        time.in(drawn(50 * MILLI, 600 * SECOND), this::askForever);
    }

    private void askSomebody() {
        ClockIssuer issuer = issuers.get(random.nextInt(issuers.size()));
        ask(issuer, issuer.someKeyId());
    }

    private void ask(ClockIssuer issuer, String keyId) {
        int number = ++calls;
        note("call " + number + " " + issuer + "/" + keyId);
        ClockOracle.Call call = oracle.arrives(number, issuer, keyId);
        node.getKey(issuer.name(), keyId).whenComplete((key, failure) -> {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            note("call " + number + " = " + (cause == null ? "a key" : cause));
            oracle.told(call, key == null ? null : key.publicKey(), cause);
        });
        oracle.requireFetchIfDue(call);
    }

    /** Two steps between two looks at the clock would be one, so the engine looks before each, and after one back. */
    private void stepOfAClock() {
        node.status();
        Duration step = Duration.ofNanos(drawn(2 * SECOND, 48 * HOUR));
        switch (random.nextInt(5)) {
            case 0, 1 -> {
                note("the machine is suspended for " + step);
                clock.leaps(step);
                issuers.stream()
                        .filter(issuer -> random.nextBoolean())
                        .forEach(issuer -> note(issuer + " " + issuer.changes()));
            }
            case 2 -> {
                note("the wall clock is set forward by " + step);
                clock.leaps(step);
            }
            case 3 -> {
                note("the wall clock is set back by " + step);
                clock.leaps(step.negated());
                node.status();
            }
            default -> {
                note("the monotonic clock stands still");
                clock.stands(Duration.ofNanos(drawn(2 * SECOND, HOUR)));
            }
        }
        for (int caller = random.nextInt(6); caller > 0; caller--) {
            time.in(drawn(MILLI, 60 * SECOND), this::askSomebody);
        }
    }

    /** As often between one and ten as between ten and a hundred. */
    private long drawn(long least, long most) {
        return (long) (least * Math.pow((double) most / least, random.nextDouble()));
    }

    /** What came of a seed. */
    public record Outcome(@Nullable Violation violation, int requests, int calls) {}
}
