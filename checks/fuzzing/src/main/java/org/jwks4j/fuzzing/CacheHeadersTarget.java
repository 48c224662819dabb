package org.jwks4j.fuzzing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jwks4j.http.HttpTransport.Response;
import org.jwks4j.net.CachingHeaders;

/**
 * {@link CachingHeaders} never throws, its times are neither negative nor absurd, and an answer that is older, or that asks
 * for less, is not fresher for it. The input is lines of headers.
 */
public final class CacheHeadersTarget {
    private static final List<Instant> NOW =
            List.of(Instant.EPOCH, Instant.parse("2026-06-15T12:00:00Z"), Instant.parse("9999-06-15T12:00:00Z"));

    /** From the first second of the year 0 to the last of 9999, which is what a date of four digits can say. */
    private static final Duration LONGEST =
            Duration.between(Instant.parse("0000-01-01T00:00:00Z"), Instant.parse("+10000-01-01T00:00:00Z"));

    private CacheHeadersTarget() {}

    /**
     * Called by the fuzzer.
     *
     * @param input the header lines of an answer
     */
    public static void fuzzerTestOneInput(byte[] input) {
        Map<String, List<String>> headers = headers(new String(input, ISO_8859_1));
        NOW.forEach(now -> check(headers, now));
    }

    private static Map<String, List<String>> headers(String lines) {
        Map<String, List<String>> headers = new HashMap<>();
        for (String line : lines.split("\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                        .add(line.substring(colon + 1).trim());
            }
        }
        return headers;
    }

    private static void check(Map<String, List<String>> headers, Instant now) {
        CachingHeaders read = CachingHeaders.of(response(headers), now);
        requireWithinBounds(read.freshnessLifetime());
        requireRest(response(headers), now);
        requireNotFresher(read, CachingHeaders.of(response(headers), now.plusSeconds(60)), "seen a minute later");
        requireNotFresher(read, with(headers, "age", "2147483647", now), "with a great age");
        requireNotFresher(read, with(headers, "cache-control", "no-cache", now), "with no-cache");
        requireForbiddenStaleness(headers, read, now);
    }

    private static void requireRest(Response response, Instant now) {
        Optional<Duration> rest = CachingHeaders.retryAfter(response, now);
        Optional<Duration> later = CachingHeaders.retryAfter(response, now.plusSeconds(60));
        requireWithinBounds(rest);
        if (rest.isPresent() != later.isPresent() || isLonger(later, rest)) {
            throw new AssertionError("a minute later the issuer wants to be left alone for longer: " + later);
        }
    }

    private static void requireWithinBounds(Optional<Duration> duration) {
        Duration length = duration.orElse(Duration.ZERO);
        if (length.isNegative() || length.compareTo(LONGEST) > 0) {
            throw new AssertionError("out of bounds: " + length);
        }
    }

    private static void requireNotFresher(CachingHeaders before, CachingHeaders after, String change) {
        if (before.freshnessLifetime().isPresent() && isLonger(after.freshnessLifetime(), before.freshnessLifetime())) {
            throw new AssertionError("fresher " + change + ": " + before + ", then " + after);
        }
    }

    private static boolean isLonger(Optional<Duration> one, Optional<Duration> other) {
        return one.orElse(Duration.ZERO).compareTo(other.orElse(Duration.ZERO)) > 0;
    }

    private static void requireForbiddenStaleness(Map<String, List<String>> headers, CachingHeaders read, Instant now) {
        String control = String.join(", ", headers.getOrDefault("cache-control", List.of()))
                .toLowerCase(Locale.ROOT);
        boolean named =
                control.contains("must-revalidate") || control.contains("no-store") || control.contains("no-cache");
        if (read.mustRevalidate() && !named) {
            throw new AssertionError("must-revalidate out of nothing");
        }
        for (String directive : List.of("must-revalidate", "no-store", "no-cache")) {
            if (!with(headers, "cache-control", directive, now).mustRevalidate()) {
                throw new AssertionError(directive + " was not seen");
            }
        }
    }

    /** With one more line of a header, before those that are there. */
    private static CachingHeaders with(Map<String, List<String>> headers, String name, String value, Instant now) {
        Map<String, List<String>> more = new HashMap<>(headers);
        List<String> values = new ArrayList<>(List.of(value));
        values.addAll(headers.getOrDefault(name, List.of()));
        more.put(name, values);
        return CachingHeaders.of(response(more), now);
    }

    private static Response response(Map<String, List<String>> headers) {
        return new Response(200, headers, new byte[0]);
    }
}
