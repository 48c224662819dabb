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
import org.openjdk.jcstress.infra.results.L_Result;

/** The end of a source tells all callers that wait, and starts nothing. */
final class CloseStress {
    private CloseStress() {}

    @JCStressTest
    @Outcome(id = "CLOSED", expect = ACCEPTABLE, desc = "Told, whether it came before or after the end.")
    @Outcome(expect = FORBIDDEN, desc = "Waits for a load that no one waits for any more.")
    @State
    public static class CallerDuringTheEnd {
        private final Stage stage = Stage.cold();
        private CompletableFuture<Keys> answer;

        public CallerDuringTheEnd() {
            stage.source.need(0, true);
        }

        @Actor
        public void end() {
            stage.source.close();
        }

        @Actor
        public void caller() {
            answer = stage.anyKeys();
        }

        @Arbiter
        public void afterwards(L_Result told) {
            told.r1 = Stage.told(answer);
        }
    }

    @JCStressTest
    @Outcome(
            id = {"CLOSED", "generation 1"},
            expect = ACCEPTABLE,
            desc = "Told one or the other.")
    @Outcome(expect = FORBIDDEN, desc = "Not told.")
    @State
    public static class LandingDuringTheEnd {
        private final Stage stage = Stage.cold();
        private final CompletableFuture<Keys> answer = stage.anyKeys();

        @Actor
        public void end() {
            stage.source.close();
        }

        @Actor
        public void landing() {
            stage.land(new Keys(1));
        }

        @Arbiter
        public void afterwards(L_Result told) {
            told.r1 = Stage.told(answer);
        }
    }

    @JCStressTest
    @Outcome(
            id = {"0, 0", "1, 0"},
            expect = ACCEPTABLE,
            desc = "A refresh that began before the end, or none.")
    @Outcome(expect = FORBIDDEN, desc = "A refresh after the end.")
    @State
    public static class AlarmDuringTheEnd {
        private final Stage stage = Stage.warm();

        public AlarmDuringTheEnd() {
            stage.source.usable();
            stage.at(Duration.ofMinutes(9));
        }

        @Actor
        public void end() {
            stage.source.close();
        }

        @Actor
        public void alarm() {
            stage.timer.ringUpTo(Duration.ofMinutes(9).toNanos());
        }

        @Arbiter
        public void afterwards(II_Result loads) {
            loads.r1 = stage.loads();
            stage.at(Duration.ofHours(1));
            stage.landUnchanged();
            stage.timer.ringAll();
            loads.r2 = stage.loads() - loads.r1;
        }
    }
}
