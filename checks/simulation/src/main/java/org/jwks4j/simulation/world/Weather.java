package org.jwks4j.simulation.world;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jwks4j.simulation.world.Reply.RetryAfter;

/**
 * How requests to an issuer fare.
 *
 * @param shortest the least that a round trip takes, in nanoseconds
 * @param longest the most
 * @param spread how round trips lie between the two
 * @param troublePerCent how many requests of a hundred meet one of the troubles
 */
public record Weather(
        String name, long shortest, long longest, Spread spread, int troublePerCent, List<Trouble> troubles) {
    private static final long LONGEST_RETRY_AFTER = Duration.ofMinutes(10).toNanos();

    /** All is well. */
    public static final Weather CALM = of("calm", 2, 150, 0);
    /** Answers come after seconds, most of them in time. */
    public static final Weather SLOW = of("slow", 300, 4_500, 0);
    /** Answers take longer than anyone waits, now and then. */
    public static final Weather VERY_SLOW = of("very slow", 1_000, 9_000, 0);
    /** Some of everything. */
    public static final Weather STORM = of(
            "storm",
            2,
            2_500,
            40,
            EnumSet.range(Trouble.DROPPED, Trouble.THROWN).toArray(Trouble[]::new));
    /** Nothing comes through. */
    public static final Weather UNREACHABLE =
            of("unreachable", 2, 200, 100, Trouble.DROPPED, Trouble.REFUSED, Trouble.NO_SUCH_HOST);
    /** Requests vanish. */
    public static final Weather SILENT = of("silent", 2, 200, 100, Trouble.DROPPED);
    /** The issuer fails. */
    public static final Weather FAILING = of("failing", 2, 400, 100, Trouble.SERVER_ERROR, Trouble.MAINTENANCE);
    /** The issuer has had enough. */
    public static final Weather THROTTLING = of("throttling", 2, 100, 85, Trouble.TOO_MANY_REQUESTS);
    /** A proxy answers in the issuer's place. */
    public static final Weather MANGLED =
            of("mangled", 2, 400, 70, Trouble.HTML, Trouble.GARBLED, Trouble.TRUNCATED, Trouble.NOT_FOUND);
    /** Some answers take seconds and are overtaken by later ones. */
    public static final Weather UNEVEN = of("uneven", 2, 100, 45, Trouble.DELAYED, Trouble.DELAYED, Trouble.LATE);
    /** A cache says 304 whatever has changed. */
    public static final Weather FROZEN = of("frozen", 2, 100, 60, Trouble.WRONG_304);

    /** All of them. */
    public static final List<Weather> ALL =
            List.of(CALM, SLOW, VERY_SLOW, STORM, UNREACHABLE, SILENT, FAILING, THROTTLING, MANGLED, UNEVEN, FROZEN);

    private static Weather of(String name, long shortest, long longest, int troublePerCent, Trouble... troubles) {
        return new Weather(
                name,
                Duration.ofMillis(shortest).toNanos(),
                Duration.ofMillis(longest).toNanos(),
                Spread.EVEN,
                troublePerCent,
                List.of(troubles));
    }

    /** Round trips as they mostly are, many short ones and a few long ones, all of which meet a trouble if one is given. */
    public static Weather usual(Duration shortest, Duration longest, Trouble... troubles) {
        return new Weather(
                "usual",
                shortest.toNanos(),
                longest.toNanos(),
                Spread.SKEWED,
                troubles.length == 0 ? 0 : 100,
                List.of(troubles));
    }

    long roundTrip(RandomGenerator random) {
        return switch (spread) {
            case EVEN -> shortest + random.nextLong(longest - shortest);
            case SKEWED -> {
                double middling = (random.nextDouble() + random.nextDouble() + random.nextDouble()) / 3;
                yield (long) (shortest * StrictMath.pow((double) longest / shortest, middling));
            }
        };
    }

    static RetryAfter seconds(int seconds) {
        long nanos = Math.min(LONGEST_RETRY_AFTER, Duration.ofSeconds(seconds).toNanos());
        return new RetryAfter(Integer.toString(seconds), nanos, nanos);
    }

    static RetryAfter date() {
        return new RetryAfter("Thu, 01 Jan 2026 00:05:00 GMT", 0, LONGEST_RETRY_AFTER);
    }

    /** How round trips lie between the shortest and the longest. */
    public enum Spread {
        /** Each is as likely as any other. */
        EVEN,
        /** Their logarithms lie around the middle, like those of real ones. */
        SKEWED
    }

    /** What can befall a request. */
    public enum Trouble {
        /** No answer ever comes. */
        DROPPED,
        /** The connection is refused, at once or a little later. */
        REFUSED,
        /** The name does not resolve. */
        NO_SUCH_HOST,
        /** 500. */
        SERVER_ERROR,
        /** 503 with Retry-After. */
        MAINTENANCE,
        /** 429 with Retry-After. */
        TOO_MANY_REQUESTS,
        /** 404, whatever was asked for. */
        NOT_FOUND,
        /** 200 with a page for people. */
        HTML,
        /** Bytes in the middle are others. */
        GARBLED,
        /** The end is missing. */
        TRUNCATED,
        /** 304, whatever has changed. */
        WRONG_304,
        /** The right answer, nearly too late. */
        DELAYED,
        /** The right answer, long after the engine's own timeout. */
        LATE,
        /** The transport throws instead of answering. */
        THROWN,
        /** 503 and no word more; only in written scenarios, like all below. */
        UNAVAILABLE,
        /** 503 with Retry-After: 120. */
        BACK_IN_TWO_MINUTES
    }
}
