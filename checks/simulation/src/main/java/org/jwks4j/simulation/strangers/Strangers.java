package org.jwks4j.simulation.strangers;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.jwks4j.FetchedJwkSet;
import org.jwks4j.IssuerTemplate;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyFetcherBuilder;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.VerificationKey;
import org.jwks4j.simulation.oracle.Invariant;
import org.jwks4j.simulation.oracle.Violation;
import org.jwks4j.simulation.world.VirtualScheduler;
import org.jwks4j.simulation.world.VirtualTime;

/**
 * One seed of hostile strangers: a fetcher with tenants and customers, or one that trusts anyone; floods of names from time to
 * time; and a customer whose trust is withdrawn, perhaps while the resolver fails.
 */
public final class Strangers {
    private static final List<Customers.Trouble> TROUBLES = List.of(Customers.Trouble.values());
    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long MINUTE = 60 * SECOND;
    private static final long END = 80 * MINUTE;
    private static final int WARM = 5;

    private final SplittableRandom random;
    private final VirtualTime time;
    private final StrangerOracle oracle;
    private final StrangeNetwork network;
    private final Customers customers;
    private final boolean anyone;
    private final KeyFetcher fetcher;
    private final @Nullable Consumer<String> trace;
    private int invented;
    private int seeded;
    private int calls;

    private Strangers(long seed, Set<Invariant> watched, @Nullable Consumer<String> trace) {
        this.random = new SplittableRandom(~seed);
        this.trace = trace;
        this.time = new VirtualTime(VirtualTime.TieOrder.DRAWN, random.split());
        this.oracle = new StrangerOracle(time, watched);
        this.network = new StrangeNetwork(time, random.split(), oracle);
        this.customers = new Customers(time, random.split());
        this.anyone = random.nextInt(3) == 0;
        this.fetcher = fetcher();
    }

    /** Runs a seed, and hands what happens on. */
    public static Outcome run(long seed, Set<Invariant> watched, @Nullable Consumer<String> trace) {
        Strangers strangers = new Strangers(seed, watched, trace);
        strangers.play();
        return new Outcome(strangers.oracle.violation(), strangers.network.requests(), strangers.calls);
    }

    private KeyFetcher fetcher() {
        KeyFetcherBuilder builder = KeyFetcher.builder()
                .trust(Names.OWN)
                .ticker(time::now)
                .instantSource(() -> EPOCH.plusNanos(time.now()))
                .scheduler(new VirtualScheduler(time))
                .executor(time.executor())
                .listenerExecutor(Runnable::run)
                .random(random.split())
                .transport(network)
                .guardedTransport(network)
                .deadline(StrangerOracle.DEADLINE)
                .maximumIssuerMemory(StrangerOracle.MEMORY, StrangerOracle.MEMORY);
        return anyone
                ? builder.trustAnyIssuer().build()
                : builder.trust(IssuerTemplate.of(Names.REALM + "{realm}").with(Strangers::withSeed))
                        .trust(customers::resolve)
                        .build();
    }

    private static TrustedIssuer withSeed(TrustedIssuer tenant) {
        return tenant.name().contains("/seeded-")
                ? tenant.withSeed(FetchedJwkSet.parse("{\"version\":1,\"issuer\":\"" + tenant.name()
                        + "\",\"fetched_at\":\"" + EPOCH.minus(Duration.ofDays(7)) + "\",\"jwks\":"
                        + StrangeNetwork.keySet() + "}"))
                : tenant;
    }

    private void play() {
        for (int i = 0; i < WARM && !anyone; i++) {
            int number = i;
            time.at(i * SECOND, () -> askForKnown(Names.warm(number)));
            time.at(i * SECOND + SECOND / 2, () -> askForKnown(Names.customer(number)));
        }
        time.at(0, () -> askForKnown(Names.OWN));
        int floods = 2 + random.nextInt(2);
        for (int i = 0; i < floods; i++) {
            flood(MINUTE + random.nextLong(END - 2 * MINUTE));
        }
        if (!anyone) {
            withdraw(random.nextLong(MINUTE, 10 * MINUTE));
        }
        time.runUntil(END, () -> oracle.violation() != null);
        if (oracle.violation() != null) {
            note("*** " + oracle.violation());
        }
        fetcher.close();
    }

    /** Invented names, and beside them those who have a right to be served. */
    private void flood(long from) {
        int names = anyone ? 150 : 400;
        long length = random.nextLong(3 * SECOND, 15 * SECOND);
        IntFunction<String> name = anyone ? Names::stranger : random.nextInt(3) == 0 ? Names::nobody : Names::invented;
        time.at(
                from,
                () -> note(names + " names in " + Duration.ofNanos(length) + ", such as " + name.apply(invented)));
        for (int i = 0; i < names; i++) {
            time.at(from + random.nextLong(length), () -> ask(name.apply(invented++)));
        }
        for (long at = from; at < from + length; at += SECOND) {
            time.at(at, this::askForThoseWhoAreKnown);
        }
        for (int part = 1; part <= 4; part++) {
            time.at(from + length * part / 4, () -> oracle.holds(fetcher.status()));
        }
    }

    private void askForThoseWhoAreKnown() {
        askForKnown(Names.OWN);
        if (!anyone) {
            askForKnown(Names.warm(random.nextInt(WARM)));
            askForKnown(Names.seeded(seeded++));
            if (customers.answers()) {
                askForKnown(Names.customer(1 + random.nextInt(WARM - 1)));
            }
        }
    }

    private void withdraw(long at) {
        Customers.Trouble trouble = TROUBLES.get(random.nextInt(TROUBLES.size()));
        long pause = random.nextLong(10 * SECOND, 5 * MINUTE);
        time.at(at, () -> {
            note(Names.customer(0) + " is withdrawn, and the resolver: " + trouble);
            customers.withdraw(trouble);
        });
        for (long next = at + pause; next < END; next += pause) {
            time.at(
                    next,
                    () -> ask(Names.customer(0))
                            .thenRun(() -> oracle.servedAfterWithdrawal(
                                    Names.customer(0), customers.withdrawnAt(), customers.answers())));
        }
    }

    private CompletableFuture<VerificationKey> ask(String name) {
        calls++;
        return fetcher.getKey(Names.token(name));
    }

    private void askForKnown(String name) {
        long arrivedAt = time.now();
        ask(name).whenComplete((key, failure) -> oracle.knownAnswered(name, arrivedAt, failure));
    }

    private void note(String what) {
        if (trace != null) {
            trace.accept(Duration.ofNanos(time.now()) + " strangers: " + what);
        }
    }

    /** What came of a seed. */
    public record Outcome(@Nullable Violation violation, int requests, int calls) {}
}
