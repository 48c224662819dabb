package org.jwks4j.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.JsonObject;

/** A JSON object with a line for each member, and dates where the number is one. */
final class JsonLines {
    private static final Set<String> DATES = Set.of("exp", "nbf", "iat", "auth_time");

    private JsonLines() {}

    static String of(JsonObject object, Instant now) {
        return object.asMap().entrySet().stream()
                .map(member -> "  " + member(member) + date(member, now))
                .collect(Collectors.joining("\n"));
    }

    private static String member(Map.Entry<String, @Nullable Object> member) {
        String json = JsonObject.of(Collections.singletonMap(member.getKey(), member.getValue()))
                .toJson();
        return json.substring(1, json.length() - 1);
    }

    /** RFC 7519 §2, NumericDate: seconds since 1970. */
    private static String date(Map.Entry<String, @Nullable Object> member, Instant now) {
        if (!DATES.contains(member.getKey()) || !(member.getValue() instanceof Number seconds)) {
            return "";
        }
        try {
            Instant instant = Instant.ofEpochSecond(seconds.longValue());
            Duration until = Duration.between(now, instant);
            String span = TimeSpan.of(until);
            return "  (" + instant + ", " + (until.isNegative() ? span + " ago" : "in " + span) + ")";
        } catch (DateTimeException | ArithmeticException e) {
            return "";
        }
    }
}
