package org.jwks4j.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.jwks4j.net.Environment;

/** A hundred thousand sources of which nothing special is known share what says so. */
final class SharedStateTest {
    private static final UnknownNames NONE = UnknownNames.none(Rules.DEFAULTS);

    @Test
    void sourcesOfTheSameBudget_beginWithTheSame() {
        assertThat(UnknownNames.none(Rules.DEFAULTS)).isSameAs(NONE);
    }

    @Test
    void fetchAndAnswer_leaveItAlone() {
        assertThat(NONE.withFetchAt(Environment.NEVER)).isSameAs(NONE);
        assertThat(NONE.after(1, 2, name -> true)).isSameAs(NONE);
        assertThat(NONE.with(RemovedNames.NONE)).isSameAs(NONE);
    }

    @Test
    void namesThatCame_leaveNothingBehind() {
        UnknownNames asked = NONE.asking("kid x", 1);
        UnknownNames after = asked.after(2, 3, name -> true);

        assertThat(asked.asked()).containsKey("kid x");
        assertThat(after).isEqualTo(NONE);
        assertThat(after.asked()).isSameAs(NONE.asked());
        assertThat(NONE.told("kid y", 1).after(2, 3, name -> true).absent()).isSameAs(AbsentNames.NONE);
    }
}
