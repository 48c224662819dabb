package org.jwks4j.simulation.scenario;

import org.jwks4j.simulation.plot.Axis;
import org.jwks4j.simulation.plot.Figure;
import org.jwks4j.simulation.plot.Panel;
import org.jwks4j.simulation.plot.Series;
import org.jwks4j.simulation.plot.Series.Colour;
import org.jwks4j.simulation.plot.Series.Form;
import org.jwks4j.simulation.scenario.OutageCourse.Outcome;

/** The issuer is away for four hours, which no one notices, and for seven, which is too long. */
final class Outage implements Scenario {
    private static final long LONGEST_BACKOFF = 5 * Span.MINUTE;
    private static final long LONGEST_RECOVERY = LONGEST_BACKOFF + Stage.LONGEST_ROUND_TRIP + Span.MINUTE / 6;

    @Override
    public Chapter play() {
        OutageCourse four = new OutageCourse(4 * Span.HOUR);
        OutageCourse seven = new OutageCourse(7 * Span.HOUR);
        Tally inFour = four.stage.watch.legitimate(OutageCourse.BEGIN, four.end);
        return rows(chapter(seven), four, seven)
                .inShort(
                        "four hours: %s callers, none refused and none kept waiting; seven hours: fails closed after %s"
                                .formatted(
                                        Words.count(inFour.callers()),
                                        Words.span(seven.firstTooOldAt() - OutageCourse.BEGIN)))
                .promise(Promise.none("refused in and after four hours", four.refusedWithoutNeed()))
                .promise(Promise.within("longest wait in four hours", 0, inFour.longest()))
                .promise(Promise.none(
                        "in seven hours, refused less than 6 h past the node's last freshness, or after its recovery",
                        seven.refusedWithoutNeed()))
                .promise(Promise.none("in seven hours, served later than that", seven.servedTooLate()))
                .promise(Promise.within(
                        "fresh keys on all nodes after four hours: the longest backoff, 5 min, and the next caller",
                        LONGEST_RECOVERY,
                        four.recoveredAfter()))
                .promise(Promise.within("the same after seven hours", LONGEST_RECOVERY, seven.recoveredAfter()))
                .promise(Promise.none(
                        "callers never told", four.stage.watch.waiting() + (long) seven.stage.watch.waiting()))
                .figure(figure(four, seven), """
                        Above, keys go stale within ten minutes, and no one is refused. In the middle, the same outage for
                        longer: at 6 h past freshness the nodes fail closed, one after the other. Below, what the issuer is asked:
                        a refresh every eight minutes while it is well; while it is not, an attempt every two to four minutes and node,
                        each of which asks for the metadata too, in case the keys have moved.""");
    }

    private static Chapter chapter(OutageCourse seven) {
        return new Chapter("Outages of four and seven hours", """
                Four warm nodes with one caller a second each; the issuer says `max-age=600`. After an hour it is gone: for two
                hours connections are refused, for one they hang, and from then on it answers 503 with `Retry-After: 120`, until
                the fourth hour is over; and once more until the seventh is. Keys are used for 6 h past their freshness, so
                that the first node fails closed %s after the outage began. Once the issuer is back, nodes
                find out by themselves: the last one %s later.""".formatted(
                        Words.span(seven.firstTooOldAt() - OutageCourse.BEGIN), Words.span(seven.recoveredAfter())));
    }

    private static Chapter rows(Chapter chapter, OutageCourse four, OutageCourse seven) {
        row(chapter, "the hour before", four, 0, OutageCourse.BEGIN);
        row(chapter, "refused, 2 h", four, OutageCourse.BEGIN, OutageCourse.HANGING);
        row(chapter, "hanging, 1 h", four, OutageCourse.HANGING, OutageCourse.UNAVAILABLE);
        row(chapter, "503, 1 h", four, OutageCourse.UNAVAILABLE, four.end);
        row(chapter, "the hour after", four, four.end, four.over);
        row(chapter, "7 h: the first 6", seven, OutageCourse.BEGIN, seven.end - Span.HOUR);
        row(chapter, "7 h: the last", seven, seven.end - Span.HOUR, seven.end);
        row(chapter, "7 h: the hour after", seven, seven.end, seven.over);
        return chapter;
    }

    private static void row(Chapter chapter, String label, OutageCourse course, long from, long to) {
        chapter.row(label, course.stage.watch.legitimate(from, to), course.stage.watch.requests(from, to));
    }

    private static Figure figure(OutageCourse four, OutageCourse seven) {
        Axis hours = new Axis("hours", 0, 9, 1);
        Panel requests = new Panel("Requests during the seven hours", hours, Axis.upTo(40, "requests per 5 min"))
                .with(new Series("by all four nodes", Colour.BLUE, Form.STEPS, seven.requests()));
        return new Figure(
                "outage.svg",
                "What callers get in outages of four and seven hours, and what the issuer is asked",
                callers("Callers, outage of four hours", four),
                callers("Callers, outage of seven hours", seven),
                shaded(requests, seven));
    }

    private static Panel callers(String title, OutageCourse course) {
        Panel panel = new Panel(title, new Axis("hours", 0, 9, 1), new Axis("% of callers", 0, 100, 20));
        return shaded(panel, course)
                .with(new Series("served fresh keys", Colour.BLUE, Form.STEPS, course.share(Outcome.FRESH)))
                .with(new Series("served stale keys", Colour.ORANGE, Form.STEPS, course.share(Outcome.STALE)))
                .with(new Series("refused with 503", Colour.RED, Form.STEPS, course.share(Outcome.REFUSED)));
    }

    private static Panel shaded(Panel panel, OutageCourse course) {
        return panel.band(1, 3, "refused").band(3, 4, "hanging").band(4, course.end / (double) Span.HOUR, "503");
    }
}
