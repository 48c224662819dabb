package org.jwks4j.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.jwks4j.refresh.Transition.Join;
import org.jwks4j.refresh.Transition.Serve;

/** Headers to the letter: keys that may not be kept, and keys that may not be used stale. */
class RefreshMachineCachingTest {
    private static final Duration ONE_NANO = Duration.ofNanos(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static MachineRun landed(RefreshSettings rules, Duration lifetime, boolean mustRevalidate) {
        MachineRun run = new MachineRun(rules);
        run.need();
        run.lands(
                run.flight(),
                Fetched.of("v1", run.flight().startedAt())
                        .with(new StatedFreshness(Optional.of(lifetime), mustRevalidate)));
        return run;
    }

    private static MachineRun toTheLetter(Duration lifetime, boolean mustRevalidate) {
        return landed(Rules.TO_THE_LETTER, lifetime, mustRevalidate);
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
        MachineRun run = landed(Rules.DEFAULTS, MINUTE, true).after(MINUTE);
        assertThat(run.needImpatiently()).isInstanceOf(Serve.class);
    }
}
