package org.jwks4j.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;
import org.jwks4j.net.Alarm;
import org.jwks4j.net.Environment;
import org.jwks4j.refresh.StatedFreshness;
import org.jwks4j.store.SharedStore;

/**
 * What operators revoked on any node that shares the store. Read when the fetcher starts, before keys are fetched, at each hint, and
 * every ten seconds. A node unites what it reads with what it knows; if the store has less than that, because two nodes wrote at once
 * or someone put an old set back or deleted it, the node writes it anew.
 */
public final class Revocations {
    private static final long EVERY = Duration.ofSeconds(10).toNanos();

    /** However many hints come. */
    private static final long NOT_MORE_OFTEN_THAN = Duration.ofMillis(100).toNanos();

    /** Nodes that miss something do not all write it: each waits a while by chance, and looks again. */
    private static final long LONGEST_WAIT_TO_REPAIR = Duration.ofMillis(500).toNanos();

    private final StoreAccess access;
    private final List<String> names;
    private final Alarm alarm;
    private final AtomicReference<RevocationSet> known = new AtomicReference<>(RevocationSet.NONE);
    private final AtomicReference<@Nullable CompletableFuture<Void>> reading = new AtomicReference<>();
    private final Map<Revocation, CompletableFuture<Void>> unwritten = new ConcurrentHashMap<>();
    private volatile ObjLongConsumer<Revocation> listener = (any, until) -> {};
    private volatile long lastReadAt;
    private volatile boolean again;
    private volatile long repairAt = Environment.NEVER;

    public Revocations(StoreAccess access) {
        this.access = access;
        this.names = access.names(List.of("revocations"));
        this.alarm = new Alarm(access.environment(), () -> access.environment().handOver(this::onAlarm));
    }

    /**
     * Begins to read.
     *
     * @param told of what was revoked elsewhere, and until when, in milliseconds; again if it is for longer
     */
    public void begin(ObjLongConsumer<Revocation> told) {
        listener = told;
        access.readAlso(this::read);
        lastReadAt = access.environment().now() - NOT_MORE_OFTEN_THAN;
        names.forEach(name -> access.hints().add(name, this::readSoon));
        access.hints().begin();
        readSoon();
    }

    /** Ends the hints, the readings, and the futures of {@link #add} that still wait for the store. */
    public void close() {
        alarm.close();
        access.hints().close();
        List.copyOf(unwritten.values()).forEach(waiting -> waiting.cancel(false));
    }

    /**
     * Adds what was revoked on this node.
     *
     * @param untilMillis when it ends
     * @return completes once the store has it, which may take long if the store is away; cancelled by {@link #close()}
     *     and when its time is over before that
     */
    public CompletableFuture<Void> add(Revocation revocation, long untilMillis) {
        known.updateAndGet(all -> all.with(revocation, untilMillis));
        CompletableFuture<Void> written = unwritten.computeIfAbsent(revocation, any -> new CompletableFuture<>());
        repairAt = access.environment().now();
        readSoon();
        return written.copy();
    }

    private void readSoon() {
        alarm.setNoLaterThan(soon());
    }

    /** A hint that comes during a read may be about a later write. */
    private void onAlarm() {
        again = true;
        read();
    }

    /** Joins a reading that is under way. It never fails: without the store, a node knows what it knows. */
    CompletableFuture<Void> read() {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> other = reading.compareAndExchange(null, mine);
        if (other != null) {
            return other;
        }
        again = false;
        lastReadAt = access.environment().now();
        readAll(0, new ArrayList<>()).whenComplete((found, failure) -> ended(mine, found, failure));
        return mine;
    }

    /** An entry for each secret that is accepted: while secrets change, nodes write to different ones. */
    private CompletableFuture<List<RevocationSet>> readAll(int index, List<RevocationSet> before) {
        return readOne(names.get(index)).thenCompose(found -> {
            before.add(found);
            return index == names.size() - 1 ? CompletableFuture.completedFuture(before) : readAll(index + 1, before);
        });
    }

    private CompletableFuture<RevocationSet> readOne(String name) {
        return access.use(store -> store.read(name, StoreEntry.LONGEST_HEAD))
                .thenCompose(start -> start.isEmpty()
                        ? CompletableFuture.completedFuture(RevocationSet.NONE)
                        : whole(name, start.get()));
    }

