package org.jwks4j.cli.keylog;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jwks4j.cli.terminal.JsonMembers;
import org.jwks4j.cli.terminal.Table;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.Quoted;
import org.jwks4j.keylog.LoggedKey;

/** Keys of a log as they are shown. */
final class LoggedKeyText {
    private LoggedKeyText() {}

    static String table(List<LoggedKey> keys) {
        Table table = new Table("FIRST SEEN", "LAST SEEN", "STATE", "KID", "THUMBPRINT", "ISSUER");
        keys.forEach(key -> table.row(
                shown(key.firstSeen()),
                shown(key.lastSeen()),
                state(key),
                Quoted.of(key.keyId().orElse(null)),
                key.thumbprint(),
                Quoted.of(key.issuer())));
        return table.toString();
    }

    private static String state(LoggedKey key) {
        if (key.revokedAt().isPresent()) {
            return "revoked";
        }
        return key.uses().stream().anyMatch(use -> use.until().isEmpty()) ? "in use" : "replaced";
    }

    /** When it was used, in words. */
    static String uses(LoggedKey key) {
        return key.uses().isEmpty()
                ? "unknown, as lines are missing"
                : String.join(
                        "; ",
                        key.uses().stream()
                                .map(use -> shown(Optional.of(use.from()))
                                        + use.until()
                                                .map(until -> " to " + shown(Optional.of(until)))
                                                .orElse(", and not replaced since"))
                                .toList());
    }

    static String shown(Optional<Instant> time) {
        return time.map(instant -> instant.truncatedTo(ChronoUnit.SECONDS).toString())
                .orElse("-");
    }

    static JsonObject json(LoggedKey key) {
        return new JsonMembers()
                .with("issuer", key.issuer())
                .with("keyId", key.keyId().orElse(null))
                .with("thumbprint", key.thumbprint())
                .with("source", key.source())
                .with("state", state(key))
                .with("firstSeen", key.firstSeen().map(Instant::toString))
                .with("lastSeen", key.lastSeen().map(Instant::toString))
                .with("revokedAt", key.revokedAt().map(Instant::toString))
                .with("uses", key.uses().stream().map(LoggedKeyText::json).toList())
                .with("jwk", key.jwk())
                .build();
    }

    private static JsonObject json(LoggedKey.Use use) {
        return new JsonMembers()
                .with("from", use.from().toString())
                .with("lastSeen", use.lastSeen().toString())
                .with("until", use.until().map(Instant::toString))
                .build();
    }
}
