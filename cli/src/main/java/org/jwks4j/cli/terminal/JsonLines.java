package org.jwks4j.cli.terminal;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.JsonObject;

/** A JSON object with a line for each member, and dates if the number is one. */
public final class JsonLines {
    private static final Set<String> DATES = Set.of("exp", "nbf", "iat", "auth_time");

    private JsonLines() {}

    public static String of(JsonObject object, Instant now) {
        StringJoiner lines = new StringJoiner("\n");
        for (Map.Entry<String, @Nullable Object> member : object.asMap().entrySet()) {
            lines.add(
                    "  " + member(member.getKey(), member.getValue()) + date(member.getKey(), member.getValue(), now));
        }
        return lines.toString();
    }

    private static String member(String name, @Nullable Object value) {
        return json(name) + ": " + json(value);
    }

    /** A value alone, taken out of an object that has only that. */
    private static String json(@Nullable Object value) {
        String object = JsonObject.of(Collections.singletonMap("", value)).toJson();
        return object.substring("{\"\":".length(), object.length() - "}".length());
    }

    /** RFC 7519 §2, NumericDate: seconds since 1970. */
    private static String date(String name, @Nullable Object value, Instant now) {
        if (!DATES.contains(name) || !(value instanceof Long seconds)) {
            return "";
        }
        try {
            Instant instant = Instant.ofEpochSecond(seconds);
            Duration until = Duration.between(now, instant);
            String span = TimeSpan.of(until);
            return "  (" + instant + ", " + (until.isNegative() ? span + " ago" : "in " + span) + ")";
        } catch (DateTimeException e) {
            return "";
        }
    }
}
