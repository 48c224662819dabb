package org.jwks4j;

import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A real source whose time, alarms and loads the test moves by hand. Tasks run on the thread that hands them over, so that
 * the threads of the test are the only ones.
 */
final class Stage {
    @SuppressWarnings("StaticAssignmentOfThrowable") // its stack trace takes longer than the races do
    static final KeysUnavailableException CLOSED = Unavailable.closed();

    final ManualTimer timer = new ManualTimer();
    final Environment environment;
    final RefreshingSource<Keys> source;
    private final AtomicLong time = new AtomicLong();
    private final Queue<CompletableFuture<Loaded<Keys>>> underWay = new ConcurrentLinkedQueue<>();
    private final AtomicInteger loads = new AtomicInteger();

    private Stage(boolean ticking) {
        environment = environment(timer, ticking, time);
        RefreshPolicy policy = RefreshPolicy.defaults();
        source = new RefreshingSource<>(
                new RefreshMachine<>(policy, true),
                RefreshState.cold(policy),
                (previous, flight) -> load(),
                environment,
                new RefreshingSource.Observer<>() {});
    }

    /** Without keys, at a time that stands still. */
    static Stage cold() {
        return new Stage(false);
    }

    /** With a first generation of keys, at a time that stands still. */
    static Stage warm() {
        return warmed(new Stage(false));
    }

    /** With a first generation of keys, a minute old, at a time that is a nanosecond later whenever somebody looks. */
    static Stage warmAndTicking() {
        return warmed(new Stage(true)).at(Duration.ofMinutes(1));
    }

    private static Stage warmed(Stage stage) {
        stage.source.need(0, true);
        stage.land(new Keys(1));
        stage.loads.set(0);
        return stage;
    }

    /** Standing still, it is read without any ordering, which would hide a missing one of ours. */
    static Environment environment(ManualTimer timer, boolean ticking, AtomicLong time) {
        return new Environment(
                () -> ticking ? time.incrementAndGet() : time.getPlain(),
                () -> Instant.EPOCH,
                timer,
                Runnable::run,
                () -> 0);
    }

    Stage at(Duration moment) {
        time.setPlain(moment.toNanos());
        return this;
    }

    private CompletableFuture<Loaded<Keys>> load() {
        CompletableFuture<Loaded<Keys>> load = new CompletableFuture<>();
        underWay.add(load);
        loads.incrementAndGet();
        return load;
    }

    /** Ends the load that began first, if there is one. */
    void land(Keys keys) {
        CompletableFuture<Loaded<Keys>> load = underWay.poll();
        if (load != null) {
            load.complete(Loaded.usable(keys, Caching.UNSAID));
        }
    }

    /** Ends the load that began first with the keys that are there already. */
    void landUnchanged() {
        land(source.state().snapshot().value());
    }

    /** How many loads began since the stage was set. */
    int loads() {
        return loads.get();
    }

    CompletableFuture<Keys> anyKeys() {
        return lookup(keys -> keys);
    }

    /** A key that no generation has. */
    CompletableFuture<Keys> missingKey() {
        return lookup(keys -> null);
    }

    private CompletableFuture<Keys> lookup(Lookup.Search<Keys, Keys> search) {
        return Lookup.of(
                source,
                search,
                new Lookup.Caller(
                        "issuer",
                        "kid",
                        "kid",
                        environment.now(),
                        Duration.ofSeconds(5),
                        environment,
                        new Lookup.Observer() {}));
    }

    /** What a caller was told: the generation of its keys, the reason of its refusal, or nothing yet. */
    static String told(CompletableFuture<Keys> answer) {
        if (!answer.isDone()) {
            return "nothing";
        }
        try {
            return "generation " + answer.join().first;
        } catch (CompletionException e) {
            return ((KeyFetchException) e.getCause()).reason().name();
        }
    }

    /** Plain fields on purpose: only the source makes them visible. */
    static final class Keys {
        final int[] rest = new int[1];
        int first;

        Keys(int generation) {
            first = generation;
            rest[0] = generation;
        }
    }
}
