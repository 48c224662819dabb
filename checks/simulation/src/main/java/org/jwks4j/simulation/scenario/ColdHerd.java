package org.jwks4j.simulation.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jwks4j.simulation.plot.Axis;
import org.jwks4j.simulation.plot.Figure;
import org.jwks4j.simulation.plot.Panel;
import org.jwks4j.simulation.plot.Series;
import org.jwks4j.simulation.plot.Series.Colour;
import org.jwks4j.simulation.plot.Series.Form;
import org.jwks4j.simulation.plot.Series.Point;
import org.jwks4j.simulation.world.Exchange;
import org.jwks4j.simulation.world.Weather;
import org.jwks4j.simulation.world.Weather.Trouble;

/** Many callers at once at a node that has no keys yet, of an issuer that answers, and of one that does not. */
final class ColdHerd implements Scenario {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMillis(110);
    private static final long ROUND_TRIP = LONGEST.toNanos();
    private static final long WELL = 20 * Span.SECOND;
    private static final long COME_BACK = WELL + 30 * Span.SECOND + 2 * ROUND_TRIP;
    private static final long OVER = 70 * Span.SECOND;

    @Override
    public Chapter play() {
        Stage well = started(1_000, false);
        well.world.runUntil(OVER);
        Stage busy = started(200, true);
        busy.callers(20, Span.MILLI, OVER);
        busy.world.runUntil(OVER + Span.MINUTE);
        Stage alone = started(200, true);
        alone.callers(20, COME_BACK, OVER);
        alone.world.runUntil(OVER + Span.MINUTE);
        return promises(chapter(busy), well, busy, alone).figure(figure(well, busy), """
                        Above, all thousand wait for the same two requests. Below, callers at an issuer that is down are refused
                        without waiting, and each stem is a request: the pauses between them grow, with a jitter, and the first
                        request that is answered ends the refusals.""");
    }

    private static Stage started(int herd, boolean unavailable) {
        Stage stage = new Stage(5, 1, Duration.ofMinutes(10), true);
        Weather calm = Weather.usual(SHORTEST, LONGEST);
        stage.weather(0, unavailable ? Weather.usual(SHORTEST, LONGEST, Trouble.UNAVAILABLE) : calm);
        stage.weather(WELL, calm);
        stage.at(1, () -> {
            for (int caller = 0; caller < herd; caller++) {
                stage.call(stage.nodes.get(0), stage.signer.newest());
            }
        });
        return stage;
    }

    private static Chapter chapter(Stage busy) {
        return new Chapter("A herd at a cold node", """
                A thousand callers in one instant at a node that has just started; the issuer answers after 100 to 110 ms. Then
                200 callers at a node whose issuer answers 503 for the first 20 s, and 20 more a second from then on: service
                resumed %s after the issuer did. Last the same 200, after whom no one calls until 50 s, by when the node has to
                have its keys though no one asked.""".formatted(Words.span(firstServed(busy) - WELL)));
    }

    private static Chapter promises(Chapter chapter, Stage well, Stage busy, Stage alone) {
        Tally herd = herd(well);
        Tally refused = herd(busy);
        Tally back = alone.watch.legitimate(COME_BACK, OVER);
        Requests forTheHerd = busy.watch.requests(0, ROUND_TRIP);
        return chapter.inShort(
                        "1,000 callers cost 2 requests; 200 at an issuer that says 503 cost %s, and all are told within %s"
                                .formatted(forTheHerd.all(), Words.span(refused.longest())))
                .row("1,000, issuer is well", herd, well.watch.requests(0, Span.SECOND))
                .row("200, issuer says 503", refused, forTheHerd)
                .row("20 a second, 503 for 20 s", busy.watch.legitimate(Span.MILLI, WELL), busy.watch.requests(0, WELL))
                .row("20 a second, it is well", busy.watch.legitimate(WELL, OVER), busy.watch.requests(WELL, OVER))
                .row("who come back at 50 s", back, alone.watch.requests(0, OVER))
                .promise(Promise.exactly(
                        "requests for a thousand",
                        2,
                        well.watch.requests(0, Span.SECOND).all()))
                .promise(Promise.none("of them refused", herd.refused()))
                .promise(Promise.within("their longest wait: two round trips", 2 * ROUND_TRIP, herd.longest()))
                .promise(Promise.atMost("requests for 200 whose issuer says 503", 2, forTheHerd.all()))
                .promise(Promise.within("all of them are told", 2 * ROUND_TRIP, refused.longest()))
                .promise(Promise.within(
                        "service resumes after the issuer: the longest backoff, 30 s, and two round trips",
                        30 * Span.SECOND + 2 * ROUND_TRIP,
                        firstServed(busy) - WELL))
                .promise(Promise.none("refused who come back at 50 s", back.refused()))
                .promise(Promise.within("their longest wait", 0, back.longest()))
                .promise(Promise.none(
                        "callers never told",
                        (long) well.watch.waiting() + busy.watch.waiting() + alone.watch.waiting()));
    }

    private static Tally herd(Stage stage) {
        return stage.watch.legitimate(0, Span.MILLI);
    }

    private static long firstServed(Stage stage) {
        return stage.watch
                .answers(Answer::served)
                .mapToLong(Answer::answeredAt)
                .min()
                .orElseThrow();
    }

    private static Figure figure(Stage well, Stage busy) {
        Panel above = new Panel(
                        "A thousand cold callers",
                        new Axis("milliseconds since they came", 0, 300, 50),
                        new Axis("callers who wait", 0, 1_000, 200))
                .with(new Series("waiting", Colour.BLUE, Form.STEPS, waiting(well)));
        for (Exchange request : well.watch.requests(0, Span.SECOND).sent()) {
            above.mark(request.sentAt() / (double) Span.MILLI, request.isMetadata() ? "metadata" : "keys");
        }
        Panel below = new Panel(
                        "An issuer that answers 503 for 20 s",
                        new Axis("seconds", 0, 70, 10),
                        Axis.upTo(250, "callers per s"))
                .band(0, WELL / (double) Span.SECOND, "503")
                .with(new Series("served", Colour.BLUE, Form.STEPS, perSecond(busy, true)))
                .with(new Series("refused with 503", Colour.RED, Form.STEPS, perSecond(busy, false)))
                .with(new Series("a request", Colour.GREY, Form.STEMS, requests(busy)));
        return new Figure(
                "herd.svg",
                "Many callers at a cold node, of an issuer that answers and of one that does not",
                above,
                below);
    }

    private static List<Point> waiting(Stage stage) {
        List<Point> points = new ArrayList<>();
        List<Long> waits = herd(stage).waits();
        points.add(new Point(0, waits.size()));
        for (int told = 1; told <= waits.size(); told++) {
            if (told == waits.size() || !waits.get(told).equals(waits.get(told - 1))) {
                points.add(new Point(waits.get(told - 1) / (double) Span.MILLI, waits.size() - told));
            }
        }
        points.add(new Point(300, 0));
        return points;
    }

    private static List<Point> perSecond(Stage stage, boolean served) {
        int[] counts = new int[(int) (OVER / Span.SECOND)];
        stage.watch
                .answers(answer -> answer.served() == served)
                .forEach(answer -> counts[(int) (answer.arrivedAt() / Span.SECOND)]++);
        return Steps.of(counts, 1);
    }

    private static List<Point> requests(Stage stage) {
        return stage.watch.requests(0, OVER).sent().stream()
                .map(request -> new Point(request.sentAt() / (double) Span.SECOND, 50))
                .toList();
    }
}
