package org.jwks4j.fleet;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jwks4j.net.Alarm;
import org.jwks4j.net.Environment;

/** Reads an entry when a hint says that it was written: at once, but once a second at most, however many hints come. */
final class HintedReading {
    private static final long APART = Duration.ofSeconds(1).toNanos();

    private final Hints hints;
    private final Environment environment;
    private final Supplier<List<String>> names;
    private final Alarm alarm;
    private final AtomicReference<State> state = new AtomicReference<>(State.NOT_BEGUN);
    private volatile long nextReading = Long.MIN_VALUE;

    /** @param names of the entry */
    HintedReading(StoreAccess access, Supplier<List<String>> names, Runnable read) {
        this.hints = access.hints();
        this.environment = access.environment();
        this.names = names;
        this.alarm = new Alarm(
                environment,
                () -> environment.handOver(() -> {
                    nextReading = environment.now() + APART;
                    read.run();
                }));
    }

    /** Does nothing if it has begun, or was ended. */
    void begin() {
        if (state.compareAndSet(State.NOT_BEGUN, State.BEGUN)) {
            names.get().forEach(name -> hints.add(name, this::readSoon));
            if (state.get() == State.ENDED) {
                removeAll(); // it was ended meanwhile
            }
        }
    }

    void readSoon() {
        alarm.setNoLaterThan(Math.max(environment.now(), nextReading));
    }

    void end() {
        alarm.close();
        if (state.getAndSet(State.ENDED) == State.BEGUN) {
            removeAll();
        }
    }

    private void removeAll() {
        names.get().forEach(hints::remove);
    }

    private enum State {
        NOT_BEGUN,
        BEGUN,
        ENDED
    }
}
