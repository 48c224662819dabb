package org.jwks4j;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One thing that an issuer publishes, kept fresh: the driver that carries out what the {@link RefreshMachine} decides. The
 * state is replaced by compare-and-set, so that no caller ever holds or waits for a lock.
 */
final class RefreshingSource<V> {
    private final RefreshMachine<V> machine;
    private final Loader<V> loader;
    private final Environment environment;
    private final AtomicReference<RefreshState<V>> state;
    private final Alarm alarm;
    private final Observer<V> observer;
    private volatile boolean used;
    private volatile @Nullable KeysUnavailableException closed;

    RefreshingSource(
            RefreshMachine<V> machine,
            RefreshState<V> initial,
            Loader<V> loader,
            Environment environment,
            Observer<V> observer) {
        this.machine = machine;
        this.state = new AtomicReference<>(initial);
        this.loader = loader;
        this.environment = environment;
        this.alarm = new Alarm(environment, () -> environment.handOver(this::onAlarm));
        this.observer = observer;
    }

    /** The snapshot while it is not even due for refresh: the warm path. */
    @Nullable
    Snapshot<V> fresh() {
        Snapshot<V> snapshot = state.get().snapshot();
        if (snapshot == null || environment.now() >= snapshot.refreshAt()) {
            return null;
        }
        markUsed();
        return snapshot;
    }

    /** The snapshot while it may be used at all, without asking anybody. */
    @Nullable
    Snapshot<V> usable() {
        Snapshot<V> snapshot = state.get().snapshot();
        if (snapshot == null || environment.now() >= snapshot.staleUntil()) {
            return null;
        }
        markUsed();
        return snapshot;
    }

    /** A read almost always, a write once per fetch. */
    private void markUsed() {
        if (!used) {
            used = true;
        }
    }

    RefreshState<V> state() {
        return state.get();
    }

    /** When the source will next act by itself. */
    long nextAlarm() {
        return machine.nextAlarm(state.get());
    }

    /** Who asks again after a fetch is no new use: one look-up of an idle issuer is one fetch. */
    Verdict<V> need(long arrivedAt, boolean patient) {
        if (patient) {
            markUsed();
        }
        Flight next = nextFlight();
        return decide(current -> machine.need(current, arrivedAt, patient, environment.now(), next))
                .verdict();
    }

    Verdict<V> unknown(String sought, long arrivedAt) {
        Flight next = nextFlight();
        return decide(current -> machine.unknown(current, sought, arrivedAt, environment.now(), next))
                .verdict();
    }

    Verdict<V> newer(long arrivedAt) {
        markUsed();
        Flight next = nextFlight();
        return decide(current -> machine.newer(current, arrivedAt, next)).verdict();
    }

    private void onAlarm() {
        boolean wasUsed = used;
        Flight next = nextFlight();
        decide(current -> machine.alarm(current, wasUsed, environment.now(), next));
    }

    private Flight nextFlight() {
        return Flight.at(environment.now());
    }

    /** A decision that changes nothing hands the very same state back. */
    @SuppressWarnings("ReferenceEquality")
    private Step<V> decide(Function<RefreshState<V>, Step<V>> decision) {
        while (true) {
            RefreshState<V> before = state.get();
            Step<V> step = decision.apply(before);
            if (step.state() == before || state.compareAndSet(before, step.state())) {
                if (step.start() != null) {
                    observer.started();
                    launch(step.start());
                }
                alarm.setNoLaterThan(machine.nextAlarm(state.get()));
                observer.decided();
                return step;
            }
        }
    }

    /** On the executor, so that a transport which blocks by mistake harms no caller; whatever goes wrong, it lands. */
    private void launch(Flight flight) {
        KeysUnavailableException cause = closed;
        if (cause != null) {
            land(flight, null, cause); // it began behind the back of close()
            return;
        }
        try {
            CompletableFuture.supplyAsync(() -> loader.load(state.get().snapshot(), flight), environment.executor())
                    .thenCompose(loading -> loading)
                    .whenComplete((loaded, failure) -> land(flight, loaded, failure));
        } catch (Throwable e) { // also an Error: an executor may be out of threads
            land(flight, null, e);
        }
    }

    private void land(Flight flight, @Nullable Loaded<V> loaded, @Nullable Throwable failure) {
        used = false;
        RefreshState<V> before = state.get();
        Verdict<V> verdict = decided(flight, loaded, failure);
        KeysUnavailableException cause =
                verdict instanceof Verdict.Unavailable<V> unavailable ? unavailable.cause() : null;
        try {
            tellObserver(before.snapshot(), loaded, verdict);
        } finally {
            flight.land(environment, cause);
        }
    }

    /** A flight that did not land would hold the source for ever, so whatever is thrown here is a failure like others. */
    private Verdict<V> decided(Flight flight, @Nullable Loaded<V> loaded, @Nullable Throwable failure) {
        try {
            return loaded == null ? failed(flight, asUnavailable(failure)) : landed(flight, loaded);
        } catch (RuntimeException e) {
            return failed(flight, Unavailable.unexpected(e));
        }
    }

    private void tellObserver(@Nullable Snapshot<V> before, @Nullable Loaded<V> loaded, Verdict<V> verdict) {
        if (verdict instanceof Verdict.Unavailable<V> unavailable) {
            observer.failed();
            if (loaded != null) {
                observer.unconfirmed(loaded.value(), unavailable.cause());
            }
        } else if (verdict instanceof Verdict.Serve<V> serve) {
            Snapshot<V> accepted = serve.snapshot();
            if (before == null || before.generation() != accepted.generation()) {
                observer.changed(before == null ? null : before.value(), accepted.value());
            }
        }
    }

    private Verdict<V> landed(Flight flight, Loaded<V> loaded) {
        double chance = environment.chance();
        return decide(current ->
                        machine.landed(current, flight, loaded, environment.now(), environment.wallClock(), chance))
                .verdict();
    }

    private Verdict<V> failed(Flight flight, KeysUnavailableException cause) {
        double chance = environment.chance();
        return decide(current ->
                        machine.failed(current, flight, cause, environment.now(), environment.wallClock(), chance))
                .verdict();
    }

    private static KeysUnavailableException asUnavailable(@Nullable Throwable failure) {
        Throwable cause = failure == null ? null : Unavailable.unwrapped(failure);
        return cause instanceof KeysUnavailableException unavailable ? unavailable : Unavailable.unexpected(cause);
    }

    /** Stops acting by itself; whoever uses or waits for it is served all the same. */
    void letGo() {
        alarm.close();
    }

    /** Ends the alarm and whoever waits; a fetch under way is no longer waited for. */
    void close(KeysUnavailableException cause) {
        closed = cause; // before the flight is read: who begins one later sees it
        alarm.close();
        Flight flight = state.get().flight();
        if (flight != null) {
            flight.land(environment, cause);
        }
    }

    /** How to fetch. */
    interface Loader<V> {
        /**
         * Begins a fetch; never blocks.
         *
         * @param previous what there is, whose object is handed back where nothing has changed
         * @param flight when and why it began
         * @return fails with a {@link KeysUnavailableException}
         */
        CompletableFuture<Loaded<V>> load(@Nullable Snapshot<V> previous, Flight flight);
    }

    /** Who is told what happens; must not throw. */
    interface Observer<V> {
        default void started() {}

        default void failed() {}

        /** After every decision but that to serve what is fresh. */
        default void decided() {}

        default void changed(@Nullable V before, V after) {}

        default void unconfirmed(V value, KeysUnavailableException cause) {}
    }
}
