package org.jwks4j.cli.watch;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.jwks4j.IssuerStatus;
import org.jwks4j.cli.terminal.JsonMembers;
import org.jwks4j.cli.terminal.Mark;
import org.jwks4j.cli.terminal.TimeSpan;
import org.jwks4j.json.JsonObject;
import org.jwks4j.jwk.JwkSet;

/**
 * What is known about an issuer at one moment.
 *
 * @param status what the fetcher says
 * @param keyIds the keys that can be used
 */
public record Sighting(IssuerStatus status, Set<String> keyIds) {
    public static Sighting of(IssuerStatus status, @Nullable JwkSet keys) {
        Set<String> keyIds = new TreeSet<>();
        if (keys != null) {
            keys.keys().forEach(jwk -> keyIds.add(String.valueOf(jwk.keyId().orElse(null))));
        }
        return new Sighting(status, keyIds);
    }

    Mark mark() {
        return switch (status.state()) {
            case FIXED, FRESH, DUE -> status.failures() == 0 ? Mark.OK : Mark.WARNING;
            case STALE -> Mark.WARNING;
            case COLD -> status.failures() == 0 ? Mark.UNCHECKED : Mark.BAD;
            case EXPIRED, REVOKED, CLOSED -> Mark.BAD;
        };
    }

    String state() {
        return status.state().name().toLowerCase(Locale.ROOT);
    }

    String age() {
        return shown(status.age());
    }

    String nextRequest() {
        return shown(status.nextAttempt());
    }

    private static String shown(Optional<Duration> span) {
        return span.map(TimeSpan::of).orElse("-");
    }

    long requests() {
        return status.counters().fetches();
    }

    long failures() {
        return status.counters().failedFetches();
    }

    /** For a program. */
    public JsonObject toJson() {
        return new JsonMembers()
                .with("issuer", status.issuer())
                .with("state", status.state().name())
                .with("keys", status.keys())
                .with("keyIds", keyIds)
                .with("ageMillis", status.age().map(Duration::toMillis))
                .with("nextRequestMillis", status.nextAttempt().map(Duration::toMillis))
                .with("requests", requests())
                .with("failedRequests", failures())
                .with("lastFailure", status.lastFailure())
                .build();
    }
}
