package org.jwks4j.simulation.clocks;

import java.security.PublicKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.simulation.oracle.FirstViolation;
import org.jwks4j.simulation.oracle.Invariant;
import org.jwks4j.simulation.oracle.Violation;
import org.jwks4j.simulation.world.VirtualTime;

/** Knows how much time has passed for the machine, whatever its clocks say; and what it may believe, and must ask, by that time. */
final class ClockOracle {
    /** The engine heeds a clock that runs apart from a second on, and each step may hide as much. */
    private static final long TOLERANCE = Duration.ofSeconds(10).toNanos();

    private static final long MAX_WAIT = Duration.ofSeconds(1).toNanos();

    private final VirtualTime time;
    private final MachineClock clock;
    private final FirstViolation violations;
    private final Map<ClockIssuer, Known> known = new HashMap<>();

    ClockOracle(VirtualTime time, MachineClock clock, Set<Invariant> watched) {
        this.time = time;
        this.clock = clock;
        this.violations = new FirstViolation(time::now, watched);
    }

    @Nullable
    Violation violation() {
        return violations.get();
    }

    Known known(ClockIssuer issuer) {
        return known.computeIfAbsent(issuer, any -> new Known(time, clock));
    }

    /** A caller is about to ask. */
    Call arrives(int number, ClockIssuer issuer, String keyId) {
        long now = clock.passed();
        Known view = known(issuer);
        if (view.isDue(now, TOLERANCE) || !view.has(keyId)) { // or nothing is decided
            requireNextAttempt(issuer);
        }
        return new Call(number, issuer, keyId, now, time.now());
    }

    /** Where an attempt has failed, the next one begins by itself, and no timer of before keeps it waiting. */
    void requireNextAttempt(ClockIssuer issuer) {
        Known view = known(issuer);
        Long rest = view.untilNextAttempt();
        int attempts = view.attempts();
        if (rest != null) {
            time.in(rest + TOLERANCE, () -> {
                if (view.attempts() == attempts) {
                    violations.fail(Invariant.CLOCK_ALARM, issuer + " is not asked again when it is time; " + view);
                }
            });
        }
    }

    /** Once all of this instant is done, what is due is being fetched. */
    void requireFetchIfDue(Call call) {
        Known view = known(call.issuer);
        boolean due = view.isDue(call.arrivedAt, TOLERANCE) && !view.isHeldBack(TOLERANCE);
        int attempts = view.attempts();
        if (due && !view.isAskedNow()) {
            time.in(1, () -> {
                if (view.attempts() == attempts) {
                    violations.fail(Invariant.CLOCK_AGE, call + " begins no fetch, though keys are due; " + view);
                }
            });
        }
    }

    void told(Call call, @Nullable PublicKey key, @Nullable Throwable failure) {
        Known view = known(call.issuer);
        String wrong = key == null ? whyNotRefused(call, view, failure) : whyNotServed(call, view, key);
        if (wrong != null) {
            violations.fail(Invariant.CLOCK_AGE, call + " " + wrong + "; " + view);
        }
    }

    private static @Nullable String whyNotRefused(Call call, Known view, @Nullable Throwable failure) {
        if (view.isThere() && !view.isFailing() && failure instanceof KeysUnavailableException) {
            return "is told 503, though the issuer answers: " + failure;
        }
        boolean usable = !view.isTooOld(call.arrivedAt, 0);
        return view.has(call.keyId) && usable ? "is refused a key that is there: " + failure : null;
    }

    private static @Nullable String whyNotServed(Call call, Known view, PublicKey key) {
        if (!view.had(call.keyId, key)) {
            return "is served a key that the issuer never published";
        } else if (view.isGone(call.keyId, call.arrivedAt, TOLERANCE)) {
            return "is served a key that is gone";
        } else if (view.isRequestedSince(call.arrivedAt)) {
            return null;
        } else if (view.isTooOld(call.arrivedAt, TOLERANCE)) {
            return "is served a key that is too old";
        }
        boolean inNeed =
                view.isFailing() || view.isAskedFor(MAX_WAIT, call.arrivedAt) || view.isAnsweredSince(call.moment);
        return view.isPastFreshness(call.arrivedAt, TOLERANCE) && !inNeed
                ? "is served a key past its freshness without need"
                : null;
    }

    /**
     * Someone who asks for a key.
     *
     * @param arrivedAt the time of the machine
     * @param moment virtual time
     */
    record Call(int number, ClockIssuer issuer, String keyId, long arrivedAt, long moment) {
        @Override
        public String toString() {
            return "call " + number + " " + issuer + "/" + keyId;
        }
    }
}
