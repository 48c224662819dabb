package org.jwks4j.simulation.oracle;

import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Keeps the first thing that must not be, of those that are watched for. */
public final class FirstViolation {
    private final LongSupplier now;
    private final Set<Invariant> watched;
    private @Nullable Violation first;

    /**
     * Nothing was seen yet.
     *
     * @param now virtual time, in nanoseconds
     * @param watched what is looked for; all else is passed over
     */
    public FirstViolation(LongSupplier now, Set<Invariant> watched) {
        this.now = now;
        this.watched = Set.copyOf(watched);
    }

    /**
     * Something was seen.
     *
     * @param invariant which rule it breaks
     * @param message who, whose key, and what
     * @return whether it is the first
     */
    public boolean fail(Invariant invariant, String message) {
        if (first != null || !watched.contains(invariant)) {
            return false;
        }
        first = new Violation(invariant, now.getAsLong(), message);
        return true;
    }

    /** {@return the first; null if nothing was seen} */
    public @Nullable Violation get() {
        return first;
    }
}
