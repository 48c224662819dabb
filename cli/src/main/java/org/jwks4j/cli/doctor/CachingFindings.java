package org.jwks4j.cli.doctor;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jwks4j.cli.terminal.TimeSpan;
import org.jwks4j.http.HttpTransport.Response;
import org.jwks4j.json.Quoted;

/** What the headers of a JWK Set say, above all of its caching (RFC 9111), and what is made of that here and elsewhere. */
final class CachingFindings {
    /** Of {@code RefreshPolicy.defaults()}. */
    private static final Duration OUR_MIN = Duration.ofMinutes(1);

    private static final Duration OUR_DEFAULT = Duration.ofMinutes(10);
    private static final Duration OUR_MAX = Duration.ofHours(1);
    private static final Duration TOO_LONG = Duration.ofDays(1);
    private static final Pattern MAX_AGE =
            Pattern.compile("(?:^|[,\\s])max-age=\"?([0-9]{1,10})", Pattern.CASE_INSENSITIVE);

    private CachingFindings() {}

    static List<Finding> of(Response response) {
        List<Finding> findings = new ArrayList<>();
        findings.add(freshness(response));
        if (response.header("etag").isEmpty()
                && response.header("last-modified").isEmpty()) {
            findings.add(Finding.note(
                    "headers.validator",
                    "there is neither ETag nor Last-Modified: each refresh transfers the whole set",
                    "Send an ETag."));
        }
        response.header("content-encoding")
                .filter(coding -> !coding.isBlank() && !coding.equalsIgnoreCase("identity"))
                .ifPresent(coding -> findings.add(Finding.warning(
                        "headers.content-coding",
                        "the set comes in the content coding " + Quoted.of(coding)
                                + ", although identity was asked for",
                        "Compress only for clients that accept it (RFC 9110 section 12.5.3): some do not decode.")));
        String type = response.header("content-type").orElse("");
        if (!type.toLowerCase(Locale.ROOT).contains("json")) {
            findings.add(
                    Finding.warning(
                            "headers.content-type",
                            "the content type is " + (type.isEmpty() ? "absent" : Quoted.of(type)),
                            "Send application/jwk-set+json (RFC 7517 section 8.5.1) or application/json: some clients refuse others."));
        }
        return findings;
    }

    private static Finding freshness(Response response) {
        String control = response.header("cache-control").orElse("").toLowerCase(Locale.ROOT);
        Optional<Duration> life = lifetime(response, control);
        boolean forbidden = control.contains("no-store");
        if (control.contains("no-cache") && !forbidden) { // RFC 9111 §5.2.2.4: kept, and checked at each use
            return Finding.note(
                    "headers.freshness",
                    "the headers ask clients to check the set at each use (" + Quoted.of(control)
                            + "), as Keycloak's do: here it is kept for " + TimeSpan.of(OUR_MIN)
                            + ", and by most others for minutes",
                    "Send Cache-Control: max-age=300 or so, or have a proxy before the issuer send it.");
        } else if (forbidden || life.filter(Duration::isZero).isPresent()) {
            return Finding.warning(
                    "headers.freshness",
                    "the headers forbid to keep the set (" + (forbidden ? Quoted.of(control) : "no lifetime")
                            + "): clients that obey ask at each token; here it is kept for " + TimeSpan.of(OUR_MIN),
                    "Send Cache-Control: max-age=300 or so.");
        } else if (life.isEmpty()) {
            return Finding.note(
                    "headers.freshness",
                    "the headers do not say how long the set may be kept: here it is " + TimeSpan.of(OUR_DEFAULT)
                            + ", elsewhere 5 min to a day, or for ever",
                    "Send Cache-Control: max-age=300 or so.");
        } else if (life.get().compareTo(TOO_LONG) >= 0) {
            return Finding.warning(
                    "headers.freshness",
                    "the set may be kept for " + TimeSpan.of(life.get())
                            + ": so long may a client that obeys use a withdrawn"
                            + " key, and not see a new one; here it is " + TimeSpan.of(OUR_MAX) + " at most",
                    "Send a max-age of minutes, and publish new keys that long before they sign.");
        }
        return Finding.ok("headers.freshness", "may be kept for " + TimeSpan.of(life.get()));
    }

    private static Optional<Duration> lifetime(Response response, String control) {
        Matcher maxAge = MAX_AGE.matcher(control);
        if (maxAge.find()) {
            long age = response.header("age")
                    .filter(value -> value.matches("[0-9]{1,10}"))
                    .map(Long::parseLong)
                    .orElse(0L);
            return Optional.of(Duration.ofSeconds(Math.max(0, Long.parseLong(maxAge.group(1)) - age)));
        }
        Optional<Instant> expires = response.header("expires").flatMap(CachingFindings::date);
        Optional<Instant> date = response.header("date").flatMap(CachingFindings::date);
        if (response.header("expires").isPresent() && (expires.isEmpty() || date.isEmpty())) {
            return Optional.of(Duration.ZERO); // RFC 9111 §5.3: what is no date is in the past
        }
        return expires.map(until -> Duration.between(date.orElseThrow(), until))
                .map(left -> left.isNegative() ? Duration.ZERO : left);
    }

    /** RFC 9110 §5.6.7; the obsolete forms are not sent by any server of today. */
    static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
