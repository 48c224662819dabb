package org.jwks4j.refresh;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.time.Duration;
import org.jwks4j.refresh.Stage.Keys;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** What a reader sees without a lock. */
final class PublicationStress {
    private PublicationStress() {}

    @JCStressTest
    @Outcome(
            id = {"1, 1", "1, 2", "2, 2"},
            expect = ACCEPTABLE,
            desc = "Old before new, each of them whole.")
    @Outcome(expect = FORBIDDEN, desc = "A snapshot in parts, or an older one after a newer one.")
    @State
    public static class ReaderDuringALanding {
        private final Stage stage = Stage.warm();

        public ReaderDuringALanding() {
            stage.source.newer(1);
        }

        @Actor
        public void landing() {
            stage.land(new Keys(2));
        }

        @Actor
        public void reader(II_Result seen) {
            seen.r1 = generationOf(stage.source.fresh());
            seen.r2 = generationOf(stage.source.usable());
        }
    }

    @JCStressTest
    @Outcome(
            id = {"1, 1", "1, 2"},
            expect = ACCEPTABLE,
            desc = "Old before new, each of them whole.")
    @Outcome(expect = FORBIDDEN, desc = "A snapshot in parts, or an older one after a newer one.")
    @State
    public static class ReaderDuringTwoLandings {
        private final Stage stage = Stage.warm();

        public ReaderDuringTwoLandings() {
            stage.source.newer(1);
        }

        @Actor
        public void landings() {
            stage.land(new Keys(2));
            stage.source.newer(1);
            stage.land(new Keys(3));
        }

        @Actor
        public void reader(II_Result seen) {
            int before = generationOf(stage.source.usable());
            int after = generationOf(stage.source.fresh());
            seen.r1 = before < 0 ? before : 1;
            seen.r2 = after < before ? -2 : after < 0 ? after : Math.min(2, after);
        }
    }

    private static int generationOf(Snapshot<Keys> snapshot) {
        int generation = snapshot.generation();
        boolean whole = snapshot.value().first == generation
                && snapshot.value().rest[0] == generation
                && snapshot.refreshAt() > 0
                && snapshot.freshUntil() == Duration.ofMinutes(10).toNanos()
                && snapshot.staleUntil() > snapshot.freshUntil()
                && snapshot.fetchedAt() != null;
        return whole ? generation : -1;
    }
}
