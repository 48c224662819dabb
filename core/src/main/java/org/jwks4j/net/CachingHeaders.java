package org.jwks4j.net;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jwks4j.http.HttpTransport;
import org.jwks4j.json.Quoted;

/**
 * What an answer says of its own caching (RFC 9111): how long it stays fresh from the moment it was asked for, and the
 * validators for a conditional request. Nonsense in a header is read as its absence, never as an error.
 *
 * @param freshnessLifetime what remains of the freshness lifetime: {@code max-age} or {@code Expires}, less the age; zero
 *     for {@code no-store} and {@code no-cache}; empty when the answer says nothing
 * @param mustRevalidate whether it may not be used past its freshness: {@code must-revalidate}, {@code no-store},
 *     {@code no-cache} (§5.2.2)
 * @param age how old the answer is (RFC 9111 §5.1): a cache has kept it for so long
 * @param etag the entity tag, for {@code If-None-Match}
 * @param lastModified the modification date as it was sent, for {@code If-Modified-Since}
 */
public record CachingHeaders(
        Optional<Duration> freshnessLifetime,
        boolean mustRevalidate,
        Duration age,
        Optional<String> etag,
        Optional<String> lastModified) {
    private static final long MAX_SECONDS = Integer.MAX_VALUE;
    private static final int MAX_VALIDATOR_LENGTH = 512;
    private static final Pattern SECONDS = Pattern.compile("(?<minus>-?)(?<digits>[0-9]++)(?:\\.[0-9]*+)?");

    /**
     * Reads the headers of an answer.
     *
     * @param response the answer
     * @param now the wall clock, against which {@code Expires} counts if the answer has no {@code Date}
     * @return what they say
     */
    public static CachingHeaders of(HttpTransport.Response response, Instant now) {
        CacheControl control = CacheControl.of(response.header("cache-control").orElse(""));
        boolean unused = control.has("no-store") || control.has("no-cache");
        return new CachingHeaders(
                unused ? Optional.of(Duration.ZERO) : freshnessLifetime(control, response, now),
                unused || control.has("must-revalidate"),
                age(response),
                validator(response, "etag"),
                validator(response, "last-modified"));
    }

    /** RFC 9111 §4.2.1 and §4.2.3. */
    private static Optional<Duration> freshnessLifetime(
            CacheControl control, HttpTransport.Response response, Instant now) {
        Optional<String> maxAge = control.argumentOf("max-age");
        Optional<Duration> lifetime = maxAge.isPresent() ? seconds(maxAge.get()) : Optional.empty();
        if (lifetime.isEmpty()) {
            lifetime = expiresIn(response, now);
        }
        return lifetime.isEmpty()
                ? lifetime
                : Optional.of(atLeastZero(lifetime.get().minus(age(response))));
    }

    private static Optional<Duration> expiresIn(HttpTransport.Response response, Instant now) {
        Optional<String> expires = response.header("expires");
        if (expires.isEmpty()) {
            return Optional.empty();
        }
        Instant date = response.header("date")
                .flatMap(text -> HttpDate.parse(text, now))
                .orElse(now);
        return HttpDate.parse(expires.get(), now)
                .map(until -> atLeastZero(Duration.between(date, until)))
                .or(() -> Optional.of(Duration.ZERO)); // RFC 9111 §5.3: what is no date is in the past
    }

    private static Duration age(HttpTransport.Response response) {
        Optional<String> ages = response.header("age");
        return ages.isEmpty()
                ? Duration.ZERO
                : seconds(ages.get().split(",", 2)[0]).orElse(Duration.ZERO); // RFC 9111 §5.1: of several, the first
    }

    /**
     * RFC 9111 §1.2.2 has digits only. A negative number, which some servers write for "not at all", is zero; a fraction is left out;
     * a value too large to hold is as good as the largest.
     */
    private static Optional<Duration> seconds(String text) {
        Matcher number = SECONDS.matcher(text.replace("\"", "").trim());
        if (!number.matches()) {
            return Optional.empty();
        }
        String digits = number.group("digits").replaceFirst("^0+(?=.)", "");
        long value = digits.length() > 10 ? MAX_SECONDS : Math.min(MAX_SECONDS, Long.parseLong(digits));
        return Optional.of(number.group("minus").isEmpty() ? Duration.ofSeconds(value) : Duration.ZERO);
    }

    /**
     * How long the issuer asks to be left alone after a failure (RFC 9110 §10.2.3).
     *
     * @param response the answer, of any status
     * @param now the wall clock, for a {@code Retry-After} that is a date
     * @return the delay, or empty when the answer says nothing
     */
    public static Optional<Duration> retryAfter(HttpTransport.Response response, Instant now) {
        return response.header("retry-after")
                .flatMap(text -> HttpDate.parse(text, now)
                        .map(date -> atLeastZero(Duration.between(now, date)))
                        .or(() -> seconds(text)));
    }

    private static Optional<String> validator(HttpTransport.Response response, String name) {
        Optional<String> value = response.header(name);
        return value.isPresent() && isSound(value.get()) ? value : Optional.empty();
    }

    private static boolean isSound(String validator) {
        for (int i = 0; i < validator.length(); i++) {
            if (validator.charAt(i) < 0x20 || validator.charAt(i) >= 0x7f) {
                return false;
            }
        }
        return validator.length() <= MAX_VALIDATOR_LENGTH;
    }

    private static Duration atLeastZero(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }

    /** All of it, safe to log. */
    @Override
    public String toString() {
        return "CachingHeaders[" + freshnessLifetime.map(Duration::toString).orElse("none") + ", mustRevalidate="
                + mustRevalidate + ", age=" + age + ", etag=" + Quoted.of(etag.orElse(null)) + ", lastModified="
                + Quoted.of(lastModified.orElse(null)) + "]";
    }
}
