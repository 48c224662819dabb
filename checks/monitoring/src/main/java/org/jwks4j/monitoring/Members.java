package org.jwks4j.monitoring;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The members of a JSON object, each of which must be there and of its type. */
record Members(Map<?, ?> all) {
    Object get(String name) {
        return Objects.requireNonNull(all.get(name), name);
    }

    boolean has(String name) {
        return all.containsKey(name);
    }

    String text(String name) {
        return (String) get(name);
    }

    int number(String name) {
        return ((Number) get(name)).intValue();
    }

    Members object(String name) {
        return new Members((Map<?, ?>) get(name));
    }

    List<?> list(String name) {
        return (List<?>) get(name);
    }

    List<Members> objects(String name) {
        return list(name).stream().map(each -> new Members((Map<?, ?>) each)).toList();
    }
}
