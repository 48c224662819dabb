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
import org.jwks4j.simulation.scenario.Answer.Kind;
import org.jwks4j.simulation.world.Exchange;
import org.jwks4j.simulation.world.Node;

/** Someone invents key IDs, ten thousand in five seconds, and in the middle of it the issuer rotates. */
final class Flood implements Scenario {
    private static final int INVENTED = 10_000;
    private static final long BEGIN = Span.MINUTE;
    private static final long END = BEGIN + 5 * Span.SECOND;
    private static final long ROTATION = BEGIN + 2_500 * Span.MILLI;
    private static final long TRICKLE_END = END + 24 * Span.SECOND;
    private static final long SLOT = 2 * Span.SECOND;
    private static final long OVER = 2 * Span.MINUTE;
    private static final long SHOWN_FROM = BEGIN - 5 * Span.SECOND;
    private static final long SHOWN_TO = TRICKLE_END + 6 * Span.SECOND;

    private final Stage stage = new Stage(3, 1, Duration.ofMinutes(10), true);

    @Override
    public Chapter play() {
        Node node = stage.nodes.get(0);
        stage.callers(100, 0, OVER);
        for (int number = 0; number < INVENTED; number++) {
            String keyId = Watch.INVENTED + number;
            stage.at(BEGIN + number * (END - BEGIN) / INVENTED, () -> stage.call(node, keyId));
        }
        stage.rotateAtOnce(ROTATION);
        int[] more = {INVENTED};
        stage.callers(node, 20, END, TRICKLE_END, () -> Watch.INVENTED + more[0]++);
        stage.world.runUntil(OVER + Span.MINUTE);
        return promised(chapter()).figure(figure(), """
                        Above, each step is a request: two at once, then one per slot of 2 s, however many ask. Below, callers with the
                        new key are refused from the rotation until the next slot, and never again.""");
    }

    private Chapter chapter() {
        Tally rotated = stage.watch.tally(answer -> answer.isLegitimate() && during(answer) && isNew(answer));
        Tally bogus = bogus();
        Tally trickle = stage.watch.tally(answer -> answer.kind() == Kind.BOGUS && answer.arrivedAt() >= END);
        long waited = bogus.waits().stream().filter(wait -> wait > 0).count();
        Requests inFlood = stage.watch.requests(BEGIN, END);
        return new Chapter("A flood of invented key IDs", """
                        One node that is warm, 100 legitimate callers a second. Somebody sends 10,000 tokens in 5 s, each with a
                        key ID of its own that does not exist, and goes on with 20 a second for 24 s more. 2.5 s into the flood the
                        issuer rotates and signs with the new key in the same instant; half of the legitimate callers come with it
                        at once. Of the 10,000 bogus callers %s were told 401 without any wait, and %s waited for one of the
                        fetches, %s ms at most.""".formatted(
                        Words.count(bogus.callers() - waited), Words.count(waited), Words.millis(bogus.longest())))
                .inShort("10,000 callers, %s requests; a rotation in the midst is honoured after %s"
                        .formatted(inFlood.all(), Words.span(honouredAfter())))
                .row("legitimate, known key", known(), stage.watch.requests(BEGIN, TRICKLE_END))
                .row("legitimate, new key", rotated, stage.watch.requests(BEGIN, TRICKLE_END))
                .row("bogus, in the flood", bogus, inFlood)
                .row("bogus, afterwards", trickle, stage.watch.requests(END, TRICKLE_END));
    }

    private Chapter promised(Chapter chapter) {
        Tally known = known();
        Tally bogus = bogus();
        Requests inFlood = stage.watch.requests(BEGIN, END);
        Requests after = stage.watch.requests(END, TRICKLE_END);
        return chapter.promise(Promise.atMost("requests during the flood", 5, inFlood.all()))
                .promise(Promise.atMost(
                        "requests in the 24 s after it: one per slot of 2 s", (TRICKLE_END - END) / SLOT, after.all()))
                .promise(Promise.within("longest wait of a legitimate caller whose key is known", 0, known.longest()))
                .promise(Promise.none("legitimate callers refused whose key is known", known.refused()))
                .promise(Promise.within(
                        "the new key is served, after the rotation", SLOT + Stage.LONGEST_ROUND_TRIP, honouredAfter()))
                .promise(Promise.none(
                        "legitimate callers refused later than 2 s + one round trip after the rotation",
                        stage.watch
                                .legitimate(ROTATION + SLOT + Stage.LONGEST_ROUND_TRIP, OVER)
                                .refused()))
                .promise(Promise.within(
                        "longest wait of a bogus caller: one round trip", Stage.LONGEST_ROUND_TRIP, bogus.longest()))
                .promise(Promise.none("callers never told", stage.watch.waiting()));
    }

    private Tally known() {
        return stage.watch.tally(answer -> answer.isLegitimate() && during(answer) && !isNew(answer));
    }

    private Tally bogus() {
        return stage.watch.tally(answer -> answer.kind() == Kind.BOGUS && answer.arrivedAt() < END);
    }

    private static boolean during(Answer answer) {
        return answer.arrivedIn(BEGIN, TRICKLE_END);
    }

    private boolean isNew(Answer answer) {
        return answer.keyId().equals(stage.signer.newest());
    }

    private long honouredAfter() {
        return stage.watch
                        .answers(answer -> isNew(answer) && answer.served())
                        .mapToLong(Answer::answeredAt)
                        .min()
                        .orElseThrow()
                - ROTATION;
    }

    private Figure figure() {
        Axis seconds = new Axis("seconds since the flood began", -5, 35, 5);
        Panel above = marked(new Panel("Requests to the issuer", seconds, Axis.upTo(20, "requests so far")))
                .with(new Series("for the keys", Colour.BLUE, Form.STEPS, requestsSoFar()));
        Panel below = marked(new Panel("Legitimate callers", seconds, new Axis("callers per 0.25 s", 0, 50, 10)))
                .with(series("served", Colour.BLUE, true))
                .with(series("refused with 401", Colour.RED, false));
        return new Figure(
                "flood.svg", "Requests and legitimate callers during a flood of invented key IDs", above, below);
    }

    private List<Point> requestsSoFar() {
        List<Point> points = new ArrayList<>();
        points.add(new Point(-5, 0));
        for (Exchange exchange : stage.watch.requests(BEGIN, SHOWN_TO).sent()) {
            points.add(new Point((exchange.sentAt() - BEGIN) / (double) Span.SECOND, points.size()));
        }
        points.add(new Point(35, points.size() - 1));
        return points;
    }

    private static Panel marked(Panel panel) {
        return panel.band(0, 5, "2,000 invented a second")
                .band(5, 29, "20 invented a second")
                .mark(2.5, "rotation");
    }

    private Series series(String name, Colour colour, boolean served) {
        long stretch = Span.SECOND / 4;
        int[] counts = new int[(int) ((SHOWN_TO - SHOWN_FROM) / stretch)];
        stage.watch
                .answers(answer -> answer.isLegitimate() && answer.served() == served)
                .filter(answer -> answer.arrivedIn(SHOWN_FROM, SHOWN_TO))
                .forEach(answer -> counts[(int) ((answer.arrivedAt() - SHOWN_FROM) / stretch)]++);
        List<Point> points = Steps.of(counts, 0.25).stream()
                .map(point -> new Point(point.x() - 5, point.y()))
                .toList();
        return new Series(name, colour, Form.STEPS, points);
    }
}
