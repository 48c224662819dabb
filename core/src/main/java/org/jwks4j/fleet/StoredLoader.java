package org.jwks4j.fleet;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.jwks4j.net.Futures;
import org.jwks4j.refresh.Failure;
import org.jwks4j.refresh.Fetched;
import org.jwks4j.refresh.Flight;
import org.jwks4j.refresh.RefreshingSource;
import org.jwks4j.refresh.Snapshot;

/**
 * Reads the store before the issuer is asked. An entry that is newer than the current value is used, at its true age. Otherwise
 * one node takes the lease, asks the issuer, and writes the answer; the others wait for the entry, and ask themselves if it takes too
 * long. The engine does not know of the store: its budgets and its backoff are in force as without one.
 */
public final class StoredLoader<V> implements RefreshingSource.Loader<V> {
    /** How often all nodes together ask for the sake of unknown names: two such waits and two fetches take less than 2 s. */
    private static final Duration SLOT = Duration.ofMillis(750);

    private static final long POLL = Duration.ofMillis(100).toNanos();
    private static final int QUICK_LOOKS = 5;

    private final StoreAccess access;
    private final RefreshingSource.Loader<V> loader;
    private final StoredEntries<V> entries;
    private final Duration longestFetch;
    private final HintedReading onHint;
    private volatile @Nullable RefreshingSource<V> source;
    private volatile @Nullable Turn underWay;

    /** When this node's newest value was asked for. */
    private volatile Newest newest = new Newest(AskedAt.NEVER, 0);

    /** @param longestFetch after which the lease of a node that died ends; zero if nodes ask without a lease */
    private StoredLoader(
            StoreAccess access, RefreshingSource.Loader<V> loader, StoredEntries<V> entries, Duration longestFetch) {
        this.access = access;
        this.loader = loader;
        this.entries = entries;
        this.longestFetch = longestFetch;
        this.onHint = new HintedReading(access, entries::names, this::readNews);
    }

    /**
     * Puts the store before a loader.
     *
     * @param longestFetch after which the lease of a node that died ends
     */
    public static <V> RefreshingSource.Loader<V> leased(
            StoreAccess access, RefreshingSource.Loader<V> loader, StoredForm<V> form, Duration longestFetch) {
        return new StoredLoader<>(access, loader, new StoredEntries<>(access, form), longestFetch);
    }

    /** The same for what is asked for in the course of another fetch, which has a lease: no one waits twice. */
    public static <V> RefreshingSource.Loader<V> unleased(
            StoreAccess access, RefreshingSource.Loader<V> loader, StoredForm<V> form) {
        return new StoredLoader<>(access, loader, new StoredEntries<>(access, form), Duration.ZERO);
    }

    @Override
    public CompletableFuture<Fetched<V>> load(@Nullable Snapshot<V> previous, Flight flight) {
        if (newest.at.equals(AskedAt.NEVER) && previous != null) { // a seed, or an issuer that woke
            AskedAt fetchedAt = new AskedAt(previous.fetchedAt().toEpochMilli(), AskedAt.NO_CLOCK);
            newest = new Newest(fetchedAt, previous.requestedAt());
        }
        if (!longestFetch.isZero()) { // else it is asked for when it is needed, and not before
            onHint.begin();
        }
        Turn turn = new Turn(previous, flight);
        underWay = turn;
        turn.begin();
        return turn.answer;
    }

    @Override
    public void serves(RefreshingSource<V> whom) {
        source = whom;
    }

    @Override
    public void letGo() {
        onHint.end();
    }

    /** Someone has written. What is newer is taken even while this node is held back by failures. */
    private void readNews() {
        RefreshingSource<V> mine = source;
        if (mine != null && mine.wantsNews()) {
            entries.read(newest())
                    .thenAccept(found -> found.filter(this::isNews).ifPresent(news -> take(news, mine)));
        }
    }

