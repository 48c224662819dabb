package org.jwks4j.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.jwks4j.net.Environment;
import org.jwks4j.refresh.Miss.Absent;

/** Names that were in the value: which of them are known as removed, so that asking for one costs nothing. */
class RemovedNamesTest {
    private static final Duration ONE_NANO = Duration.ofNanos(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void theOldestOfTooMany_isKnownAsGoneOnceASecondAnswerLacksIt() {
        MachineRun run = MachineRun.ofWords(Rules.DEFAULTS, "a:1 b:1 c:1 d:1 e:1")
                .after(MINUTE)
                .answeredWith("e:1")
                .after(MINUTE)
                .answeredWith("e:1")
                .after(ONE_NANO);
        assertThat(run.value()).isEqualTo("e:1 | b:1 c:1 d:1");
        assertIsGone(run, "a");
    }

    @Test
    void aPartThatNoAnswerHadForAnHour_isKnownAsGoneOnceASecondAnswerLacksIt() {
        MachineRun run = MachineRun.ofWords(Rules.DEFAULTS, "a:1 b:1")
                .after(Duration.ofHours(1))
                .answeredWith("b:1");
        assertThat(run.state().unknown().removed().has("a"))
                .as("after one answer")
                .isFalse();
        assertIsGone(run.after(MINUTE).answeredWith("b:1").after(ONE_NANO), "a");
    }

    private static void assertIsGone(MachineRun run, String name) {
        assertThat(run.unknown(name)).isInstanceOf(Absent.class);
        assertThat(run.startedFetch()).isFalse();
    }

    @Test
    void withoutGrace_aNameThatTwoAnswersLack_isNotKnownAsGone() {
        MachineRun run = MachineRun.ofWords(Rules.STRICT, "a:1 b:1")
                .after(MINUTE)
                .answeredWith("b:1")
                .after(MINUTE)
                .answeredWith("b:1")
                .after(ONE_NANO);
        run.unknown("a");
        assertThat(run.startedFetch()).isTrue();
    }

    @Test
    void aNameThatAnotherPartHas_isNotGone() {
        MachineRun run = twice("a:1 b:1", "a:2 b:1");
        assertThat(run.value()).isEqualTo("a:2 b:1");
        run.unknown("a");
        assertThat(run.startedFetch()).isTrue();
    }

    @Test
    void aPartWithoutAName_leavesNoneBehind() {
        MachineRun run = twice(":1 b:1", "b:1");
        assertThat(run.value()).isEqualTo("b:1");
        assertThat(run.state().names()).isEmpty();
    }

    @Test
    void aNameThatMayBeElsewhere_isAskedFor_thoughTwoAnswersLackIt() {
        MachineRun run = twice("a:1 b:1", "b:1");
        assertIsGone(run, "a");

        run.after(MINUTE).fetching();
        Flight flight = run.flight();
        StatedFreshness anHour = new StatedFreshness(Optional.of(Duration.ofHours(1)), false);
        run.lands(flight, new Fetched<>("b:1", flight.startedAt(), true, null, true, Duration.ZERO, false, anHour));
        run.after(ONE_NANO).unknown("a");
        assertThat(run.startedFetch()).isTrue();
    }

    /** After the grace for what the first answer has and the two others lack. */
    private static MachineRun twice(String first, String others) {
        MachineRun run = MachineRun.ofWords(Rules.DEFAULTS, first).after(MINUTE).answeredWith(others);
        assertThat(run.value()).isNotEqualTo(others);
        return run.after(MINUTE).answeredWith(others).after(Duration.ofMinutes(4));
    }

    @Test
    void anotherAnswerThatLacksIt_confirmsAnAbsenceLikeTheSameOne() {
        MachineRun run = MachineRun.ofWords(Rules.DEFAULTS, "a:1 b:1")
                .after(MINUTE)
                .answeredWith("b:1")
                .after(MINUTE)
                .answeredWith("b:1 c:1")
                .after(Duration.ofMinutes(4));
        assertThat(run.value()).isEqualTo("b:1 c:1");
        assertIsGone(run, "a");
    }

    @Test
    void oneMoreAnswer_confirmsWhatItLacksAndForgetsWhatItHas() {
        RemovedNames removed = RemovedNames.NONE.plus(Map.of("a", false)).plus(Map.of("b", true));
        assertThat(removed.has("a")).isFalse();
        assertThat(removed.has("b")).isTrue();
        assertThat(removed.after("b"::equals).confirmed()).isEqualTo(Map.of("a", true));
    }

    @Test
    void theNewestTwoHundredAndFiftySixNames_areRemembered() {
        RemovedNames removed = RemovedNames.NONE;
        for (int i = 0; i < 256; i++) {
            removed = removed.plus(Map.of("name " + i, true));
        }
        assertThat(removed.confirmed()).hasSize(256);
        RemovedNames more =
                removed.plus(Map.of("name 0", true)).plus(Map.of("name 256", true)); // the first went once more
        assertThat(more.confirmed())
                .hasSize(256)
                .containsKeys("name 0", "name 2", "name 256")
                .doesNotContainKey("name 1");
    }

    @Test
    void whatIsMissingAndWhatIsGone_areNotForOthersToChange() {
        RemovedNames removed = RemovedNames.NONE.plus(Map.of("a", false));
        assertThatThrownBy(() -> removed.confirmed().clear()).isInstanceOf(UnsupportedOperationException.class);
        MachineRun run =
                MachineRun.ofWords(Rules.DEFAULTS, "a:1 b:1").after(MINUTE).answeredWith("b:1");
        assertThatThrownBy(() -> run.state().missing().kept().clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void onceNothingIsMissing_nothingIsConfirmed() {
        MachineRun run =
                MachineRun.ofWords(Rules.DEFAULTS, "a:1 b:1").after(MINUTE).answeredWith("b:1");
        assertThat(run.state().missing().confirmAt())
                .isEqualTo(MINUTE.plusSeconds(15).toNanos());
        run.after(MINUTE).answeredWith("a:1 b:1");
        assertThat(run.state().missing().confirmAt()).isEqualTo(Environment.NEVER);
    }

    @Test
    void whatIsRemembered_isWhatIsAbsentWhatIsGoneAndWhatWasAskedFor() {
        MachineRun run = twice("a:1 b:1", "b:1");
        run.unknown("x");
        run.lands(run.value());
        run.after(ONE_NANO).unknown("y");
        assertThat(run.state().names()).containsExactly("x", "a", "y");
    }
}
