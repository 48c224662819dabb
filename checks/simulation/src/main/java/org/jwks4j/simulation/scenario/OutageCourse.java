package org.jwks4j.simulation.scenario;

import java.time.Duration;
import java.util.List;
import org.jwks4j.simulation.plot.Series.Point;
import org.jwks4j.simulation.world.Exchange;
import org.jwks4j.simulation.world.Node;
import org.jwks4j.simulation.world.Weather;
import org.jwks4j.simulation.world.Weather.Trouble;

/** One outage: two hours without connections, one of connections that hang, and 503 until its end. */
final class OutageCourse {
    static final long BEGIN = Span.HOUR;
    static final long HANGING = BEGIN + 2 * Span.HOUR;
    static final long UNAVAILABLE = HANGING + Span.HOUR;
    static final long FRESH_FOR = 10 * Span.MINUTE;
    static final long STALE_FOR = 6 * Span.HOUR;

    private static final long STRETCH = 5 * Span.MINUTE;

    final Stage stage = new Stage(2, 4, Duration.ofNanos(FRESH_FOR), true);
    final long end;
    final long over;
    private final List<NodeCourse> nodes;

    /** Plays it. */
    OutageCourse(long length) {
        end = BEGIN + length;
        over = end + Span.HOUR;
        stage.callers(1, 0, over);
        stage.weather(BEGIN, weather(Trouble.REFUSED));
        stage.weather(HANGING, weather(Trouble.DROPPED));
        stage.weather(UNAVAILABLE, weather(Trouble.BACK_IN_TWO_MINUTES));
        stage.weather(end, Stage.NEARBY);
        stage.world.runUntil(over + Span.MINUTE);
        nodes = stage.nodes.stream().map(this::course).toList();
    }

    private static Weather weather(Trouble trouble) {
        return Weather.usual(
                Duration.ofNanos(Stage.NEARBY.shortest()), Duration.ofNanos(Stage.NEARBY.longest()), trouble);
    }

    private NodeCourse course(Node node) {
        List<Exchange> before = stage.watch
                .requests(exchange ->
                        exchange.node() == node && exchange.sentAt() < BEGIN && exchange.publication() != null)
                .sent();
        List<Answer> answers =
                stage.watch.answers(answer -> answer.node() == node.number()).toList();
        long recoveredAt = answers.stream()
                .filter(answer -> answer.arrivedAt() >= end && answer.served() && !answer.stale())
                .mapToLong(Answer::answeredAt)
                .min()
                .orElseThrow();
        return new NodeCourse(before.get(before.size() - 1).sentAt() + FRESH_FOR + STALE_FOR, recoveredAt, answers);
    }

    /** When the keys of the first node became too old to be used. */
    long firstTooOldAt() {
        return nodes.stream().mapToLong(NodeCourse::tooOldAt).min().orElseThrow();
    }

    /** When the last node had fresh keys again, after the end of the outage. */
    long recoveredAfter() {
        return nodes.stream().mapToLong(NodeCourse::recoveredAt).max().orElseThrow() - end;
    }

    /** Callers refused while their node could still use its keys, or once it had fresh ones again. */
    long refusedWithoutNeed() {
        return nodes.stream().mapToLong(NodeCourse::refusedWithoutNeed).sum();
    }

    /** Callers served with keys that were too old. */
    long servedTooLate() {
        return nodes.stream().mapToLong(NodeCourse::servedTooLate).sum();
    }

    /** Which share of callers got fresh keys, stale ones or none; for a chart in hours. */
    List<Point> share(Outcome outcome) {
        int[] all = new int[(int) (over / STRETCH)];
        int[] counts = new int[all.length];
        stage.watch.answers(Answer::isLegitimate).forEach(answer -> {
            int place = (int) (answer.arrivedAt() / STRETCH);
            all[place]++;
            counts[place] += Outcome.of(answer) == outcome ? 1 : 0;
        });
        for (int place = 0; place < counts.length; place++) {
            counts[place] = 100 * counts[place] / Math.max(1, all[place]);
        }
        return Steps.of(counts, STRETCH / (double) Span.HOUR);
    }

    /** Requests of all nodes in each five minutes; for a chart in hours. */
    List<Point> requests() {
        return stage.watch.requests(0, over).histogram(0, over, STRETCH, Span.HOUR);
    }

    /** What a caller can get. */
    enum Outcome {
        FRESH,
        STALE,
        REFUSED;

        static Outcome of(Answer answer) {
            return !answer.served() ? REFUSED : answer.stale() ? STALE : FRESH;
        }
    }

    private record NodeCourse(long tooOldAt, long recoveredAt, List<Answer> answers) {
        long refusedWithoutNeed() {
            return answers.stream()
                    .filter(answer -> !answer.served())
                    .filter(answer -> answer.answeredAt() < tooOldAt || answer.arrivedAt() >= recoveredAt)
                    .count();
        }

        long servedTooLate() {
            return answers.stream()
                    .filter(answer -> answer.served() && answer.arrivedAt() >= tooOldAt)
                    .filter(answer -> answer.answeredAt() < recoveredAt)
                    .count();
        }
    }
}
