package org.jwks4j.bootload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is made of the lines that wrk's script writes. */
final class OutcomeTest {
    private static final Answers ANSWERS = Answers.of(List.of(
            "Running 150s test @ http://127.0.0.1:1/orders",
            "answers 1000 200 40",
            "answers 1001 200 30",
            "answers 1001 401 7",
            "answers 1001 503 2",
            "latency 50 1500",
            "latency 99 9000",
            "latency 99.9 30000",
            "errors 1"));

    @Test
    void whateverIsNo200_isRefused_alsoWhatWasNotAnswered() {
        assertThat(ANSWERS.total()).isEqualTo(80);
        assertThat(ANSWERS.refused()).isEqualTo(10);
        assertThat(ANSWERS.refusedIn(1000)).isZero();
        assertThat(ANSWERS.refusedIn(1001)).isEqualTo(9);
    }

    @Test
    void theRow_hasEachFigure() {
        assertThat(new Outcome("ours", 1000, ANSWERS, 3, Map.of()).row())
                .isEqualTo("| ours | 80 | 10 | 401: 7, 503: 2, no answer: 1 | 1.5 ms | 9 ms | 30 ms | 3 |\n");
    }

    @Test
    void aSection_takesThePlaceOfTheOneWithItsHeading() {
        String page = "# Page\n\n## A\n\nold\n\n## B\n\nleft\n";

        assertThat(Page.with(page, "## A\n\nnew\n")).isEqualTo("# Page\n\n## A\n\nnew\n\n## B\n\nleft\n");
        assertThat(Page.with(page, "## B\n\nnew\n")).isEqualTo("# Page\n\n## A\n\nold\n\n## B\n\nnew\n");
    }

    @Test
    void thePicture_hasBoth() {
        Outcome ours = new Outcome("ours", 1000, ANSWERS, 3, Map.of(1000L, 2, 1001L, 1));
        Outcome plain = new Outcome("plain", 1000, ANSWERS, 3, Map.of());

        String picture = new Comparison(new Issuers.Title("an issuer", "", "a.svg"), plain, ours, 350)
                .figure()
                .svg();

        assertThat(picture).contains("ours", "plain", "rotation", "flood");
    }
}
