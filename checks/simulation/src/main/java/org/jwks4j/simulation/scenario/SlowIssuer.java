package org.jwks4j.simulation.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jwks4j.simulation.plot.Axis;
import org.jwks4j.simulation.plot.Figure;
import org.jwks4j.simulation.plot.Panel;
import org.jwks4j.simulation.plot.Series;
import org.jwks4j.simulation.plot.Series.Colour;
import org.jwks4j.simulation.plot.Series.Form;
import org.jwks4j.simulation.plot.Series.Point;
import org.jwks4j.simulation.world.Weather;

/** An issuer whose answers take their time. */
final class SlowIssuer implements Scenario {
    private static final long COLD_OVER = 30 * Span.SECOND;
    private static final long ROTATION = 12 * Span.MINUTE;
    private static final long QUIET = 14 * Span.MINUTE;
    private static final long BACK = 44 * Span.MINUTE;
    private static final long OVER = BACK + 6 * Span.MINUTE;
    private static final long MAX_WAIT = Span.SECOND;

    @Override
    public Chapter play() {
        Chapter chapter = new Chapter("A slow issuer", """
                One node with 20 callers a second, and an issuer that says `max-age=600` and takes 700 ms for each answer; then the
                same with 3 s. Callers notice when the node starts cold, where metadata and keys are fetched one after the other;
                when the issuer rotates after twelve minutes and signs at once with a key that the node has to fetch; and after
                half an hour in which no one asks, so that the keys are past their freshness: then for 1 s at most.""");
        chapter.inShort("callers wait for it when cold and in a rotation published at once, and never for a refresh");
        Stage quick = played(700);
        Stage slow = played(3_000);
        describe(chapter, "700 ms", quick);
        describe(chapter, "3 s", slow);
        return chapter.figure(figure(quick, slow), """
                Each dot is the longest wait of a second's callers. Between these three times no one waits: refreshes, of which there
                is one at about the eighth minute, are no one's business.""");
    }

    private static Stage played(long millis) {
        Stage stage = new Stage(4, 1, Duration.ofMinutes(10), true);
        stage.world.weather(stage.issuer, Weather.usual(Duration.ofMillis(millis), Duration.ofMillis(millis + 10)));
        stage.callers(20, 0, QUIET);
        stage.rotateAtOnce(ROTATION);
        stage.callers(20, BACK, OVER);
        stage.world.runUntil(OVER + Span.MINUTE);
        return stage;
    }

    private static void describe(Chapter chapter, String pace, Stage stage) {
        Tally cold = row(chapter, pace + ": cold", stage, 0, COLD_OVER);
        Tally refresh = row(chapter, pace + ": refresh", stage, COLD_OVER, ROTATION);
        Tally rotation = row(chapter, pace + ": rotation", stage, ROTATION, QUIET);
        Tally back = row(chapter, pace + ": after a pause", stage, BACK, OVER);
        long roundTrip = pace.equals("3 s") ? 3_010 * Span.MILLI : 710 * Span.MILLI;
        chapter.promise(Promise.within(pace + ": longest wait, cold: two round trips", 2 * roundTrip, cold.longest()))
                .promise(Promise.within(pace + ": longest wait while keys are refreshed", 0, refresh.longest()))
                .promise(Promise.within(
                        pace + ": longest wait after a rotation: one round trip", roundTrip, rotation.longest()))
                .promise(Promise.within(
                        pace + ": longest wait after a pause", Math.min(MAX_WAIT, roundTrip), back.longest()))
                .promise(Promise.none(
                        pace + ": refused", stage.watch.legitimate(0, OVER).refused()))
                .promise(Promise.none(pace + ": callers never told", stage.watch.waiting()));
    }

    private static Tally row(Chapter chapter, String label, Stage stage, long from, long to) {
        Tally tally = stage.watch.legitimate(from, to);
        chapter.row(label, tally, stage.watch.requests(from, to));
        return tally;
    }

    private static Figure figure(Stage quick, Stage slow) {
        Panel panel = new Panel(
                        "How long callers waited",
                        new Axis("minutes since the start", 0, 50, 5),
                        Axis.upTo(6, "seconds, longest of each second"))
                .band(QUIET / (double) Span.MINUTE, BACK / (double) Span.MINUTE, "no one asks")
                .mark(ROTATION / (double) Span.MINUTE, "rotation")
                .with(new Series("answers take 3 s", Colour.ORANGE, Form.DOTS, longestWaits(slow)))
                .with(new Series("answers take 700 ms", Colour.BLUE, Form.DOTS, longestWaits(quick)));
        return new Figure("slow-issuer.svg", "When callers notice that an issuer is slow", panel);
    }

    /** The longest wait of each second's callers; where no one waits, of every tenth second. */
    private static List<Point> longestWaits(Stage stage) {
        TreeMap<Long, Long> longest = new TreeMap<>();
        stage.watch
                .answers(Answer::isLegitimate)
                .forEach(answer -> longest.merge(answer.arrivedAt() / Span.SECOND, answer.waited(), Math::max));
        List<Point> points = new ArrayList<>();
        longest.forEach((second, wait) -> {
            if (wait > 0 || second % 10 == 0) {
                points.add(new Point(second / 60.0, wait / (double) Span.SECOND));
            }
        });
        return points;
    }
}
