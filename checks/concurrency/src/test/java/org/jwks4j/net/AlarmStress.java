package org.jwks4j.net;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** An alarm that was set rings no later than it was set to, and none rings after the end. */
final class AlarmStress {
    private AlarmStress() {}

    @JCStressTest
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Rings once, at the earlier of the two times.")
    @Outcome(expect = FORBIDDEN, desc = "Late, or twice.")
    @State
    public static class TwoSettings {
        private final Clock clock = new Clock();

        @Actor
        public void later() {
            clock.alarm.setNoLaterThan(10);
        }

        @Actor
        public void earlier() {
            clock.alarm.setNoLaterThan(5);
        }

        @Arbiter
        public void afterwards(II_Result rung) {
            clock.timer.ringUpTo(5);
            rung.r1 = clock.rung.get();
            clock.timer.ringAll();
            rung.r2 = clock.rung.get();
        }
    }

    @JCStressTest
    @Outcome(
            id = {"1", "2"},
            expect = ACCEPTABLE,
            desc = "Rings at the earlier time, and perhaps before.")
    @Outcome(expect = FORBIDDEN, desc = "The earlier time is lost.")
    @State
    public static class SettingEarlierDuringARing {
        private final Clock clock = new Clock();

        public SettingEarlierDuringARing() {
            clock.alarm.setNoLaterThan(5);
        }

        @Actor
        public void ring() {
            clock.timer.ringUpTo(5);
        }

        @Actor
        public void earlier() {
            clock.alarm.setNoLaterThan(3);
        }

        @Arbiter
        public void afterwards(I_Result rung) {
            clock.timer.ringUpTo(3);
            rung.r1 = clock.rung.get();
        }
    }

    @JCStressTest
    @Outcome(
            id = {"true, false", "true, true", "false, true"},
            expect = ACCEPTABLE,
            desc = "Heard now, or rings again.")
    @Outcome(expect = FORBIDDEN, desc = "What was decided before the alarm was set is never looked at.")
    @State
    public static class SettingLaterDuringARing {
        private final AtomicInteger decided = new AtomicInteger();
        private final AtomicInteger heard = new AtomicInteger();
        private final Clock clock = new Clock(() -> heard.addAndGet(decided.get()));

        public SettingLaterDuringARing() {
            clock.alarm.setNoLaterThan(5);
        }

        @Actor
        public void ring() {
            clock.timer.ringUpTo(5);
        }

        @Actor
        public void later() {
            decided.set(1);
            clock.alarm.setNoLaterThan(7);
        }

        @Arbiter
        public void afterwards(ZZ_Result seen) {
            seen.r1 = heard.get() == 1;
            seen.r2 = clock.timer.hasWork();
        }
    }

    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Nothing rings any more.")
    @Outcome(expect = FORBIDDEN, desc = "An alarm outlived the end.")
    @State
    public static class SettingDuringTheEnd {
        private final Clock clock = new Clock();

        @Actor
        public void end() {
            clock.alarm.close();
        }

        @Actor
        public void setting() {
            clock.alarm.setNoLaterThan(5);
            clock.alarm.setNoLaterThan(3);
        }

        @Arbiter
        public void afterwards(II_Result rung) {
            clock.timer.ringUpTo(3);
            rung.r1 = clock.rung.get();
            clock.alarm.setNoLaterThan(1);
            clock.timer.ringAll();
            rung.r2 = clock.rung.get();
        }
    }

    @JCStressTest
    @Outcome(
            id = {"0, 0", "1, 0"},
            expect = ACCEPTABLE,
            desc = "Rings before the end, or not at all.")
    @Outcome(expect = FORBIDDEN, desc = "Rings twice, or after the end.")
    @State
    public static class RingDuringTheEnd {
        private final Clock clock = new Clock();

        public RingDuringTheEnd() {
            clock.alarm.setNoLaterThan(5);
        }

        @Actor
        public void ring() {
            clock.timer.ringUpTo(5);
        }

        @Actor
        public void end() {
            clock.alarm.close();
        }

        @Arbiter
        public void afterwards(II_Result rung) {
            rung.r1 = clock.rung.get();
            clock.timer.ringAll();
            rung.r2 = clock.rung.get() - rung.r1;
        }
    }

    /** An alarm on a timer that is rung by hand. */
    private static final class Clock {
        private final ManualTimer timer = new ManualTimer();
        private final AtomicInteger rung = new AtomicInteger();
        private final Alarm alarm;

        private Clock() {
            alarm = new Alarm(timer.environment(false, new AtomicLong()), rung::incrementAndGet);
        }

        private Clock(Runnable onRing) {
            alarm = new Alarm(timer.environment(false, new AtomicLong()), onRing);
        }
    }
}