    private boolean isNews(StoredEntries.Stored found) {
        return found.askedAt().isAfter(newest());
    }

    /** Also if it was asked for while the store was away, and could not tell the time. */
    private AskedAt newest() {
        Newest known = newest;
        return entries.clock().completed(known.at, known.requestedAt);
    }

    private void isKnown(AskedAt askedAt, long requestedAt) {
        if (!askedAt.equals(AskedAt.NEVER)) {
            newest = new Newest(askedAt.orLater(newest()), requestedAt);
        }
    }

    private void take(StoredEntries.Stored news, RefreshingSource<V> mine) {
        Turn turn = underWay;
        try {
            boolean taken = (turn != null && turn.isUnderWay())
                    ? turn.hasTaken(news)
                    : mine.offer(known ->
                            entries.fetched(news, known, access.environment().now() - 1));
            if (taken) {
                isKnown(news.askedAt(), access.environment().now());
                entries.taken(news);
            } else if (mine.isFetching()) {
                onHint.readSoon(); // once more, when it has ended
            }
        } catch (RuntimeException e) {
            entries.refused(e);
        }
    }

    @Override
    public Failure failure(@Nullable Throwable cause) {
        return loader.failure(cause);
    }

    /** @param requestedAt the same, by {@code Environment.now()} */
    private record Newest(AskedAt at, long requestedAt) {}

    /** One fetch of this node. */
    private final class Turn {
        private final @Nullable Snapshot<V> previous;
        private final Flight flight;
        private final CompletableFuture<Fetched<V>> answer = new CompletableFuture<>();
        private final String owner = UUID.randomUUID().toString(); // no two are alike, whatever chance a test gives
        private final long waitsUntil;
        private boolean hasSlot;
        private boolean hasLease;
        private int looks;
        private long waitsSince;
        private final AtomicBoolean isOver = new AtomicBoolean();
        private volatile AskedAt asksSince = AskedAt.NEVER;

        Turn(@Nullable Snapshot<V> previous, Flight flight) {
            this.previous = previous;
            this.flight = flight;
            this.hasSlot = !flight.isForUnknownName();
            // with 200 nodes, about one waits half the longest time, few wait little more, and most wait nearly all of
            // it
            double share = Math.pow(access.environment().chance(), 0.125);
            long slot = hasSlot ? 0 : SLOT.toNanos();
            this.waitsUntil = access.environment().now() + slot + (long) (access.longestWait() * share);
        }

        /** No key is handed out before it is known what was revoked, unless the store is away. */
        void begin() {
            CompletableFuture<Void> revoked = access.readWhatElseThereIs();
            look(revoked.thenCombine(entries.read(newest()), (done, found) -> found));
        }

        void look() {
            look(entries.read(newest()));
        }

        private void look(CompletableFuture<Optional<StoredEntries.Stored>> reading) {
            reading.whenComplete((found, failure) -> guarded(() -> {
                if (isOver.get()) { // by a hint
                    release();
                } else if (failure != null) {
                    ask();
                } else if (!isTaken(found)) {
                    goOn();
                }
            }));
        }

        private void guarded(Runnable step) {
            try {
                step.run();
            } catch (Throwable e) { // also an Error: the flight must land
                fail(e);
                release();
            }
        }

        private void fail(@Nullable Throwable failure) {
            if (isOver.compareAndSet(false, true)) {
                Futures.complete(answer, null, failure);
            }
        }

        private boolean isTaken(Optional<StoredEntries.Stored> found) {
            if (found.isEmpty() || !isNews(found.get())) {
                return false;
            }
            try {
                V known = previous == null ? null : previous.value();
                Fetched<V> fetched = entries.fetched(found.get(), known, flight.startedAt() - 1);
                if (complete(fetched, found.get().askedAt())) {
                    entries.taken(found.get());
                    tellWait(true);
                }
                return true;
            } catch (RuntimeException e) {
                entries.refused(e);
                return false;
            }
        }