    private CompletableFuture<RevocationSet> whole(String name, byte[] start) {
        StoreEntry head;
        try {
            head = StoreEntry.read(start, name, access.seal());
            if (head.bodyLength() > RevocationSet.LARGEST) {
                throw new RefusedEntryException(SharedStore.Refusal.DAMAGED, "it is too large for what was revoked");
            }
        } catch (RefusedEntryException e) {
            access.refused("", e);
            return CompletableFuture.completedFuture(RevocationSet.NONE);
        }
        return head.length() <= start.length
                ? CompletableFuture.completedFuture(parsed(head, start))
                : access.use(store -> store.read(name, head.length()))
                        .thenApply(all -> all.map(bytes -> parsed(head, bytes)).orElse(RevocationSet.NONE));
    }

    /** The whole of it each time: if only its body was changed, it must be written anew as well. */
    private RevocationSet parsed(StoreEntry head, byte[] whole) {
        try {
            return RevocationSet.parse(head.body(whole));
        } catch (RuntimeException e) { // counts as absent, and is written anew
            access.refused("", e);
            return RevocationSet.NONE;
        }
    }

    /** @param found what is under the name that is written to, then what is under the others; null after a failure */
    private void ended(CompletableFuture<Void> mine, @Nullable List<RevocationSet> found, @Nullable Throwable failure) {
        try {
            if (found != null && failure == null) {
                takeIn(found);
                repair(found.get(0));
            }
        } finally {
            reading.set(null);
            mine.complete(null);
            alarm.setNoLaterThan(inAWhile());
            if (failure == null) {
                alarm.setNoLaterThan(again ? soon() : Math.max(repairAt, soon()));
            }
        }
    }

    private long soon() {
        return Math.max(access.environment().now(), lastReadAt + NOT_MORE_OFTEN_THAN);
    }

    /** Nodes that started together do not stay together. */
    private long inAWhile() {
        return access.environment().now()
                + (long) (EVERY * (0.9 + access.environment().chance() / 10));
    }

    private void takeIn(List<RevocationSet> found) {
        long now = access.environment().wallClock().toEpochMilli();
        RevocationSet stored = RevocationSet.NONE;
        for (RevocationSet one : found) {
            stored = stored.union(one);
        }
        RevocationSet more = stored.at(now);
        RevocationSet before = known.getAndUpdate(all -> all.union(more).at(now));
        more.forEach((revocation, until) -> {
            if (until > before.until(revocation)) {
                listener.accept(revocation, until);
            }
        });
    }

    private void repair(RevocationSet stored) {
        RevocationSet mine = known.get();
        if (stored.containsAll(mine)) {
            repairAt = Environment.NEVER;
            areWritten(stored);
        } else if (repairAt == Environment.NEVER) {
            long wait = (long) (access.environment().chance() * LONGEST_WAIT_TO_REPAIR);
            repairAt = access.environment().now() + wait;
        } else if (access.environment().now() >= repairAt) {
            repairAt = Environment.NEVER;
            write(mine);
        }
    }

    private void write(RevocationSet mine) {
        String name = names.get(0);
        byte[] body = mine.toBytes();
        AskedAt now = new AskedAt(access.environment().wallClock().toEpochMilli(), AskedAt.NO_CLOCK);
        StoreEntry head = StoreEntry.of(
                access.secretIds().get(0), name, "", "", now, Duration.ZERO, StatedFreshness.UNSTATED, false, body);
        byte[] entry = head.sealed(access.seal(), body);
        access.use(store -> store.write(name, entry, Revocation.LONGEST)).whenComplete((done, failure) -> {
            if (failure == null) {
                areWritten(mine);
            } else {
                repairAt = access.environment().now(); // with the next reading
            }
        });
    }

    private void areWritten(RevocationSet stored) {
        List<Revocation> waiting = List.copyOf(unwritten.keySet());
        RevocationSet mine = known.get(); // after those who wait: each has added before
        for (Revocation revocation : waiting) {
            if (!mine.contains(revocation)) { // its time is over, or it is one too many
                end(revocation, written -> written.cancel(false));
            } else if (stored.until(revocation) >= mine.until(revocation)) {
                end(revocation, written -> written.complete(null));
            }
        }
    }

    private void end(Revocation revocation, Consumer<CompletableFuture<Void>> how) {
        CompletableFuture<Void> written = unwritten.remove(revocation);
        if (written != null) {
            how.accept(written);
        }
    }
}
