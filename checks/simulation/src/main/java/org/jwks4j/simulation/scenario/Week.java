package org.jwks4j.simulation.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jwks4j.simulation.plot.Axis;
import org.jwks4j.simulation.plot.Figure;
import org.jwks4j.simulation.plot.Panel;
import org.jwks4j.simulation.plot.Series;
import org.jwks4j.simulation.plot.Series.Colour;
import org.jwks4j.simulation.plot.Series.Form;
import org.jwks4j.simulation.plot.Series.Point;
import org.jwks4j.simulation.scenario.Answer.Kind;

/** Seven days, a rotation at noon of each, done well, hastily or behind a cache; and one key that has leaked. */
final class Week implements Scenario {
    private static final int NODES = 8;
    private static final long END = 7 * Span.DAY;
    private static final long NOON = 12 * Span.HOUR;
    private static final long AHEAD = 2 * Span.HOUR;
    private static final long LAG = 5 * Span.SECOND;
    private static final long BUSY_BEFORE = Span.MINUTE;
    private static final long BUSY_AFTER = 2 * Span.MINUTE;
    private static final long RETIRED_AFTER = 20 * Span.HOUR;
    private static final long LEAK = 4 * Span.DAY + NOON + 11 * Span.MINUTE;
    private static final long BOUND = Span.HOUR;
    private static final long LONGEST_ABSENCE = 10 * Span.SECOND;

    private final Stage stage = new Stage(1, NODES, Duration.ofDays(1), true);
    private final List<Rotation> rotations = new ArrayList<>();

    @Override
    public Chapter play() {
        List<Manner> manners = List.of(
                Manner.AHEAD,
                Manner.AT_ONCE,
                Manner.LAGGING,
                Manner.AHEAD,
                Manner.AT_ONCE,
                Manner.LAGGING,
                Manner.AHEAD);
        long quietSince = 0;
        for (int day = 0; day < manners.size(); day++) {
            long noon = day * Span.DAY + NOON;
            stage.callers(1 / 30.0, quietSince, noon - BUSY_BEFORE);
            stage.callers(20, noon - BUSY_BEFORE, noon + BUSY_AFTER);
            rotate(noon, manners.get(day));
            quietSince = noon + BUSY_AFTER;
        }
        stage.callers(1 / 30.0, quietSince, END);
        stage.at(LEAK, this::withdrawPrevious);
        stage.world.runUntil(END + Span.MINUTE);
        return promised(chapter()).figure(figure(), """
                        Above, a rotation published at once reaches a node with the first token that needs it. Behind the CDN a node
                        asks again 2 s and then 4 s after it was told that there is no such key, so that it is right one or two
                        seconds after the CDN is. Below, nothing makes a node ask for what has been withdrawn but its next
                        refresh, 42 to 54 minutes after the one before, and then its grace: 5 minutes, but never past the hour.""");
    }

    private void rotate(long noon, Manner manner) {
        long publishedAt = switch (manner) {
            case AHEAD -> noon - AHEAD;
            case AT_ONCE -> noon;
            case LAGGING -> noon + LAG;
        };
        stage.at(Math.min(publishedAt, noon), () -> {
            String keyId = stage.issuer.nextKeyId();
            String before = stage.signer.newest();
            rotations.add(new Rotation(manner, noon, keyId));
            stage.at(publishedAt, () -> stage.issuer.publish(keyId));
            stage.at(noon, () -> stage.signer.signWith(keyId));
            stage.at(noon + RETIRED_AFTER, () -> stage.issuer.withdraw(before));
        });
    }

    /** The key of the day before is still published, for tokens that are long expired; now someone else has it too. */
    private void withdrawPrevious() {
        String leaked = stage.issuer.keyIds().get(0);
        stage.issuer.withdraw(leaked);
        stage.probe(leaked, LEAK, LEAK + BOUND + 10 * Span.MINUTE, Span.SECOND);
    }

    private Chapter chapter() {
        Requests all = stage.watch.requests(0, END);
        Tally everybody = stage.watch.legitimate(0, END);
        Tally lagging = around(Manner.LAGGING);
        long refusedInLag = refusedBehindCdn(LAG);
        return new Chapter("A week of rotations", """
                        Eight nodes and an issuer that rotates each noon. It says `max-age=86400`, of which the default policy
                        believes an hour. On three days the new key is published two hours before it signs, on two days in the
                        instant in which it signs first, and on two days a CDN goes on with the old set for 5 s while tokens are
                        signed with the new key already. Who comes with one of those is refused, since its key is nowhere to be
                        had: %s callers were in these seconds, and %s more until their node had asked again. 20 callers a second
                        at each node from a minute before each rotation to two minutes after; 2 a minute for the rest of the
                        week. On the fifth day the key of the day before turns out to have leaked and is withdrawn at 12:11,
                        when all tokens that it signed have expired and all nodes have just fetched the set: close to the worst
                        moment. A probe asks each node for it every second.""".formatted(
                                Words.count(refusedInLag), Words.count(lagging.refused401() - refusedInLag)))
                .inShort(
                        ("%s callers, none refused where keys are published in time; longest wait %s ms; a withdrawn key gone"
                                        + " from the last of 8 nodes after %s")
                                .formatted(
                                        Words.count(everybody.callers()),
                                        Words.millis(everybody.longest()),
                                        Words.span(lastServedLeaked() - LEAK)))
                .row("all week", everybody, all)
                .row("published ahead, 3 min", around(Manner.AHEAD), requestsAround(Manner.AHEAD))
                .row("published at once, 3 min", around(Manner.AT_ONCE), requestsAround(Manner.AT_ONCE))
                .row("CDN 5 s behind, 3 min", lagging, requestsAround(Manner.LAGGING));
    }

