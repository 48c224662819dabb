package org.jwks4j.keylog;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of a line in the making. What is absent is left out. */
final class LineMembers {
    private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

    LineMembers(String event, Instant time) {
        members.put("time", time.toString());
        members.put("event", event);
    }

    LineMembers with(String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, value);
        }
        return this;
    }

    Map<String, @Nullable Object> build() {
        return members;
    }
}
