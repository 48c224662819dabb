package org.jwks4j.cli.keylog;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jwks4j.cli.terminal.Sheet;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.Quoted;
import org.jwks4j.keylog.KeyLogReport;
import org.jwks4j.keylog.LoggedKey;
import org.jwks4j.token.UnverifiedToken;

/** The key that verifies a token, as it is shown. */
final class WhichKeyText {
    private final LoggedKey key;
    private final Optional<Instant> issued;
    private final KeyLogReport report;

    WhichKeyText(LoggedKey key, UnverifiedToken token, KeyLogReport report) {
        this.key = key;
        this.issued = issued(token);
        this.report = report;
    }

    /** RFC 7519 §4.1.6: when the token was issued, as it says itself. */
    private static Optional<Instant> issued(UnverifiedToken token) {
        try {
            OptionalLong seconds = token.payload().integer("iat");
            return seconds.isPresent() ? Optional.of(Instant.ofEpochSecond(seconds.getAsLong())) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    String text() {
        return new Sheet()
                .line("key", Quoted.of(key.keyId().orElse(null)))
                .line("thumbprint", key.thumbprint())
                .line("issuer", key.issuer())
                .line("source", key.source())
                .line("in use", LoggedKeyText.uses(key))
                .line("last seen", LoggedKeyText.shown(key.lastSeen()))
                .line("revoked", key.revokedAt().map(Instant::toString).orElse(null))
                .line("signature", "checked with this key as the log has it: it is right")
                .line("issued", issued.map(this::issuedInWords).orElse("the token does not say when"))
                .toString();
    }

    private String issuedInWords(Instant time) {
        return LoggedKeyText.shown(Optional.of(time)) + ", "
                + (key.wasInUseAt(time) ? "when this key was in use" : "when this service did not use the key");
    }

    JsonObject json() {
        return ReportText.json(report)
                .with("key", LoggedKeyText.json(key))
                .with("issuedAt", issued.map(Instant::toString))
                .with("inUseThen", issued.map(key::wasInUseAt))
                .build();
    }
}
