package org.jwks4j.simulation;

import java.util.List;
import org.jwks4j.simulation.oracle.Invariant;

/** What is broken on purpose in how the engine tells time. */
final class ClockMutants {
    static final List<Mutant> ALL = List.of(
            Mutant.of(
                    "time is what the monotonic clock says",
                    Invariant.CLOCK_AGE,
                    "net.ElapsedTime",
                    "Math.max(0, Math.min(stepped, LONGEST_STEP.toMillis())) * MILLI",
                    "0"),
            Mutant.of(
                            "time is what the wall clock says",
                            Invariant.CLOCK_AGE,
                            "net.ElapsedTime",
                            "this.origin = ticker.getAsLong();",
                            "this.origin = instants.millis() * MILLI;")
                    .and(
                            "net.ElapsedTime",
                            "long ticks = ticker.getAsLong() - origin;",
                            "long ticks = instants.millis() * MILLI - origin;"),
            Mutant.of(
                    "a step of a clock is an hour at most",
                    Invariant.CLOCK_AGE,
                    "net.ElapsedTime",
                    "LONGEST_STEP = Duration.ofDays(366)",
                    "LONGEST_STEP = Duration.ofHours(1)"),
            Mutant.of(
                    "an alarm whose timer is late is left as it is",
                    Invariant.CLOCK_ALARM,
                    "net.Alarm",
                    " && !isLate(current)",
                    ""),
            Mutant.of(
                    "an alarm is set anew once it is overdue, and no sooner",
                    Invariant.CLOCK_ALARM,
                    "net.Alarm",
                    "timer.getDelay(TimeUnit.NANOSECONDS) - (setting.time - environment.now()) >= LATE",
                    "environment.now() - setting.time >= LATE"),
            Mutant.of(
                    "an alarm that is set anew waits for the later of its times",
                    Invariant.CLOCK_ALARM,
                    "net.Alarm",
                    "Math.min(time, current.time)",
                    "Math.max(time, current.time)"));

    private ClockMutants() {}
}
