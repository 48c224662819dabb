package org.jwks4j.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.jwks4j.refresh.Miss.Absent;
import org.jwks4j.refresh.Transition.Serve;

/** Parts that an answer lacks: how long they are kept, who asks again, and what is known of them after that. */
class GraceTest {
    private static final Duration ONE_NANO = Duration.ofNanos(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration GRACE = Duration.ofMinutes(5);
    private static final Optional<Duration> AN_HOUR = Optional.of(Duration.ofHours(1));

    /** The answer of minute 0 has a and b, that of minute 1 only b. */
    private static MachineRun withoutA() {
        return MachineRun.ofWords(Rules.DEFAULTS, "a:1 b:1").after(MINUTE).answeredWith("b:1");
    }

    private static MachineRun strict() {
        return MachineRun.ofWords(Rules.STRICT, "a:1 b:1").after(MINUTE).answeredWith("b:1");
    }

    @Test
    void aPartThatAnAnswerLacks_isKept() {
        assertThat(withoutA().value()).isEqualTo("b:1 | a:1");
    }

    @Test
    void theGrace_endsFiveMinutesAfterTheFirstAnswerWithoutIt() {
        MachineRun run = withoutA();
        run.after(GRACE.minus(ONE_NANO));
        assertThat(run.value()).isEqualTo("b:1 | a:1");
        assertThat(run.after(ONE_NANO).value()).isEqualTo("b:1");
    }

    @Test
    void theGrace_countsFromWhenTheAnswerWasAskedFor() {
        MachineRun run = MachineRun.ofWords(Rules.DEFAULTS, "a:1 b:1").after(MINUTE);
        run.fetching().after(Duration.ofSeconds(4)).lands("b:1", AN_HOUR);
        run.after(GRACE.minusSeconds(4).minus(ONE_NANO));
        assertThat(run.value()).isEqualTo("b:1 | a:1");
        assertThat(run.after(ONE_NANO).value()).isEqualTo("b:1");
    }

    @Test
    void theGrace_endsAnHourAfterTheLastAnswerThatHadIt() {
        MachineRun run = MachineRun.ofWords(Rules.DEFAULTS, "a:1 b:1").after(Duration.ofMinutes(57));
        run.answeredWith("b:1");
        run.after(Duration.ofMinutes(3).minus(ONE_NANO));
        assertThat(run.value()).isEqualTo("b:1 | a:1");
        assertThat(run.after(ONE_NANO).value()).isEqualTo("b:1");
    }

    @Test
    void aPartThatNoAnswerHadForAnHour_isNotKept() {
        Duration hour = Duration.ofHours(1);
        MachineRun before = MachineRun.ofWords(Rules.DEFAULTS, "a:1 b:1").after(hour.minus(ONE_NANO));
        assertThat(before.answeredWith("b:1").value()).isEqualTo("b:1 | a:1");
        assertThat(MachineRun.ofWords(Rules.DEFAULTS, "a:1 b:1")
                        .after(hour)
                        .answeredWith("b:1")
                        .value())
                .isEqualTo("b:1");
    }

    @Test
    void moreAnswersWithoutIt_doNotProlongTheGrace() {
        MachineRun run = withoutA();
        for (int minute = 1; minute < 5; minute++) {
            run.after(MINUTE).answeredWith(minute % 2 == 0 ? "b:1" : "b:1 c:1");
        }
        assertThat(run.after(MINUTE.minus(ONE_NANO)).value()).contains("a:1");
        assertThat(run.after(ONE_NANO).value()).doesNotContain("a:1");
    }

    @Test
    void anAnswerThatHasItAgain_endsItsAbsence() {
        MachineRun run = withoutA().after(MINUTE).answeredWith("a:1 b:1");
        assertThat(run.value()).isEqualTo("a:1 b:1");
        run.after(Duration.ofMinutes(4)).answeredWith("b:1");
        assertThat(run.after(GRACE.minus(ONE_NANO)).value()).isEqualTo("b:1 | a:1");
        assertThat(run.after(ONE_NANO).value()).isEqualTo("b:1");
    }

    @Test
    void anAnswerThatHasItAgain_tellsOfADisagreementForAnHour() {
        MachineRun run = withoutA();
        assertThat(run.isDisagreement()).isFalse();
        run.after(MINUTE).answeredWith("a:1 b:1");
        assertThat(run.after(Duration.ofHours(1).minus(ONE_NANO)).isDisagreement())
                .isTrue();
        assertThat(run.after(ONE_NANO).isDisagreement()).isFalse();
    }

    @Test
    void anotherPartUnderItsName_isAnotherPart() {
        MachineRun run = withoutA().after(MINUTE).answeredWith("a:2 b:1");
        assertThat(run.value()).isEqualTo("a:2 b:1 | a:1");
        assertThat(run.isDisagreement()).isFalse();
    }

    @Test
    void aPartThatAnAnswerForbids_isGoneAtOnce() {
        MachineRun run = MachineRun.ofWords(Rules.DEFAULTS, "a:1 b:1").after(MINUTE);
        assertThat(run.answeredWith("b:1 -a").value()).isEqualTo("b:1 -a");
        assertThat(withoutA().after(MINUTE).answeredWith("b:1 -a").value()).isEqualTo("b:1 -a");
    }

    @Test
    void withoutGrace_eachAnswerIsWhatItIs() {
        assertThat(strict().value()).isEqualTo("b:1");
    }

    /** RFC 9111 §5.2.2.5: what says no-store is not kept, if the policy obeys that. */
    @Test
    void nothingIsKept_ofAnAnswerThatMayNotBe() {
        Optional<Duration> none = Optional.of(Duration.ZERO);
        assertThat(withoutA(Rules.TO_THE_LETTER, none).value()).isEqualTo("b:1");
        assertThat(withoutA(Rules.TO_THE_LETTER, Optional.of(ONE_NANO)).value()).isEqualTo("b:1 | a:1");
        assertThat(withoutA(Rules.DEFAULTS, none).value())
                .as("used for a minute all the same")
                .isEqualTo("b:1 | a:1");
    }

    private static MachineRun withoutA(RefreshSettings rules, Optional<Duration> stated) {
        MachineRun run = MachineRun.ofWords(rules, "").after(MINUTE).fetching();
        run.lands("a:1 b:1", stated);
        run.after(MINUTE).fetching().lands("b:1", stated);
        return run;
    }

    @Test
    void aConfirmedAnswerWithoutAnything_leavesNothing() {
        MachineRun run = withoutA();
        run.fetching().landsUnusable("");
        assertThat(run.value()).isEqualTo("b:1 | a:1");
        run.after(Duration.ofSeconds(30)).fetching().landsUnusable("");
        assertThat(run.value()).isEmpty();
        assertThat(run.after(ONE_NANO).unknown("a")).isInstanceOf(Transition.Join.class);
    }

    @Test
    void aConfirmedAnswerThatCannotBeUsed_leavesNothingThoughItHasParts() {
        MachineRun run = withoutA();
        run.fetching().landsUnusable("c:1");
        run.after(Duration.ofSeconds(30)).fetching().landsUnusable("c:1");
        assertThat(run.value()).isEqualTo("c:1");
    }

    @Test
    void anAnswerWithoutAnythingThatIsBelievedAtOnce_leavesNothing() {
        assertThat(withoutA().after(MINUTE).answeredWith("").value()).isEmpty();
    }

    @Test
    void whileTheSourceIsHeldBack_theEndOfTheGraceIsAnAlarmToo() {
        MachineRun run = withoutA().fetching();
        run.fails(Optional.of(GRACE.plusNanos(1)));
        assertThat(run.untilAlarm()).isEqualTo(GRACE);
        MachineRun sooner = withoutA().fetching();
        sooner.fails(Optional.of(GRACE.minusNanos(1)));
        assertThat(sooner.untilAlarm()).isEqualTo(GRACE.minusNanos(1));
    }

    @Test
    void aPartIsKeptInUse_onlyWhileItIsMissing() {
        MachineRun run = MachineRun.ofWords(Rules.DEFAULTS, "a:1 b:1").keptInUse(true);
        assertThat(run.isKeptInUse()).isFalse();
        run.after(MINUTE).answeredWith("b:1");
        assertThat(run.isKeptInUse()).isTrue();
        assertThat(run.keptInUse(false).isKeptInUse()).isFalse();
        assertThat(run.keptInUse(true).after(GRACE).isKeptInUse()).isFalse();
    }

    @Test
    void theOldestGoFirst_whereMoreAreMissingThanAreKept() {
        MachineRun run =
                MachineRun.ofWords(Rules.DEFAULTS, "a:1 b:1 c:1 d:1 e:1").after(MINUTE);
        assertThat(run.answeredWith("e:1").value()).isEqualTo("e:1 | b:1 c:1 d:1");
    }

    @Test
    void aFailure_neitherEndsNorProlongsTheGrace() {
        MachineRun run = withoutA().failing();
        assertThat(run.after(GRACE.minus(ONE_NANO)).value()).isEqualTo("b:1 | a:1");
        assertThat(run.after(ONE_NANO).value()).isEqualTo("b:1");
    }

    @Test
    void theEndOfTheGrace_isAnAlarmAndAChange() {
        MachineRun run = withoutA();
        int generation = run.generation();
        run.after(GRACE.minusSeconds(1));
        run.alarm(false); // puts off the confirmation
        assertThat(run.untilAlarm()).isEqualTo(Duration.ofSeconds(1));
        run.after(Duration.ofSeconds(1));
        assertThat(run.generation()).isEqualTo(generation + 1);
    }

    @Test
    void anAbsence_isConfirmedEachFifteenSecondsWhileThePartIsUsed() {
        MachineRun run = withoutA().keptInUse(true);
        for (int time = 0; time < 5; time++) {
            assertThat(run.untilAlarm()).isEqualTo(Duration.ofSeconds(15));
            run.after(Duration.ofSeconds(15).minus(ONE_NANO)).alarm(true);
            assertThat(run.startedFetch()).isFalse();
            run.after(ONE_NANO).alarm(true);
            assertThat(run.startedFetch()).isTrue();
            run.lands(run.value(), AN_HOUR);
        }
    }

    @Test
    void anAbsence_isNotConfirmedWhileNobodyUsesThePart() {
        MachineRun run = withoutA().keptInUse(false).after(Duration.ofSeconds(15));
        run.alarm(true);
        assertThat(run.startedFetch()).isFalse();
        assertThat(run.untilAlarm()).isEqualTo(Duration.ofSeconds(15));
        run.keptInUse(true).after(Duration.ofSeconds(15)).alarm(true);
        assertThat(run.startedFetch()).isTrue();
    }

    @Test
    void anAbsence_isNotConfirmedWhileTheSourceIsHeldBack() {
        MachineRun run = withoutA().keptInUse(true).failing().after(Duration.ofSeconds(15));
        run.alarm(true);
        assertThat(run.startedFetch()).isFalse();
    }

    @Test
    void aNameThatTwoAnswersLack_isKnownAsGoneUntilTheNextRefresh() {
        MachineRun run = withoutA().after(MINUTE).answeredWith("b:1").after(Duration.ofMinutes(4));
        assertThat(run.unknown("a")).isInstanceOf(Absent.class);
        assertThat(run.startedFetch()).isFalse();
        Duration refresh = MachineRun.at(run.unknown("a"), run);
        run.after(refresh.minus(ONE_NANO)).unknown("a");
        assertThat(run.startedFetch()).isFalse();
        run.after(ONE_NANO).unknown("a");
        assertThat(run.startedFetch()).isTrue();
    }

    @Test
    void aNameThatOneAnswerLacks_costsOneFetch() {
        MachineRun run = withoutA().after(GRACE);
        run.unknown("a");
        assertThat(run.startedFetch()).isTrue();
        run.lands(run.value(), AN_HOUR);
        run.after(MINUTE).unknown("a");
        assertThat(run.startedFetch()).isFalse();
    }

    @Test
    void aNameThatIsGone_staysGoneThroughAnswersThatLackItAndIsThereWithOneThatHasIt() {
        MachineRun run = withoutA().after(MINUTE).answeredWith("b:1").after(Duration.ofMinutes(4));
        for (int rotation = 2; rotation < 8; rotation++) {
            run.after(Duration.ofSeconds(7)).answeredWith("b:" + rotation);
            assertThat(run.unknown("a")).isInstanceOf(Absent.class);
        }
        run.after(ONE_NANO).answeredWith("a:1 b:9");
        assertThat(run.need()).isInstanceOf(Serve.class);
        assertThat(run.value()).startsWith("a:1 b:9");
    }

    @Test
    void withoutGrace_nothingIsKnownAsGone() {
        MachineRun run = strict().after(MINUTE);
        run.unknown("a");
        assertThat(run.startedFetch()).isTrue();
    }

    @Test
    void aNameWithAnotherPart_isNotGone() {
        MachineRun run = MachineRun.ofWords(Rules.DEFAULTS, "a:1").after(MINUTE).answeredWith("a:2");
        run.after(MINUTE).answeredWith("a:2").after(Duration.ofMinutes(4)).answeredWith("b:1");
        assertThat(run.value()).isEqualTo("b:1 | a:2");
    }
}
