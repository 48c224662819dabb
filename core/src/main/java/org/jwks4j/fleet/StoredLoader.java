package org.jwks4j.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.jwks4j.net.Futures;
import org.jwks4j.refresh.Failure;
import org.jwks4j.refresh.Fetched;
import org.jwks4j.refresh.Flight;
import org.jwks4j.refresh.RefreshingSource;
import org.jwks4j.refresh.Snapshot;

/**
 * Reads the store before the issuer is asked. What is newer than what there is, is taken, as old as it is. Else one node takes the
 * lease, asks, and writes what came; the others wait for that, and ask themselves if it takes too long. The engine does not know: its
 * budgets and its backoff are in force as without a store.
 */
public final class StoredLoader<V> implements RefreshingSource.Loader<V> {
    private static final long FUTURE_ACCEPTED = Duration.ofMinutes(5).toMillis();
    private static final Duration OLDEST = Duration.ofDays(3650);
    private static final Duration KEPT_FOR = Duration.ofDays(14);

    /** How often all nodes together ask for the sake of unknown names. */
    private static final Duration SLOT = Duration.ofSeconds(1);

    private static final long POLL = Duration.ofMillis(100).toNanos();

    private final StoreAccess access;
    private final RefreshingSource.Loader<V> loader;
    private final StoredForm<V> form;
    private final Duration longestFetch;

    /** When the newest value that this node has had was asked for, by the wall clock of who asked. */
    private volatile long newestMillis = Long.MIN_VALUE;

    /** @param longestFetch after which the lease of a node that died ends; zero if nodes ask without a lease */
    private StoredLoader(
            StoreAccess access, RefreshingSource.Loader<V> loader, StoredForm<V> form, Duration longestFetch) {
        this.access = access;
        this.loader = loader;
        this.form = form;
        this.longestFetch = longestFetch;
    }

    /**
     * Puts the store before a loader.
     *
     * @param longestFetch after which the lease of a node that died ends
     */
    public static <V> RefreshingSource.Loader<V> leased(
            StoreAccess access, RefreshingSource.Loader<V> loader, StoredForm<V> form, Duration longestFetch) {
        return new StoredLoader<>(access, loader, form, longestFetch);
    }

    /** The same for what is asked for in the course of another fetch, which has a lease: no one waits twice. */
    public static <V> RefreshingSource.Loader<V> unleased(
            StoreAccess access, RefreshingSource.Loader<V> loader, StoredForm<V> form) {
        return new StoredLoader<>(access, loader, form, Duration.ZERO);
    }

    @Override
    public CompletableFuture<Fetched<V>> load(@Nullable Snapshot<V> previous, Flight flight) {
        if (newestMillis == Long.MIN_VALUE && previous != null) { // a seed, or an issuer that woke
            newestMillis = previous.fetchedAt().toEpochMilli();
        }
        Turn turn = new Turn(previous, flight);
        turn.begin();
        return turn.answer;
    }

    @Override
    public Failure failure(@Nullable Throwable cause) {
        return loader.failure(cause);
    }

    private List<String> names(String use) {
        List<String> parts = new ArrayList<>(form.place());
        parts.add(use);
        return access.names(parts);
    }

    private String name(String use) {
        return names(use).get(0);
    }

    private CompletableFuture<Optional<Stored>> read(List<String> names) {
        String name = names.get(0);
        return access.use(store -> store.read(name, StoreEntry.LONGEST_HEAD))
                .thenCompose(start -> start.isEmpty()
                        ? CompletableFuture.completedFuture(Optional.<Stored>empty())
                        : whole(name, start.get()))
                .thenCompose(found -> found.isPresent() || names.size() == 1
                        ? CompletableFuture.completedFuture(found)
                        : read(names.subList(1, names.size())));
    }

    private CompletableFuture<Optional<Stored>> whole(String name, byte[] start) {
        StoreEntry head;
        try {
            head = StoreEntry.read(start, name, access.seal());
            requireBelievableTime(head);
        } catch (RefusedEntryException e) {
            access.refused(form.issuer(), e);
            return CompletableFuture.completedFuture(Optional.empty());
        }
        if (head.askedAtMillis() <= newestMillis || head.length() <= start.length) {
            return CompletableFuture.completedFuture(Optional.of(new Stored(head, start)));
        }
        return access.use(store -> store.read(name, head.length()))
                .thenApply(all -> all.map(bytes -> new Stored(head, bytes)));
    }

    private void requireBelievableTime(StoreEntry head) {
        long now = access.environment().wallClock().toEpochMilli();
        if (head.askedAtMillis() > now + FUTURE_ACCEPTED) {
            throw new RefusedEntryException("it is from a time to come, " + Instant.ofEpochMilli(head.askedAtMillis()));
        }
    }

    /** An entry as it was read: if it is no newer than what there is, perhaps without the end of its body. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Stored(StoreEntry head, byte[] bytes) {}

    /** One fetch of this node. */
    private final class Turn {
        private final @Nullable Snapshot<V> previous;
        private final Flight flight;
        private final CompletableFuture<Fetched<V>> answer = new CompletableFuture<>();
        private final String owner = UUID.randomUUID().toString(); // no two are alike, whatever chance a test gives
        private final long waitsUntil;
        private boolean hasSlot;
        private boolean hasLease;

