package org.jwks4j;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.jwks4j.store.KeySetStore;

/** A store in memory, which a test can stop, and write to behind the back of all. */
final class MemoryStore implements KeySetStore {
    enum Mode {
        WORKS,
        FAILS,
        HANGS,
        PAUSED,
        THROWS
    }

    final Map<String, byte[]> entries = new LinkedHashMap<>();
    final VirtualTime time;
    Mode mode = Mode.WORKS;
    boolean intruderHoldsLeases;
    boolean tells = true;

    /** What its clock is ahead by; null if it has none. */
    @Nullable
    Duration clockAhead;

    boolean hasBrokenClock;

    /** How long its answers to reads are under way, after it has read the clock. */
    Duration readsTake = Duration.ZERO;

    boolean holdsLeasesBack;
    private final List<Runnable> heldBack = new ArrayList<>();
    int operations;
    int writes;
    int largestRead;
    private final List<Consumer<String>> hints = new ArrayList<>();
    private final Map<String, Lease> leases = new LinkedHashMap<>();

    MemoryStore(VirtualTime time) {
        this.time = time;
    }

    private <T> CompletableFuture<T> operation(Supplier<T> work) {
        operations++;
        return switch (mode) {
            case WORKS -> CompletableFuture.completedFuture(work.get());
            case FAILS -> CompletableFuture.failedFuture(new IOException("connection refused"));
            case HANGS -> new CompletableFuture<>();
            case PAUSED -> {
                CompletableFuture<T> later = new CompletableFuture<>();
                heldBack.add(() -> later.complete(work.get()));
                yield later;
            }
            case THROWS -> throw new IllegalStateException("a store that is not as it must be");
        };
    }

    @Override
    public CompletableFuture<Optional<byte[]>> read(String name, int maxBytes) {
        largestRead = Math.max(largestRead, maxBytes);
        return later(operation(() -> Optional.ofNullable(entries.get(name))
                .map(value -> Arrays.copyOf(value, Math.min(value.length, maxBytes)))));
    }

    @Override
    public CompletableFuture<Optional<Instant>> now(String name) {
        if (hasBrokenClock) {
            return CompletableFuture.failedFuture(new IOException("NOPERM"));
        }
        return later(CompletableFuture.completedFuture(
                Optional.ofNullable(clockAhead).map(ahead -> time.instant().plus(ahead))));
    }

    private <T> CompletableFuture<T> later(CompletableFuture<T> answer) {
        if (readsTake.isZero()) {
            return answer;
        }
        CompletableFuture<T> delayed = new CompletableFuture<>();
        Consumer<T> complete = delayed::complete;
        answer.thenAccept(
                value -> time.schedule(() -> complete.accept(value), readsTake.toNanos(), TimeUnit.NANOSECONDS));
        return delayed;
    }

    @Override
    public CompletableFuture<Void> write(String name, byte[] value, Duration timeToLive) {
        return operation(() -> {
            writes++;
            entries.put(name, value.clone());
            if (tells) {
                time.schedule(() -> tell(name), 1, TimeUnit.MILLISECONDS);
            }
            return null;
        });
    }

    void tell(String name) {
        hints.forEach(hint -> hint.accept(name));
    }

    @Override
    public Runnable onChange(Consumer<String> hint) {
        hints.add(hint);
        return () -> hints.remove(hint);
    }

    @Override
    public CompletableFuture<Boolean> lease(String name, String owner, Duration atMost) {
        if (holdsLeasesBack) {
            CompletableFuture<Boolean> later = new CompletableFuture<>();
            heldBack.add(() -> {
                leases.put(name, new Lease(owner, Long.MAX_VALUE));
                later.complete(true);
            });
            return later;
        }
        return operation(() -> {
            Lease held = leases.get(name);
            if (intruderHoldsLeases || (held != null && time.nanos() < held.until)) {
                return false;
            }
            leases.put(name, new Lease(owner, time.nanos() + atMost.toNanos()));
            return true;
        });
    }

    @Override
    public CompletableFuture<Void> release(String name, String owner) {
        return operation(() -> {
            Lease held = leases.get(name);
            if (held != null && held.owner.equals(owner)) {
                leases.remove(name);
            }
            return null;
        });
    }

    @Override
    public boolean keepsLeases() {
        return true;
    }

    /** As a server that was paused and goes on. */
    void goesOn() {
        mode = Mode.WORKS;
        heldBack.forEach(Runnable::run);
    }

    Map<String, ?> leases() {
        return leases;
    }

    private record Lease(String owner, long until) {}
}
