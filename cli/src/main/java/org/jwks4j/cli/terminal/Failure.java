package org.jwks4j.cli.terminal;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jwks4j.error.TokenException;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.Quoted;

/**
 * Why a command did not do what it was asked for.
 *
 * @param exitCode the kind
 * @param reason a stable name
 * @param status the HTTP status that a service answers with, or null when no token was looked at
 * @param message the same for a person
 * @param issuer the issuer that it is about, if any
 * @param keyId the {@code kid} that it is about, if any
 * @param retryAfter when another try may have another outcome
 * @param detail the check that failed, if there is more to say of it
 */
public record Failure(
        ExitCode exitCode,
        String reason,
        @Nullable Integer status,
        String message,
        @Nullable String issuer,
        @Nullable String keyId,
        Optional<Duration> retryAfter,
        @Nullable Detail detail) {

    public static Failure of(TokenException e) {
        return new Failure(
                e.httpStatus() == 401 ? ExitCode.REFUSED : ExitCode.UNAVAILABLE,
                e.reason().name(),
                e.httpStatus(),
                LibraryWords.asOptions(String.valueOf(e.getMessage())),
                e.issuer().orElse(null),
                e.keyId().orElse(null),
                e.retryAfter(),
                null);
    }

    public static Failure usage(String message) {
        return withoutToken(ExitCode.USAGE, message);
    }

    public static Failure internal(Throwable e) {
        return withoutToken(
                ExitCode.INTERNAL, e.getClass().getName() + ": " + Quoted.of(e.getMessage()) + "; please report this");
    }

    private static Failure withoutToken(ExitCode exitCode, String message) {
        return new Failure(exitCode, exitCode.name(), null, message, null, null, Optional.empty(), null);
    }

    /** The same with the check that failed. */
    public Failure with(Detail failedCheck) {
        return new Failure(exitCode, reason, status, message, issuer, keyId, retryAfter, failedCheck);
    }

    /**
     * The failure for a program.
     *
     * @param verdict whether the command was to say if a token is valid
     */
    public JsonObject toJson(boolean verdict) {
        return new JsonMembers()
                .with("valid", verdict ? false : null)
                .with("reason", reason)
                .with("status", status)
                .with("message", message)
                .with("issuer", issuer)
                .with("keyId", keyId)
                .with("retryAfterMillis", retryAfter.map(Duration::toMillis))
                .with("check", detail == null ? null : detail.json())
                .build();
    }

    /** The failure for a person. */
    public String toText() {
        return line() + (detail == null ? "" : "\n" + detail.text());
    }

    private String line() {
        return switch (exitCode) {
            case REFUSED -> "refused (401 " + reason + "): " + message;
            case UNAVAILABLE -> "keys unavailable (503 " + reason + "): " + message;
            case INTERNAL -> "jwks4j: internal error: " + message;
            default -> "jwks4j: " + message;
        };
    }

    /**
     * The check that failed.
     *
     * @param text lines for a person, with marks
     * @param json the same for a program
     */
    public record Detail(String text, JsonObject json) {
        /** The line that says what to do next. */
        public static String next(String step) {
            return "  next: " + step;
        }
    }
}
