package org.jwks4j.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says of its own caching (RFC 9111): how long it stays fresh from the moment it was asked for, and the
 * validators for a conditional request. Nonsense in a header is read as its absence, never as an error.
 *
 * @param freshnessLifetime what remains of the freshness lifetime: {@code max-age} or {@code Expires}, less the age; zero
 *     for {@code no-store} and {@code no-cache}; empty when the answer says nothing
 * @param etag the entity tag, for {@code If-None-Match}
 * @param lastModified the modification date as it was sent, for {@code If-Modified-Since}
 */
public record CachingHeaders(
        Optional<Duration> freshnessLifetime, Optional<String> etag, Optional<String> lastModified) {
    private static final long MAX_SECONDS = Integer.MAX_VALUE;
    private static final int MAX_VALIDATOR_LENGTH = 512;

    /**
     * Reads the headers of an answer.
     *
     * @param response the answer
     * @param now the wall clock, against which {@code Expires} counts where the answer has no {@code Date}
     * @return what they say
     */
    public static CachingHeaders of(HttpTransport.Response response, Instant now) {
        return new CachingHeaders(
                freshnessLifetime(response, now), validator(response, "etag"), validator(response, "last-modified"));
    }

    private static Optional<Duration> freshnessLifetime(HttpTransport.Response response, Instant now) {
        List<String> directives = directives(response);
        if (directives.contains("no-store") || directives.contains("no-cache")) {
            return Optional.of(Duration.ZERO);
        }
        Optional<Duration> lifetime = maxAge(directives).or(() -> expiresIn(response, now)); // RFC 9111 §4.2.1
        return lifetime.map(life -> atLeastZero(life.minus(age(response))));
    }

    private static List<String> directives(HttpTransport.Response response) {
        List<String> directives = new ArrayList<>();
        for (String directive : response.header("cache-control").orElse("").split(",", -1)) {
            directives.add(directive.trim().toLowerCase(Locale.ROOT));
        }
        return directives;
    }

    private static Optional<Duration> maxAge(List<String> directives) {
        return directives.stream()
                .filter(directive -> directive.startsWith("max-age="))
                .findFirst()
                .flatMap(directive -> seconds(directive.substring("max-age=".length())));
    }

    private static Optional<Duration> expiresIn(HttpTransport.Response response, Instant now) {
        Optional<String> expires = response.header("expires");
        if (expires.isEmpty()) {
            return Optional.empty();
        }
        Instant date = response.header("date").map(CachingHeaders::httpDate).orElse(now);
        Instant until = httpDate(expires.get());
        return Optional.of(until == null ? Duration.ZERO : atLeastZero(Duration.between(date, until))); // §5.3
    }

    private static Duration age(HttpTransport.Response response) {
        return response.header("age")
                .map(ages -> ages.split(",", 2)[0]) // RFC 9111 §5.1: of several, the first
                .flatMap(CachingHeaders::seconds)
                .orElse(Duration.ZERO);
    }

    /** RFC 9111 §1.2.2: digits only; a value too large to hold is as good as the largest. */
    private static Optional<Duration> seconds(String text) {
        String digits = text.replace("\"", "").trim().replaceFirst("^0+(?=.)", "");
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        long value = digits.length() > 10 ? MAX_SECONDS : Math.min(MAX_SECONDS, Long.parseLong(digits));
        return Optional.of(Duration.ofSeconds(value));
    }

    /**
     * How long the issuer asks to be left alone after a failure (RFC 9110 §10.2.3).
     *
     * @param response the answer, of any status
     * @param now the wall clock, for a {@code Retry-After} that is a date
     * @return the delay, or empty when the answer says nothing
     */
    public static Optional<Duration> retryAfter(HttpTransport.Response response, Instant now) {
        return response.header("retry-after").flatMap(text -> {
            Instant date = httpDate(text);
            return date == null ? seconds(text) : Optional.of(atLeastZero(Duration.between(now, date)));
        });
    }

    private static @Nullable Instant httpDate(String text) {
        try {
            return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Optional<String> validator(HttpTransport.Response response, String name) {
        return response.header(name)
                .filter(value ->
                        value.length() <= MAX_VALIDATOR_LENGTH && value.chars().allMatch(c -> c >= 0x20 && c < 0x7f));
    }

    private static Duration atLeastZero(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
