package org.jwks4j.fleet;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.Quoted;
import org.jwks4j.net.Delay;
import org.jwks4j.net.Environment;
import org.jwks4j.net.Futures;
import org.jwks4j.store.KeySetStore;
import org.jwks4j.store.SharedStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One fetcher's way to its store. Each operation has a timeout; a store that fails is left alone for a while, so that a look-up waits
 * for it once at most, and then one operation tries it again.
 */
public final class StoreAccess {
    private static final Logger LOG = LoggerFactory.getLogger("org.jwks4j.KeyFetcher");
    private static final long LEFT_ALONE = Duration.ofSeconds(10).toNanos();
    private static final long WORKS = Long.MIN_VALUE;

    private final SharedStore settings;
    private final Environment environment;
    private final Observer observer;
    private final Seal seal;
    private final Hints hints;

    /** Until when the store is left alone; {@link #WORKS} while its last operation succeeded. */
    private final AtomicLong brokenUntil = new AtomicLong(WORKS);

    private final AtomicBoolean refusalTold = new AtomicBoolean();

    /** What is read whenever a source reads the store. */
    private volatile Supplier<CompletableFuture<Void>> also = () -> CompletableFuture.completedFuture(null);

    /** @throws IllegalStateException if the store needs secrets and there are none */
    public StoreAccess(SharedStore settings, Environment environment, Observer observer) {
        if (settings.store().needsSecrets() && settings.secrets().isEmpty()) {
            throw new IllegalStateException(
                    "sharedStore(...) needs withSecrets(...): others may write to " + settings.store());
        }
        this.settings = settings;
        this.environment = environment;
        this.observer = observer;
        this.seal = new Seal(settings.secrets());
        this.hints = new Hints(settings.store());
    }

    Seal seal() {
        return seal;
    }

    Environment environment() {
        return environment;
    }

    long longestWait() {
        return settings.longestWait().toNanos();
    }

    /** The names of an entry, one for each secret that is accepted; the first is written to. */
    List<String> names(List<String> parts) {
        return seal.secretIds().stream().map(id -> seal.name(id, parts)).toList();
    }

    void readAlso(Supplier<CompletableFuture<Void>> more) {
        also = more;
    }

    /** Never fails. */
    CompletableFuture<Void> readWhatElseThereIs() {
        return also.get();
    }

    Observer observer() {
        return observer;
    }

    boolean keepsLeases() {
        return settings.store().keepsLeases();
    }

    Hints hints() {
        return hints;
    }

    /** Fails at once while the store is left alone. The future completes on the executor. */
    <T> CompletableFuture<T> use(Function<KeySetStore, CompletableFuture<T>> operation) {
        if (!mayTry()) {
            return CompletableFuture.failedFuture(new StoreLeftAloneException());
        }
        return useAnyway(operation).whenComplete((value, failure) -> ended(failure));
    }

    /** For what cannot be done without the store: also while it is left alone. The future completes on the executor. */
    <T> CompletableFuture<T> useAnyway(Function<KeySetStore, CompletableFuture<T>> operation) {
        CompletableFuture<T> bounded = new CompletableFuture<>();
        try {
            Futures.failAfter(
                    settings.timeout(),
                    bounded,
                    environment,
                    () -> new TimeoutException("no answer in " + Delay.inWords(settings.timeout())));
            operation
                    .apply(settings.store())
                    .whenComplete(
                            (value, failure) -> environment.handOver(() -> Futures.complete(bounded, value, failure)));
        } catch (Throwable e) { // also an Error of a store that is not as it must be: the fetch goes on without it
            bounded.completeExceptionally(e);
        }
        return bounded;
    }

    /** Ends a lease, even while the store is left alone; whether it succeeds is of no consequence, since it ends by itself. */
    void releaseInPassing(String lease, String owner) {
        try {
            settings.store().release(lease, owner);
        } catch (RuntimeException e) { // the store breaks its contract
        }
    }

    /** Once the pause is over, one operation tries the store; for the others the pause restarts. */
    private boolean mayTry() {
        long until = brokenUntil.get();
        if (until == WORKS) {
            return true;
        }
        long now = environment.now();
        return now >= until && brokenUntil.compareAndSet(until, now + LEFT_ALONE);
    }

    private void ended(@Nullable Throwable failure) {
        if (failure == null) {
            if (brokenUntil.getAndSet(WORKS) != WORKS) {
                LOG.info("the shared store works again");
            }
        } else if (brokenUntil.getAndSet(environment.now() + LEFT_ALONE) == WORKS) {
            LOG.warn(
                    "the shared store fails: {}; keys are fetched without it, and it is tried again every {}",
                    Quoted.of(String.valueOf(Futures.unwrapped(failure))),
                    Delay.inWords(Duration.ofNanos(LEFT_ALONE)));
        }
    }

    /**
     * Logged once, until an entry is believed again: an intruder must not fill the log.
     *
     * @param issuer empty for what was revoked
     */
    void refused(String issuer, RuntimeException why) {
        observer.refused(issuer, why instanceof RefusedEntryException e ? e.reason() : SharedStore.Refusal.NOT_ALLOWED);
        if (refusalTold.compareAndSet(false, true)) {
            LOG.warn(
                    "an entry of the shared store for {} is not believed, and counts as absent: {}",
                    issuer.isEmpty() ? "what was revoked" : Quoted.of(issuer),
                    Quoted.of(why.getMessage()));
        }
    }

    void believed() {
        if (refusalTold.get()) {
            refusalTold.set(false);
        }
    }

    List<Integer> secretIds() {
        return seal.secretIds();
    }

    /** Is told what the store is used for; must not throw. */
    public interface Observer {
        /** What was fetched so long ago, by another node or an earlier process, is in use. */
        void taken(String issuer, Duration age);

        /** This node asks the issuer, and others wait for it. */
        void leased(String issuer);

        /**
         * This node has waited for another one.
         *
         * @param found whether that one's answer came
         */
        void awaited(String issuer, Duration waited, boolean found);

        /**
         * An entry counts as absent.
         *
         * @param issuer empty for what was revoked
         */
        void refused(String issuer, SharedStore.Refusal reason);
    }

    /** The store failed a moment ago. */
    private static final class StoreLeftAloneException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StoreLeftAloneException() {
            super("the shared store failed a moment ago", null, false, false);
        }
    }
}
