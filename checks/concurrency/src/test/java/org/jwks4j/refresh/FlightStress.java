package org.jwks4j.refresh;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jwks4j.net.Environment;
import org.jwks4j.net.ManualTimer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** Each caller that waits for a flight is told exactly once how it ended. */
final class FlightStress {
    private FlightStress() {}

    @JCStressTest
    @Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "Each is told once.")
    @Outcome(expect = FORBIDDEN, desc = "One is not told, or told twice.")
    @State
    public static class ArrivalsDuringALanding {
        private final Waiting waiting = new Waiting();
        private final AtomicInteger before = waiting.one();
        private AtomicInteger first;
        private AtomicInteger second;

        @Actor
        public void landing() {
            waiting.flight.land(waiting.environment, null);
        }

        @Actor
        public void arrivals() {
            first = waiting.one();
            second = waiting.one();
        }

        @Arbiter
        public void afterwards(III_Result told) {
            told.r1 = before.get();
            told.r2 = first.get();
            told.r3 = second.get();
        }
    }

    @JCStressTest
    @Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "Each is told once.")
    @Outcome(expect = FORBIDDEN, desc = "One is not told, or told twice.")
    @State
    public static class ArrivalsOnBothSides {
        private final Waiting waiting = new Waiting();
        private AtomicInteger one;
        private AtomicInteger other;
        private AtomicInteger third;

        @Actor
        public void one() {
            one = waiting.one();
            third = waiting.one();
        }

        @Actor
        public void other() {
            other = waiting.one();
        }

        @Arbiter
        public void afterwards(III_Result told) {
            waiting.flight.land(waiting.environment, null);
            told.r1 = one.get();
            told.r2 = other.get();
            told.r3 = third.get();
        }
    }

    @JCStressTest
    @Outcome(
            id = {"1, 1", "100, 100"},
            expect = ACCEPTABLE,
            desc = "Each is told once, and both the same.")
    @Outcome(expect = FORBIDDEN, desc = "One is not told, told twice, or told something else than the other.")
    @State
    public static class TwoLandings {
        private final Waiting waiting = new Waiting();
        private final AtomicInteger before = waiting.one();
        private AtomicInteger after;

        @Actor
        public void success() {
            waiting.flight.land(waiting.environment, null);
        }

        @Actor
        public void failureAndArrival() {
            waiting.flight.land(waiting.environment, Miss.CLOSED);
            after = waiting.one();
        }

        @Arbiter
        public void afterwards(II_Result told) {
            told.r1 = before.get();
            told.r2 = after.get();
        }
    }

    /** A flight under way. */
    private static final class Waiting {
        private final Environment environment = new ManualTimer().environment(false, new AtomicLong());
        private final Flight flight = Flight.at(0);

        /** One more who waits: counts 1 for each success and 100 for each failure that it is told. */
        private AtomicInteger one() {
            AtomicInteger told = new AtomicInteger();
            flight.whenLanded(environment, miss -> told.addAndGet(miss == null ? 1 : 100));
            return told;
        }
    }
}
