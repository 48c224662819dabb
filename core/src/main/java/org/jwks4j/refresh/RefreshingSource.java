package org.jwks4j.refresh;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.jwks4j.net.Alarm;
import org.jwks4j.net.Environment;

/**
 * A value that keeps itself fresh: the driver that carries out what the {@link RefreshMachine} decides. The state is replaced
 * by compare-and-set, so that no caller ever holds or waits for a lock.
 */
public final class RefreshingSource<V> {
    /** Not an {@code AtomicReference}, which would be one more object to read for each token, and to keep for each issuer. */
    @SuppressWarnings("rawtypes")
    private static final AtomicReferenceFieldUpdater<RefreshingSource, RefreshState> STATE =
            AtomicReferenceFieldUpdater.newUpdater(RefreshingSource.class, RefreshState.class, "state");

    private final RefreshMachine<V> machine;
    private final Loader<V> loader;
    private final Environment environment;
    private final Alarm alarm;
    private final Observer<V> observer;
    private final SharedFetchBudget outOfTurns;
    private final SharedFetchBudget doubts;
    private volatile RefreshState<V> state;
    private volatile boolean used;
    private volatile boolean closed;

    public RefreshingSource(
            RefreshMachine<V> machine,
            RefreshState<V> initial,
            Loader<V> loader,
            Environment environment,
            Observer<V> observer) {
        this(machine, initial, loader, environment, observer, Shares.UNLIMITED);
    }

    public RefreshingSource(
            RefreshMachine<V> machine,
            RefreshState<V> initial,
            Loader<V> loader,
            Environment environment,
            Observer<V> observer,
            Shares shares) {
        this.machine = machine;
        this.state = initial;
        this.loader = loader;
        this.environment = environment;
        this.alarm = new Alarm(environment, this::ring);
        this.observer = observer;
        this.outOfTurns = shares.outOfTurn();
        this.doubts = shares.doubts();
        loader.serves(this);
    }

    /** The snapshot while it is not even due for refresh: the warm path. */
    public @Nullable Snapshot<V> fresh() {
        RefreshState<V> known = state;
        Snapshot<V> snapshot = known.snapshot();
        if (snapshot == null) {
            return null;
        }
        long now = environment.now();
        if (now >= snapshot.refreshAt() || now >= known.missing().endsAt()) {
            return null;
        }
        markUsed();
        return snapshot;
    }