        Turn(@Nullable Snapshot<V> previous, Flight flight) {
            this.previous = previous;
            this.flight = flight;
            this.hasSlot = !flight.isForUnknownName();
            // with 200 nodes, one waits half as long, few wait little longer than it, and most nearly to the end
            double share = Math.pow(access.environment().chance(), 0.125);
            long slot = hasSlot ? 0 : SLOT.toNanos();
            this.waitsUntil = access.environment().now() + slot + (long) (access.longestWait() * share);
        }

        /** No key is handed out before it is known what was revoked, unless the store is away. */
        void begin() {
            CompletableFuture<Void> revoked = access.readWhatElseThereIs();
            look(revoked.thenCombine(read(names("entry")), (done, found) -> found));
        }

        void look() {
            look(read(names("entry")));
        }

        private void look(CompletableFuture<Optional<Stored>> reading) {
            reading.whenComplete((found, failure) -> guarded(() -> {
                if (failure != null) {
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
                answer.completeExceptionally(e);
                release();
            }
        }

        private boolean isTaken(Optional<Stored> found) {
            if (found.isEmpty() || found.get().head().askedAtMillis() <= newestMillis) {
                return false;
            }
            StoreEntry head = found.get().head();
            try {
                byte[] body = head.body(found.get().bytes());
                V known = previous == null ? null : previous.value();
                Fetched<V> fetched =
                        form.read(body, head.uri(), known, requestedAt(head)).with(head.freshness());
                newestMillis = head.askedAtMillis();
                access.believed();
                answer.complete(head.mayHaveMoved() ? fetched.whichMayHaveMoved() : fetched);
                return true;
            } catch (RuntimeException e) {
                access.refused(form.issuer(), e);
                return false;
            }
        }

        /** Its age never begins anew. If its time is to come, it is no proof of what was so when a caller came. */
        private long requestedAt(StoreEntry head) {
            Instant askedAt = Instant.ofEpochMilli(head.askedAtMillis());
            Duration age = Duration.between(askedAt, access.environment().wallClock());
            if (age.isNegative()) {
                return flight.startedAt() - 1;
            }
            return access.environment().now() - (age.compareTo(OLDEST) > 0 ? OLDEST : age).toNanos();
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
                look(); // once more: the last one may have written meanwhile
            });
        }

        private void take(String lease, Duration atMost, Runnable next) {
            access.use(store -> store.lease(name(lease), owner, atMost))
                    .whenComplete((taken, failure) -> guarded(() -> {
                        if (failure != null) {
                            ask();
                        } else if (taken) {
                            next.run();
                        } else {
                            waitForTheWinner();
                        }
                    }));
        }

        private void waitForTheWinner() {
            long delay = POLL / 2 + (long) (POLL * access.environment().chance());
            long rest = waitsUntil - access.environment().now();
            access.environment()
                    .schedule(Math.min(delay, rest), () -> access.environment().handOver(() -> guarded(this::look)));
        }

        private void ask() {
            loader.load(previous, flight).whenComplete((fetched, failure) -> {
                if (fetched == null
                        || fetched.unusable() != null) { // never written: what one node could not have, another may
                    Futures.complete(answer, fetched, failure);
                    release();
                } else {
                    long askedAtMillis = askedAtMillis(fetched);
                    newestMillis = Math.max(newestMillis, askedAtMillis);
                    written(fetched, askedAtMillis).whenComplete((done, problem) -> {
                        answer.complete(fetched);
                        release();
                    });
                }
            });
        }

        /** Before it is handed out: a process that ends after that has left it in the store. */
        private CompletableFuture<Void> written(Fetched<V> fetched, long askedAtMillis) {
            try {
                return write(fetched, askedAtMillis);
            } catch (RuntimeException e) {
                return CompletableFuture.failedFuture(e);
            }
        }

        private long askedAtMillis(Fetched<V> fetched) {
            long age = access.environment().now() - fetched.requestedAt();
            return access.environment().wallClock().minusNanos(age).toEpochMilli();
        }

        /** Unless another node has written a newer one: two may ask at once if one has waited too long. */
        private CompletableFuture<Void> write(Fetched<V> fetched, long askedAtMillis) {
            List<String> names = names("entry").subList(0, 1);
            byte[] body = form.write(fetched.value(), Instant.ofEpochMilli(askedAtMillis));
            StoreEntry head = StoreEntry.of(
                    access.secretIds().get(0),
                    names.get(0),
                    form.issuer(),
                    form.uri(fetched.value()),
                    askedAtMillis,
                    fetched.freshness(),
                    fetched.mayHaveMoved(),
                    body);
            byte[] entry = head.sealed(access.seal(), body);
            return read(names)
                    .thenCompose(there -> isNewer(there, askedAtMillis) || body.length > StoreEntry.LARGEST_BODY
                            ? CompletableFuture.completedFuture(null)
                            : access.use(store -> store.write(names.get(0), entry, KEPT_FOR)));
        }

        private boolean isNewer(Optional<Stored> there, long askedAtMillis) {
            return there.isPresent() && there.get().head().askedAtMillis() >= askedAtMillis;
        }

        private void release() {
            if (hasLease) {
                access.use(store -> store.release(name("lease"), owner)).exceptionally(failure -> null);
            }
        }
    }
}
