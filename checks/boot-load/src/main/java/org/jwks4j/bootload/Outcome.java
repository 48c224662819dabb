package org.jwks4j.bootload;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import org.jwks4j.simulation.plot.Series;

/**
 * One contestant's figures.
 *
 * @param began second since 1970
 * @param requestsBySecond at its issuer
 */
record Outcome(String name, long began, Answers answers, int requests, Map<Long, Integer> requestsBySecond) {
    String row() {
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %,d | %s | %.1f ms | %.0f ms | %.0f ms | %,d |%n",
                name,
                answers.total(),
                answers.refused(),
                refusals(),
                answers.milliseconds(50),
                answers.milliseconds(99),
                answers.milliseconds(99.9),
                requests);
    }

    private String refusals() {
        List<String> words = new ArrayList<>();
        answers.byStatus().forEach((status, count) -> {
            if (status != 200) {
                words.add(status + ": " + count);
            }
        });
        if (answers.errors() > 0) {
            words.add("no answer: " + answers.errors());
        }
        return words.isEmpty() ? "–" : String.join(", ", words);
    }

    Series bySecond(Series.Colour colour, IntFunction<Long> value) {
        List<Series.Point> points = new ArrayList<>();
        for (int second = 0; second < Timeline.SECONDS; second++) {
            points.add(new Series.Point(second, (double) value.apply(second)));
        }
        return new Series(name, colour, Series.Form.LINE, points);
    }

    /** In a second since the load began. */
    long refusedIn(int second) {
        return answers.refusedIn(began + second);
    }

    long requestsIn(int second) {
        return requestsBySecond.getOrDefault(began + second, 0);
    }
}
