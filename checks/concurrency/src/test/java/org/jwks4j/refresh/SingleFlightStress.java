package org.jwks4j.refresh;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jwks4j.refresh.Stage.Keys;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.LI_Result;
import org.openjdk.jcstress.infra.results.LLI_Result;

/** How many loads callers cause together, and that each of them is told. */
final class SingleFlightStress {
    private SingleFlightStress() {}

    @JCStressTest
    @Outcome(id = "generation 1, generation 1, 1", expect = ACCEPTABLE, desc = "One load for both.")
    @Outcome(expect = FORBIDDEN, desc = "A second load, or a caller who is not told.")
    @State
    public static class TwoColdCallers {
        private final Stage stage = Stage.cold();
        private CompletableFuture<Keys> one;
        private CompletableFuture<Keys> other;

        @Actor
        public void one() {
            one = stage.anyKeys();
        }

        @Actor
        public void other() {
            other = stage.anyKeys();
        }

        @Arbiter
        public void afterwards(LLI_Result seen) {
            stage.land(new Keys(1));
            stage.land(new Keys(2));
            seen.r1 = Stage.told(one);
            seen.r2 = Stage.told(other);
            seen.r3 = stage.loads();
        }
    }

    @JCStressTest
    @Outcome(id = "generation 1, generation 1, 1", expect = ACCEPTABLE, desc = "Served, and one load for both.")
    @Outcome(expect = FORBIDDEN, desc = "A second load, or a caller who is not served.")
    @State
    public static class TwoCallersWhenARefreshIsDue {
        private final Stage stage = Stage.warm().at(Duration.ofMinutes(9));
        private CompletableFuture<Keys> one;
        private CompletableFuture<Keys> other;

        @Actor
        public void one() {
            one = stage.anyKeys();
        }

        @Actor
        public void other() {
            other = stage.anyKeys();
        }

        @Arbiter
        public void afterwards(LLI_Result seen) {
            seen.r1 = Stage.told(one);
            seen.r2 = Stage.told(other);
            seen.r3 = stage.loads();
        }
    }

    @JCStressTest
    @Outcome(
            id = {"1, 1", "2, 0"},
            expect = ACCEPTABLE,
            desc = "At most the two loads that are allowed, each charged.")
    @Outcome(expect = FORBIDDEN, desc = "More loads than the budget has, or one that was not charged.")
    @State
    public static class TwoCallersWithUnknownKeys {
        private final Stage stage = Stage.warmAndTicking();

        @Actor
        public void one() {
            ask("kid 1");
            ask("kid 2");
        }

        @Actor
        public void other() {
            ask("kid 3");
            ask("kid 4");
        }

        private void ask(String sought) {
            stage.source.unknown(sought, stage.environment.now());
            stage.landUnchanged();
        }

        @Arbiter
        public void afterwards(II_Result seen) {
            seen.r1 = stage.loads();
            seen.r2 = stage.source.state().unknown().budget().tokens();
        }
    }

    @JCStressTest
    @Outcome(id = "generation 1, 1", expect = ACCEPTABLE, desc = "Told, and no load of its own.")
    @Outcome(expect = FORBIDDEN, desc = "Not told, or a second load.")
    @State
    public static class CallerDuringALanding {
        private final Stage stage = Stage.cold();
        private CompletableFuture<Keys> answer;

        public CallerDuringALanding() {
            stage.source.need(0, true);
        }

        @Actor
        public void landing() {
            stage.land(new Keys(1));
        }

        @Actor
        public void caller() {
            answer = stage.anyKeys();
        }

        @Arbiter
        public void afterwards(LI_Result seen) {
            seen.r1 = Stage.told(answer);
            seen.r2 = stage.loads();
        }
    }

    @JCStressTest
    @Outcome(
            id = "ABSENT, 2",
            expect = ACCEPTABLE,
            desc = "Told by a load that began after it came; the one before was not enough.")
    @Outcome(expect = FORBIDDEN, desc = "Not told, told too early, or a load too many.")
    @State
    public static class UnknownKeyDuringALanding {
        private final Stage stage = Stage.warmAndTicking();
        private CompletableFuture<Keys> answer;

        public UnknownKeyDuringALanding() {
            stage.source.unknown("another kid", stage.environment.now());
        }

        @Actor
        public void landing() {
            stage.land(new Keys(2));
        }

        @Actor
        public void caller() {
            answer = stage.missingKey();
        }

        @Arbiter
        public void afterwards(LI_Result seen) {
            stage.landUnchanged();
            seen.r1 = Stage.told(answer);
            seen.r2 = stage.loads();
        }
    }
}
