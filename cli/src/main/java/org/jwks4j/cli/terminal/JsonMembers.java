package org.jwks4j.cli.terminal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.JsonObject;

/** A JSON object in the making. What is absent is left out. */
public final class JsonMembers {
    private final Map<String, Object> members = new LinkedHashMap<>();

    public JsonMembers with(String name, @Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            return with(name, optional.orElse(null));
        }
        if (value != null) {
            members.put(name, value);
        }
        return this;
    }

    public JsonObject build() {
        return JsonObject.of(members);
    }
}
