package org.jwks4j.keylog;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.JsonObject.JsonFormatException;

/**
 * A line of a key log whose code was checked.
 *
 * @param number counts the lines of a log, over all its files, from one on
 * @param time when it was written, by the clock of the service
 * @param event what happened: {@code file-begun}, {@code opened}, {@code key-accepted}, {@code keys-changed}, {@code keys-seen},
 *     {@code key-skipped}, {@code private-key-published}, {@code key-revoked}, {@code issuer-revoked}, {@code events-missed},
 *     {@code lines-lost}, {@code damage-found} or {@code closed}; more may come
 * @param members the whole line; names and texts of issuers in it are untrusted
 */
public record KeyLogLine(long number, Instant time, String event, JsonObject members) {
    /** The event of the first line of each file. */
    static final String FILE_BEGUN = "file-begun";

    static Optional<KeyLogLine> parse(String content) {
        try {
            JsonObject members = JsonObject.parse(content);
            long number = members.number("n").map(Number::longValue).orElse(0L);
            Instant time = Instant.parse(members.string("time").orElse(""));
            String event = members.string("event").orElse("");
            return number < 1 || event.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new KeyLogLine(number, time, event, members));
        } catch (JsonFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * A text of the line.
     *
     * @param name the member's name
     * @return untrusted text; empty if it is absent
     */
    public String text(String name) {
        return members.string(name).orElse("");
    }

    /** The whole line, its untrusted text escaped. */
    @Override
    public String toString() {
        return members.toString();
    }
}