        boolean isUnderWay() {
            return !isOver.get();
        }

        /** While it asks the issuer itself, what another node has asked for later will do as well. */
        boolean hasTaken(StoredEntries.Stored news) {
            return news.askedAt().isNotBefore(asksSince) && isTaken(Optional.of(news));
        }

        /** Only the first answer counts, the issuer's or the one of another node. */
        private boolean complete(Fetched<V> fetched, AskedAt askedAt) {
            boolean isFirst = isOver.compareAndSet(false, true);
            if (isFirst) {
                isKnown(askedAt, fetched.requestedAt());
                answer.complete(fetched);
            }
            return isFirst;
        }

        /** @param found whether the answer of another node came */
        private void tellWait(boolean found) {
            if (looks > 0) {
                access.observer()
                        .awaited(
                                entries.issuer(),
                                Duration.ofNanos(access.environment().now() - waitsSince),
                                found);
            }
        }

        private void goOn() {
            if (longestFetch.isZero() || hasLease || access.environment().now() >= waitsUntil) {
                ask();
            } else if (hasSlot) {
                takeLease();
            } else {
                take("slot", SLOT, this::takeLease);
            }
        }

        private void takeLease() {
            hasSlot = true;
            take("lease", longestFetch, () -> {
                hasLease = true;
                access.observer().leased(entries.issuer());
                look(); // once more: the last one may have written meanwhile
            });
        }

        private void take(String lease, Duration atMost, Runnable next) {
            String name = entries.name(lease);
            // set when the lease is taken, and when this attempt gives up: the second of the two releases it
            AtomicBoolean orphan = new AtomicBoolean();
            Runnable toNoAvail = () -> {
                if (orphan.getAndSet(true)) {
                    access.releaseInPassing(name, owner);
                }
            };
            access.use(store -> store.lease(name, owner, atMost).whenComplete((taken, failure) -> {
                        if (failure == null && taken) {
                            toNoAvail.run();
                        }
                    }))
                    .whenComplete((taken, failure) -> guarded(() -> {
                        if (failure != null) {
                            toNoAvail.run();
                            ask();
                        } else if (taken) {
                            next.run();
                        } else {
                            waitForTheWinner();
                        }
                    }));
        }

        private void waitForTheWinner() {
            if (looks == 0) {
                waitsSince = access.environment().now();
            }
            long usual = looks++ < QUICK_LOOKS ? POLL : 3 * POLL; // many nodes that wait long must not slow the winner
            long delay = usual / 2 + (long) (usual * access.environment().chance());
            long rest = waitsUntil - access.environment().now();
            access.environment()
                    .schedule(Math.min(delay, rest), () -> access.environment().handOver(() -> guarded(this::look)));
        }

        private void ask() {
            tellWait(false);
            asksSince = entries.clock().at(access.environment().now());
            loader.load(previous, flight).whenComplete((fetched, failure) -> {
                if (fetched == null) {
                    fail(failure);
                    release();
                } else if (fetched.unusable() != null) { // never written: another node may succeed
                    complete(fetched, AskedAt.NEVER);
                    release();
                } else {
                    AskedAt askedAt = entries.clock().at(fetched.requestedAt());
                    written(fetched, askedAt).whenComplete((done, problem) -> {
                        complete(fetched, askedAt);
                        release();
                    });
                }
            });
        }

        /** Before it is handed out: a process that ends after that has left it in the store. */
        private CompletableFuture<Void> written(Fetched<V> fetched, AskedAt askedAt) {
            try {
                return entries.write(fetched, askedAt);
            } catch (RuntimeException e) {
                return CompletableFuture.failedFuture(e);
            }
        }

        /** Also while the store is left alone: if it comes back, others need not wait for a fetch that is over. */
        private void release() {
            if (hasLease) {
                access.releaseInPassing(entries.name("lease"), owner);
            }
        }
    }
}
