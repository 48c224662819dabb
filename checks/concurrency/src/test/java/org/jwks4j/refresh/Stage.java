package org.jwks4j.refresh;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jwks4j.net.Environment;
import org.jwks4j.net.ManualTimer;

/**
 * A real source whose time, alarms and loads the test moves by hand. Tasks run on the thread that hands them over, so that
 * the threads of the test are the only ones.
 */
final class Stage {
    private static final RefreshSettings RULES = new RefreshSettings(
            Duration.ofMinutes(10),
            Duration.ofMinutes(1),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofSeconds(1),
            2,
            Duration.ofSeconds(2),
            Duration.ofMinutes(5),
            false);

    final ManualTimer timer = new ManualTimer();
    final Environment environment;
    final RefreshingSource<Keys> source;
    private final AtomicLong time = new AtomicLong();
    private final Queue<Load> underWay = new ConcurrentLinkedQueue<>();
    private final AtomicInteger loads = new AtomicInteger();

    private Stage(boolean ticking) {
        environment = timer.environment(ticking, time);
        source = new RefreshingSource<>(
                new RefreshMachine<>(RULES, true),
                RefreshState.cold(RULES),
                new Loading(),
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

    /** With a first generation of keys, a minute old, at a time that is a nanosecond later whenever someone looks. */
    static Stage warmAndTicking() {
        return warmed(new Stage(true)).at(Duration.ofMinutes(1));
    }

    private static Stage warmed(Stage stage) {
        stage.source.need(0, true);
        stage.land(new Keys(1));
        stage.loads.set(0);
        return stage;
    }

    Stage at(Duration moment) {
        time.setPlain(moment.toNanos());
        return this;
    }

    /** Ends the load that began first, if there is one. */
    void land(Keys keys) {
        Load load = underWay.poll();
        if (load != null) {
            Fetched<Keys> fetched = Fetched.of(keys, load.startedAt);
            load.future.complete(load.previous == keys ? fetched.asBefore() : fetched);
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
        return Lookup.of(source, search, new Waiting(environment.now()));
    }

    /** What a caller was told: the generation of its keys, how it was refused, or nothing yet. */
    static String told(CompletableFuture<Keys> answer) {
        if (!answer.isDone()) {
            return "nothing";
        }
        try {
            return "generation " + answer.join().first;
        } catch (CompletionException e) {
            return e.getCause().getMessage();
        }
    }

    private record Load(Keys previous, long startedAt, CompletableFuture<Fetched<Keys>> future) {}

    private final class Loading implements RefreshingSource.Loader<Keys> {
        @Override
        public CompletableFuture<Fetched<Keys>> load(Snapshot<Keys> previous, Flight flight) {
            Load load =
                    new Load(previous == null ? null : previous.value(), flight.startedAt(), new CompletableFuture<>());
            underWay.add(load);
            loads.incrementAndGet();
            return load.future;
        }

        @Override
        public Failure failure(Throwable cause) {
            return new Failure(cause, Optional.empty());
        }
    }

    /** Its errors name the miss, such as CLOSED. */
    private record Waiting(long arrivedAt) implements Caller {
        @Override
        public String sought() {
            return "kid";
        }

        @Override
        public Duration deadline() {
            return Duration.ofSeconds(5);
        }

        @Override
        public Throwable errorFor(Miss miss) {
            return new IllegalStateException(miss.getClass().getSimpleName().toUpperCase(Locale.ROOT));
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