    /** The snapshot while it may be used at all, without asking anyone. */
    public @Nullable Snapshot<V> usable() {
        Snapshot<V> snapshot = state().snapshot();
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

    public RefreshState<V> state() {
        return machine.at(state, environment.now());
    }

    /** When the source will next act by itself. */
    public long nextAlarm() {
        return machine.nextAlarm(state);
    }

    Environment environment() {
        return environment;
    }

    /** A caller that decides again after a fetch is no new use: one look-up of an idle source is one fetch. */
    public Transition<V> need(long arrivedAt, boolean patient) {
        if (patient) {
            markUsed();
        }
        Flight next = nextFlight();
        return carryOut(current -> machine.need(current, arrivedAt, patient, environment.now(), next));
    }

    Transition<V> unknown(String name, long arrivedAt) {
        Flight next = nextFlight();
        RefreshState<V> before = state();
        boolean isHeldBack = machine.unknown(before, name, arrivedAt, false, next.startedAt(), next)
                        instanceof Transition.Refuse<V> refuse
                && refuse.miss() instanceof Miss.Unavailable;
        boolean outOfTurn = isHeldBack
                && machine.mayStartOutOfTurn(before, next.startedAt())
                && outOfTurns.take(next.startedAt(), before.failures().failedAt());
        return carryOut(current -> machine.unknown(current, name, arrivedAt, outOfTurn, environment.now(), next));
    }

    Transition<V> doubt(long arrivedAt, boolean patient) {
        Flight next = nextFlight();
        boolean allowed = machine.mayDoubt(state(), arrivedAt, next.startedAt())
                && doubts.take(next.startedAt(), Environment.NEVER);
        return carryOut(current -> machine.doubt(current, arrivedAt, patient, allowed, environment.now(), next));
    }

    Transition<V> newer(long arrivedAt) {
        markUsed();
        Flight next = nextFlight();
        return carryOut(current -> machine.newer(current, arrivedAt, next));
    }

    private void ring() {
        environment.handOver(this::onAlarm);
    }

    private void onAlarm() {
        boolean wasUsed = used;
        Flight next = nextFlight();
        carryOut(current -> machine.alarm(current, wasUsed, machine.isKeptInUse(current), environment.now(), next));
    }

    private Flight nextFlight() {
        return Flight.at(environment.now());
    }

    /** A transition that changes nothing hands the very same state back. */
    @SuppressWarnings("ReferenceEquality")
    private Transition<V> carryOut(Function<RefreshState<V>, Transition<V>> rule) {
        while (true) {
            RefreshState<V> before = state;
            Transition<V> transition = rule.apply(machine.at(before, environment.now()));
            if (transition.state() == before || STATE.compareAndSet(this, before, transition.state())) {
                if (transition.state() != before) {
                    observer.moved(before, transition.state());
                }
                Flight start = transition.start();
                if (start != null) {
                    observer.started();
                    launch(start);
                }
                alarm.setNoLaterThan(machine.nextAlarm(state));
                observer.stateMayHaveChanged(this);
                return transition;
            }
        }
    }

    /** On the executor, so that a transport which blocks by mistake harms no caller; whatever goes wrong, it lands. */
    private void launch(Flight flight) {
        if (closed) {
            flight.land(environment, Miss.CLOSED); // it began behind the back of close()
            return;
        }
        try {
            CompletableFuture.supplyAsync(() -> loader.load(state.snapshot(), flight), environment.executor())
                    .thenCompose(loading -> loading)
                    .whenComplete((fetched, failure) -> end(flight, fetched, failure));
        } catch (Throwable e) { // also an Error: an executor may be out of threads
            end(flight, null, e);
        }
    }

    private void end(Flight flight, @Nullable Fetched<V> fetched, @Nullable Throwable failure) {
        used = false;
        Transition<V> transition = takeIn(flight, fetched, failure);
        try {
            tellObserver(fetched, transition);
        } finally {
            flight.land(environment, transition instanceof Transition.Refuse<V> refuse ? refuse.miss() : null);
        }
    }

    /** A flight that did not land would hold the source for ever, so whatever is thrown here is a failure like others. */
    private Transition<V> takeIn(Flight flight, @Nullable Fetched<V> fetched, @Nullable Throwable failure) {
        try {
            return fetched == null ? fail(flight, failure) : accept(flight, fetched);
        } catch (RuntimeException e) {
            return fail(flight, e);
        }
    }

    private Transition<V> accept(Flight flight, Fetched<V> fetched) {
        outOfTurns.answered(environment.now());
        double chance = environment.chance();
        return carryOut(current ->
                machine.accept(current, flight, fetched, environment.now(), environment.wallClock(), chance));
    }

    private Transition<V> fail(Flight flight, @Nullable Throwable cause) {
        Failure failure = loader.failure(cause);
        double chance = environment.chance();
        return carryOut(
                current -> machine.fail(current, flight, failure, environment.now(), environment.wallClock(), chance));
    }

    /** Whether anyone would use a value that is newer than this one: used since the last fetch, or tried again by itself. */
    public boolean wantsNews() {
        return used || state.flight() != null || (state.failures().count() > 0 && machine.recoversUnasked());
    }

    public boolean isFetching() {
        return state.flight() != null;
    }

    /**
     * Takes in a value that was fetched elsewhere, unless there is a newer one, or a fetch is under way.
     *
     * @param offer reads it, given what there is
     * @return whether it is in use now
     */
    public boolean offer(Function<@Nullable V, Fetched<V>> offer) {
        double chance = environment.chance();
        Transition<V> transition = carryOut(
                current -> machine.offered(current, offer, environment.now(), environment.wallClock(), chance));
        boolean taken = transition instanceof Transition.Serve<V>;
        if (taken) {
            used = false;
        }
        return taken;
    }

    private void tellObserver(@Nullable Fetched<V> fetched, Transition<V> transition) {
        if (transition instanceof Transition.Refuse<V> refuse
                && refuse.miss() instanceof Miss.Unavailable unavailable) {
            if (unavailable.failure().attempted()) {
                observer.failed();
            } else {
                observer.notAttempted();
            }
            if (fetched != null) {
                observer.unconfirmed(
                        fetched.value(), unavailable.failure().retryAfter().orElse(Duration.ZERO));
            }
        }
    }

    /** Stops acting by itself; a caller who uses or waits for it is served anyway. */
    public void letGo() {
        alarm.close();
        loader.letGo();
    }

    /** Ends the alarm and tells those who wait; a fetch under way is no longer waited for. */
    public void close() {
        closed = true; // before the flight is read: a caller who begins one later sees it
        letGo();
        Flight flight = state.flight();
        if (flight != null) {
            flight.land(environment, Miss.CLOSED);
        }
    }

    /** How to fetch. */
    public interface Loader<V> {
        /**
         * Begins a fetch; never blocks.
         *
         * @param previous what there is
         * @param flight when and why it began
         */
        CompletableFuture<Fetched<V>> load(@Nullable Snapshot<V> previous, Flight flight);

        /**
         * What a load that failed is told as.
         *
         * @param cause what it failed with, perhaps inside of a {@link java.util.concurrent.CompletionException}; null if it
         *     completed without a value
         */
        Failure failure(@Nullable Throwable cause);

        /**
         * Is told, once and before all else, whom it loads for: it may {@link RefreshingSource#offer offer} what it comes across.
         *
         * @param source not to be used before this method has returned
         */
        default void serves(RefreshingSource<V> source) {}

        /** Offers nothing from now on; may be asked to load all the same. */
        default void letGo() {}

        /**
         * A name is wanted that is not in the value. A loader that fetches parts by their names loads it next.
         *
         * @return until when the name need not be asked for, if it was a moment ago and is not there
         */
        default OptionalLong seek(String name) {
            return OptionalLong.empty();
        }
    }

    /**
     * What the source shares with others.
     *
     * @param outOfTurn for attempts while it is held back by failures
     * @param doubts for fetches because of what may have changed
     */
    public record Shares(SharedFetchBudget outOfTurn, SharedFetchBudget doubts) {
        static final Shares UNLIMITED = new Shares(SharedFetchBudget.UNLIMITED, SharedFetchBudget.UNLIMITED);
    }

    /** Told what happens; must not throw. */
    public interface Observer<V> {
        default void started() {}

        default void failed() {}

        /** A fetch had no turn. */
        default void notAttempted() {}

        /** After every transition but the one that serves what is fresh. */
        default void stateMayHaveChanged(RefreshingSource<V> source) {}

        /** What is known of the source is replaced; often by the very same. */
        default void moved(RefreshState<V> before, RefreshState<V> after) {}

        /**
         * An answer has nothing that can be used, which is not believed yet.
         *
         * @param confirmedAfter until a second answer can confirm it
         */
        default void unconfirmed(V unusable, Duration confirmedAfter) {}
    }
}
