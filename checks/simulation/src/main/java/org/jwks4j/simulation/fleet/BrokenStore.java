package org.jwks4j.simulation.fleet;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jwks4j.simulation.world.VirtualTime;
import org.jwks4j.store.KeySetStore;

/** A store for several nodes, which may be in any trouble, and to which an intruder writes who lacks the secret. */
final class BrokenStore {
    private static final long SLOWEST = Duration.ofMillis(400).toNanos();
    private static final long USUAL = Duration.ofMillis(2).toNanos();

    private final VirtualTime time;
    private final RandomGenerator random;
    private final Supplier<Instant> clock;
    private final Map<String, byte[]> entries = new TreeMap<>();
    private final Map<String, byte[]> old = new TreeMap<>();
    private final Map<String, Lease> leases = new TreeMap<>();
    private final List<Consumer<String>> hints = new ArrayList<>();
    private Trouble trouble = Trouble.NONE;
    private long healthySince;

    BrokenStore(VirtualTime time, RandomGenerator random, Supplier<Instant> clock) {
        this.time = time;
        this.random = random;
        this.clock = clock;
    }

    KeySetStore of(int node) {
        return new Connection(node);
    }

    /** Since when nothing has happened to it; never while something does. */
    long healthySince() {
        return trouble == Trouble.NONE ? healthySince : Long.MAX_VALUE;
    }

    void begin(Trouble next) {
        trouble = next;
    }

    void end() {
        trouble = Trouble.NONE;
        healthySince = time.now();
    }

    void remember() {
        old.clear();
        old.putAll(entries);
    }

    /** What an intruder does once. */
    void meddle(Meddling meddling, Forger forger) {
        switch (meddling) {
            case ROLL_BACK -> {
                entries.clear();
                entries.putAll(old);
            }
            case REPLAY -> entries.putAll(old);
            case EVICT -> entries.keySet().removeIf(name -> random.nextBoolean());
            case FLIP ->
                entries.replaceAll((name, entry) -> {
                    byte[] changed = entry.clone();
                    changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
                    return changed;
                });
            case SWAP -> {
                List<byte[]> values = new ArrayList<>(entries.values());
                Collections.rotate(values, 1);
                int next = 0;
                for (String name : List.copyOf(entries.keySet())) {
                    entries.put(name, values.get(next++));
                }
            }
            case FORGE -> entries.replaceAll((name, entry) -> forger.forged(entry));
        }
        healthySince = time.now();
        List.copyOf(entries.keySet()).forEach(this::tell);
    }

    private void tell(String name) {
        List.copyOf(hints).forEach(hint -> time.in(random.nextLong(SLOWEST), () -> hint.accept(name)));
    }

    private record Lease(String owner, long until) {}

    /** What a store is in for a while. */
    enum Trouble {
        NONE,
        HANGS,
        FAILS,
        DELAYS,
        LOSES,
        PARTITIONS,
        KEEPS_LEASES
    }

    /** What someone does to entries. */
    enum Meddling {
        ROLL_BACK,
        REPLAY,
        EVICT,
        FLIP,
        SWAP,
        FORGE
    }

    private final class Connection implements KeySetStore {
        private final int node;

        Connection(int node) {
            this.node = node;
        }

        private <T> CompletableFuture<T> after(Supplier<T> work) {
            CompletableFuture<T> done = new CompletableFuture<>();
            boolean isCutOff = trouble == Trouble.PARTITIONS && node % 2 == 0;
            if (trouble == Trouble.FAILS || isCutOff) {
                return CompletableFuture.failedFuture(new IOException("connection refused"));
            } else if (trouble != Trouble.HANGS) {
                long delay = trouble == Trouble.DELAYS ? random.nextLong(SLOWEST * 2) : random.nextLong(1, USUAL);
                time.in(delay, () -> done.complete(work.get()));
            }
            return done;
        }

        @Override
        public CompletableFuture<Optional<byte[]>> read(String name, int maxBytes) {
            return after(() -> Optional.ofNullable(entries.get(name))
                    .map(value -> Arrays.copyOf(value, Math.min(value.length, maxBytes))));
        }

        /** As of when the question came, so it is late by as much as the answer takes. */
        @Override
        public CompletableFuture<Optional<Instant>> now(String name) {
            Instant now = clock.get();
            return after(() -> Optional.of(now));
        }

        @Override
        public CompletableFuture<Void> write(String name, byte[] value, Duration timeToLive) {
            return after(() -> {
                if (trouble != Trouble.LOSES) {
                    entries.put(name, value.clone());
                    tell(name);
                }
                return null;
            });
        }

        @Override
        public CompletableFuture<Boolean> lease(String name, String owner, Duration atMost) {
            return after(() -> {
                Lease held = leases.get(name);
                boolean free = trouble != Trouble.KEEPS_LEASES && (held == null || time.now() >= held.until);
                if (free) {
                    leases.put(name, new Lease(owner, time.now() + atMost.toNanos()));
                }
                return free;
            });
        }

        @Override
        public CompletableFuture<Void> release(String name, String owner) {
            return after(() -> {
                Lease held = leases.get(name);
                if (held != null && held.owner.equals(owner)) {
                    leases.remove(name);
                }
                return null;
            });
        }

        @Override
        public Runnable onChange(Consumer<String> hint) {
            hints.add(hint);
            return () -> hints.remove(hint);
        }
    }
}
