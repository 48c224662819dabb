package org.jwks4j.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.jwks4j.refresh.Miss.Absent;
import org.jwks4j.refresh.Transition.Join;

/** Which names an answer settles: those that were asked for before it was. */
class SettledNamesTest {
    private static final Duration ONE_NANO = Duration.ofNanos(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Optional<Duration> AN_HOUR = Optional.of(Duration.ofHours(1));

    private static MachineRun warmForAMinute() {
        return MachineRun.warm().after(MINUTE);
    }

    @Test
    void aNameThatTheFirstAnswerLacks_isAbsentForThoseWhoCameBeforeItWasAskedFor() {
        MachineRun run = MachineRun.warm(); // asked for when the caller came
        Object told = run.unknown("kid x", Duration.ZERO);
        assertThat(told).isInstanceOf(Absent.class);
        assertThat(MachineRun.at(told, run)).isEqualTo(Duration.ofSeconds(2));
        assertThat(run.startedFetch()).isFalse();
    }

    @Test
    void aNameThatTheFirstAnswerLacks_isRememberedForThoseWhoComeLater() {
        MachineRun run = MachineRun.warm();
        run.unknown("kid x", Duration.ZERO);
        run.after(Duration.ofSeconds(2).minus(ONE_NANO));
        assertThat(run.unknown("kid x")).isInstanceOf(Absent.class);
        assertThat(run.after(ONE_NANO).unknown("kid x")).isInstanceOf(Join.class);
    }

    @Test
    void aNameThatWasAskedForAgainMeanwhile_isSettledAsOfTheFirstTime() {
        MachineRun run = warmForAMinute();
        run.unknown("kid x");
        run.after(ONE_NANO).unknown("kid x");
        run.lands(run.value());
        assertThat(run.unknown("kid x")).isInstanceOf(Absent.class);
    }

    @Test
    void aNameThatWasAskedForDuringAFetch_isSettledByTheNextOne() {
        MachineRun run = warmForAMinute();
        run.unknown("kid x");
        run.after(ONE_NANO).unknown("kid y");
        run.lands(run.value());
        run.fetching().lands(run.value()); // asked for at the same time as the name was
        run.after(ONE_NANO);
        assertThat(run.unknown("kid y")).isInstanceOf(Absent.class);
    }

    /** Else a later answer would be the last word for a caller who came after it was asked for. */
    @Test
    void aNameWhoseCallerWasTold_isNotSettledAgainByALaterAnswer() {
        MachineRun run = warmForAMinute();
        run.unknown("kid x");
        run.lands(run.flight(), Fetched.of("v1", run.now()).whichMayHaveMoved());
        run.fetching().lands("v1");
        run.unknown("kid x", Duration.ofNanos(run.now())); // the caller that came first: told now
        run.after(MINUTE).fetching().lands("v1");
        assertThat(run.after(ONE_NANO).unknown("kid x")).isInstanceOf(Join.class);
    }

    @Test
    void aNameThatTheAnswerHas_isNotRememberedAsAbsent() {
        MachineRun run = MachineRun.ofWords(Rules.DEFAULTS, "a:1").after(MINUTE);
        run.unknown("x");
        run.lands("a:1 x:1", AN_HOUR);
        assertThat(run.state().names()).isEmpty();
        run.after(ONE_NANO).answeredWith("a:1 -x").after(ONE_NANO).unknown("x");
        assertThat(run.startedFetch()).isTrue();
    }

    @Test
    void aNameThatIsFoundByAFetchFromBeforeItWasAskedFor_isForgotten() {
        MachineRun run = MachineRun.ofWords(Rules.DEFAULTS, "a:1").after(MINUTE).fetching();
        run.after(ONE_NANO).unknown("x");
        run.after(ONE_NANO).unknown("y");
        run.lands("a:1 x:1", AN_HOUR);
        assertThat(run.state().names()).containsExactly("y");
    }

    @Test
    void anAnswerFromAPlaceThatMayBeOutOfDate_settlesNothing() {
        MachineRun run = warmForAMinute();
        run.unknown("kid x");
        run.lands(run.flight(), Fetched.of("v2", MINUTE.toNanos()).whichMayHaveMoved());
        assertThat(run.unknown("kid x")).isInstanceOf(Join.class);
        assertThat(run.startedFetch()).isTrue();
    }

    @Test
    void atMostThirtyTwoNames_areSettledByOneFetch() {
        MachineRun run = warmForAMinute().withoutBudget();
        for (int i = 0; i < 33; i++) {
            run.unknown("kid " + i);
        }
        assertThat(run.state().names()).hasSize(32).contains("kid 31").doesNotContain("kid 32");
        run.after(run.untilAlarm()).alarm(false);
        run.lands(run.value());
        run.after(ONE_NANO);
        assertThat(run.unknown("kid 31")).isInstanceOf(Absent.class);
        assertThat(run.unknown("kid 32")).isNotInstanceOf(Absent.class);
    }
}
