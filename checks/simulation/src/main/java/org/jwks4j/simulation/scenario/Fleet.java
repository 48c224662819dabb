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

/** Two hundred nodes that start together, and whether they ask together ever after. */
final class Fleet implements Scenario {
    private static final int NODES = 200;
    private static final long OVER = 210 * Span.MINUTE;
    private static final long STARTED = Span.MINUTE;
    private static final long STRETCH = 10 * Span.SECOND;

    @Override
    public Chapter play() {
        Stage conditional = played(true);
        Stage whole = played(false);
        return promised(chapter(conditional, whole), conditional).figure(figure(conditional), """
                        Above, all requests after the start: the combs of the first rounds flatten to a steady murmur. Below, when
                        the nodes ask in the first, the fifth and the twentieth round, counted from the first of them.""");
    }

    private static Chapter chapter(Stage conditional, Stage whole) {
        Requests later = conditional.watch.requests(STARTED, OVER);
        Tally all = conditional.watch.legitimate(STARTED, OVER);
        return new Chapter("A fleet that starts together", """
                        200 nodes start in the same instant, each with a first caller at once and one a minute from then on; the
                        issuer says `max-age=600`. A node asks anew after 7 to 9 minutes, as chance has it, so that refreshes drift
                        apart: those of the first round lie within %s s, of the fifth within %s s, of the twentieth within %s s. In
                        the worst second after the start the issuer gets %s requests; without that jitter it would get 200 in the
                        same second each time. The issuer sends ETags, so that a refresh costs it a 304 without a body, %s KB in
                        three and a half hours; the same fleet at an issuer without them is sent %s KB, with a set of one key.""".formatted(
                                spread(conditional, 1),
                                spread(conditional, 5),
                                spread(conditional, 20),
                                later.worstWithin(Span.SECOND),
                                kilobytes(conditional),
                                kilobytes(whole)))
                .inShort("200 nodes, and %s requests in the worst second after the start"
                        .formatted(later.worstWithin(Span.SECOND)))
                .row(
                        "the first minute",
                        conditional.watch.legitimate(0, STARTED),
                        conditional.watch.requests(0, STARTED))
                .row("3½ hours", all, later)
                .row("3½ hours, no ETags", whole.watch.legitimate(STARTED, OVER), whole.watch.requests(STARTED, OVER));
    }

    private static Chapter promised(Chapter chapter, Stage conditional) {
        Requests later = conditional.watch.requests(STARTED, OVER);
        Tally all = conditional.watch.legitimate(STARTED, OVER);
        return chapter.promise(Promise.exactly(
                        "requests at the start: metadata and keys for each node",
                        2 * NODES,
                        conditional.watch.requests(0, STARTED).all()))
                .promise(Promise.atMost(
                        "requests in the worst second after it: a twentieth of the fleet",
                        NODES / 20,
                        later.worstWithin(Span.SECOND)))
                .promise(Promise.none(
                        "refreshes that were sent a body though nothing had changed",
                        later.jwks() - (long) later.unchanged()))
                .promise(Promise.none("refused", all.refused()))
                .promise(Promise.within("longest wait after the start", 0, all.longest()))
                .promise(Promise.none("callers never told", conditional.watch.waiting()));
    }

    private static Stage played(boolean etags) {
        Stage stage = new Stage(6, NODES, Duration.ofMinutes(10), etags);
        stage.at(1, () -> stage.nodes.forEach(node -> stage.call(node, stage.signer.newest())));
        stage.callers(1 / 60.0, Span.SECOND, OVER);
        stage.world.runUntil(OVER);
        return stage;
    }

    private static String kilobytes(Stage stage) {
        return Words.count(stage.watch.requests(STARTED, OVER).bodyBytes() / 1000);
    }

    /** When each node refreshed its keys for the n-th time, the earliest first; the zeroth is its start. */
    private static List<Long> round(Stage stage, int number) {
        return stage.nodes.stream()
                .map(node -> stage.watch
                        .requests(request -> request.node() == node && !request.isMetadata())
                        .sent()
                        .get(number))
                .map(Exchange::sentAt)
                .sorted()
                .toList();
    }

    private static String spread(Stage stage, int number) {
        List<Long> round = round(stage, number);
        return Words.count((round.get(NODES - 1) - round.get(0)) / Span.SECOND);
    }

    private static Figure figure(Stage stage) {
        List<Point> requests =
                stage.watch.requests(STARTED, OVER).histogram(STARTED, OVER, STRETCH, Span.MINUTE).stream()
                        .map(point -> new Point(point.x() + 1, point.y()))
                        .toList();
        Panel above = new Panel(
                        "Requests to the issuer, after the 400 of the start",
                        new Axis("minutes since the start", 0, 210, 30),
                        Axis.upTo(30, "requests per 10 s"))
                .with(new Series("by 200 nodes", Colour.BLUE, Form.STEPS, requests));
        Panel below = new Panel(
                        "Who refreshes when",
                        new Axis("minutes since the first node of the round", 0, 16, 2),
                        new Axis("% of nodes that have", 0, 100, 20))
                .with(cumulative(stage, 1, "1st refresh", Colour.RED))
                .with(cumulative(stage, 5, "5th", Colour.ORANGE))
                .with(cumulative(stage, 20, "20th", Colour.BLUE));
        return new Figure("fleet.svg", "How the refreshes of nodes that started together drift apart", above, below);
    }

    private static Series cumulative(Stage stage, int number, String name, Colour colour) {
        List<Long> round = round(stage, number);
        List<Point> points = new ArrayList<>();
        for (int count = 1; count <= NODES; count++) {
            points.add(new Point((round.get(count - 1) - round.get(0)) / (double) Span.MINUTE, 100.0 * count / NODES));
        }
        points.add(new Point(16, 100));
        return new Series(name, colour, Form.STEPS, points);
    }
}
