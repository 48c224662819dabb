package org.jwks4j;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Code that is wrong on purpose: scripts/stress fails where this is not seen, since then nothing was tested. */
final class MeetingStress {
    private MeetingStress() {}

    @JCStressTest
    @Outcome(id = "2", expect = ACCEPTABLE, desc = "One after the other.")
    @Outcome(id = "1", expect = ACCEPTABLE_INTERESTING, desc = "An update is lost: the two threads do meet.")
    @State
    public static class UpdatesWithoutCompareAndSet {
        private volatile int count;

        @Actor
        public void one() {
            int seen = count;
            count = seen + 1;
        }

        @Actor
        public void other() {
            int seen = count;
            count = seen + 1;
        }

        @Arbiter
        public void afterwards(I_Result result) {
            result.r1 = count;
        }
    }
}
