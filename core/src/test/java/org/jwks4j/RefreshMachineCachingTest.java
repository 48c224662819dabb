package org.jwks4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.jwks4j.Verdict.Join;
import org.jwks4j.Verdict.Serve;

/** Headers to the letter: keys that may not be kept, and keys that may not be used stale. */
class RefreshMachineCachingTest {
    private static final Duration ONE_NANO = Duration.ofNanos(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static MachineRun landed(RefreshPolicy policy, Duration lifetime, boolean mustRevalidate) {
        MachineRun run = new MachineRun(policy);
        run.need();
        run.lands(
                run.flight(), Loaded.usable("v1", new Caching(Optional.of(lifetime), mustRevalidate, Validators.NONE)));
        return run;
    }

    private static MachineRun toTheLetter(Duration lifetime, boolean mustRevalidate) {
        return landed(RefreshPolicy.strictHttpCaching(), lifetime, mustRevalidate);
    }

    @Test
    void keysThatMayNotBeKept_answerWhoAskedBeforeTheirFetchBegan() {
        MachineRun run = toTheLetter(Duration.ZERO, true);
        assertThat(run.need()).isInstanceOf(Serve.class);
        assertThat(run.startedFetch()).isFalse();
    }

    @Test
    void keysThatMayNotBeKept_areFetchedForWhoAsksLater() {
        MachineRun run = toTheLetter(Duration.ZERO, true).after(ONE_NANO);
        assertThat(run.need()).isInstanceOf(Join.class);
        assertThat(run.startedFetch()).isTrue();
    }

    @Test
    void keysThatMayNotBeKept_areNotRefreshedAhead() {
        assertThat(toTheLetter(Duration.ZERO, true).untilAlarm()).isNull();
        assertThat(toTheLetter(Duration.ofMillis(1), true).untilAlarm()).isEqualTo(Duration.ofNanos(800_000));
    }

    @Test
    void keysThatMustBeRevalidated_areNotUsedPastTheirFreshness() {
        MachineRun run = toTheLetter(MINUTE, true).after(MINUTE.minus(ONE_NANO));
        assertThat(run.need()).isInstanceOf(Serve.class);
        assertThat(run.after(ONE_NANO).needImpatiently()).isInstanceOf(Join.class);
    }

    @Test
    void keysThatNeedNotBeRevalidated_areUsedPastTheirFreshness() {
        assertThat(toTheLetter(MINUTE, false).after(MINUTE).needImpatiently()).isInstanceOf(Serve.class);
    }

    @Test
    void byDefault_keysThatMustBeRevalidatedAreUsedPastTheirFreshnessAllTheSame() {
        MachineRun run = landed(RefreshPolicy.defaults(), MINUTE, true).after(MINUTE);
        assertThat(run.needImpatiently()).isInstanceOf(Serve.class);
    }
}