    private Chapter promised(Chapter chapter) {
        Tally ahead = around(Manner.AHEAD);
        Tally atOnce = around(Manner.AT_ONCE);
        Tally everybody = stage.watch.legitimate(0, END);
        return chapter.promise(Promise.none("refused in rotations published ahead", ahead.refused()))
                .promise(Promise.within("longest wait in them", 0, ahead.longest()))
                .promise(Promise.none("refused in rotations published at once", atOnce.refused()))
                .promise(Promise.within(
                        "longest wait in them: metadata and keys, two round trips",
                        2 * Stage.LONGEST_ROUND_TRIP,
                        atOnce.longest()))
                .promise(Promise.within(
                        "behind the CDN: all nodes have the new key, counted from when it could be had",
                        LONGEST_ABSENCE,
                        latest(Manner.LAGGING) - LAG))
                .promise(Promise.none(
                        "refused at any other time", everybody.refused() - refusedBehindCdn(LAG + LONGEST_ABSENCE)))
                .promise(Promise.none("answers of 503", everybody.refused503()))
                .promise(Promise.within("the withdrawn key is gone on the last node", BOUND, lastServedLeaked() - LEAK))
                .promise(Promise.none("callers never told", stage.watch.waiting()));
    }

    private long refusedBehindCdn(long within) {
        return rotations(Manner.LAGGING)
                .map(noon -> stage.watch.legitimate(noon, noon + within).refused401())
                .sum();
    }

    private Tally around(Manner manner) {
        return stage.watch.tally(answer -> answer.isLegitimate()
                && rotations(manner).anyMatch(noon -> answer.arrivedIn(noon - BUSY_BEFORE, noon + BUSY_AFTER)));
    }

    private Requests requestsAround(Manner manner) {
        return stage.watch.requests(exchange -> rotations(manner)
                .anyMatch(noon -> exchange.sentAt() >= noon - BUSY_BEFORE && exchange.sentAt() < noon + BUSY_AFTER));
    }

    private LongStream rotations(Manner manner) {
        return rotations.stream().filter(rotation -> rotation.manner == manner).mapToLong(rotation -> rotation.noon);
    }

    /** When the last node had the new key, after the rotation, at worst. */
    private long latest(Manner manner) {
        return rotations.stream()
                .filter(rotation -> rotation.manner == manner)
                .mapToLong(rotation -> arrivals(rotation).get(NODES - 1) - rotation.noon)
                .max()
                .orElseThrow();
    }

    /** When each node was first brought a set with the new key, the first of them first. */
    private List<Long> arrivals(Rotation rotation) {
        return stage.nodes.stream()
                .map(node -> landedWith(node.number(), rotation.keyId))
                .sorted()
                .toList();
    }

    private long landedWith(int node, String keyId) {
        return stage.watch
                .answers(answer -> answer.node() == node && answer.keyId().equals(keyId) && answer.served())
                .mapToLong(Answer::answeredAt)
                .min()
                .orElseThrow();
    }

    private long lastServedLeaked() {
        return probes(Answer::served).mapToLong(Answer::arrivedAt).max().orElseThrow();
    }

    private Stream<Answer> probes(Predicate<Answer> which) {
        return stage.watch.answers(answer -> answer.kind() == Kind.PROBE && which.test(answer));
    }

    private Figure figure() {
        Axis nodes = new Axis("nodes", 0, NODES, 2);
        Panel above = new Panel(
                        "Nodes that have the new key",
                        new Axis("seconds since the issuer signs with it", -1, 9, 1),
                        nodes)
                .mark(0, "signs with it")
                .mark(5, "CDN has it")
                .with(spread("published ahead", Colour.GREEN, 3))
                .with(spread("published at once", Colour.BLUE, 4))
                .with(spread("CDN 5 s behind", Colour.ORANGE, 5));
        Panel below = new Panel(
                        "Nodes that still serve a withdrawn key",
                        new Axis("minutes since it was withdrawn", 0, 70, 10),
                        nodes)
                .mark(60, "the bound")
                .with(new Series("serve it", Colour.RED, Form.STEPS, withdrawal()));
        return new Figure(
                "week.svg", "How new keys reach eight nodes, and how a withdrawn one leaves them", above, below);
    }

    private Series spread(String name, Colour colour, int day) {
        Rotation rotation = rotations.get(day);
        List<Point> points = new ArrayList<>();
        points.add(new Point(-1, rotation.manner == Manner.AHEAD ? NODES : 0));
        if (rotation.manner != Manner.AHEAD) {
            List<Long> arrivals = arrivals(rotation);
            for (int count = 1; count <= NODES; count++) {
                points.add(new Point((arrivals.get(count - 1) - rotation.noon) / (double) Span.SECOND, count));
            }
        }
        points.add(new Point(9, NODES));
        return new Series(name, colour, Form.STEPS, points);
    }

    private List<Point> withdrawal() {
        int[] serving = new int[70 * 6];
        probes(Answer::served)
                .filter(answer -> (answer.arrivedAt() - LEAK) % (10 * Span.SECOND) == 0)
                .forEach(answer -> serving[(int) ((answer.arrivedAt() - LEAK) / (10 * Span.SECOND))]++);
        return Steps.of(serving, 1 / 6.0);
    }

    private enum Manner {
        AHEAD,
        AT_ONCE,
        LAGGING
    }

    private record Rotation(Manner manner, long noon, String keyId) {}
}
