package org.jwks4j.cli.doctor;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.jwks4j.cli.terminal.JsonMembers;
import org.jwks4j.json.JsonObject;

/**
 * One thing that was looked at. All texts are safe to print.
 *
 * @param id a stable name: an area, a dot, and what it is
 * @param level how much it hurts
 * @param message what was found
 * @param next what to do about it; null if there is nothing to do
 */
record Finding(
        String id, Level level, String message, @Nullable String next) {
    static Finding ok(String id, String message) {
        return new Finding(id, Level.OK, message, null);
    }

    static Finding note(String id, String message, @Nullable String next) {
        return new Finding(id, Level.NOTE, message, next);
    }

    static Finding warning(String id, String message, String next) {
        return new Finding(id, Level.WARNING, message, next);
    }

    static Finding error(String id, String message, String next) {
        return new Finding(id, Level.ERROR, message, next);
    }

    /** What the table calls it. */
    String area() {
        return id.substring(0, id.indexOf('.'));
    }

    JsonObject toJson() {
        return new JsonMembers()
                .with("id", id)
                .with("level", level.name().toLowerCase(Locale.ROOT))
                .with("message", message)
                .with("next", next)
                .build();
    }
}
