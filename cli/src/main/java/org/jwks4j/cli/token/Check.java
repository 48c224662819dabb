package org.jwks4j.cli.token;

import org.jspecify.annotations.Nullable;
import org.jwks4j.cli.terminal.JsonMembers;
import org.jwks4j.cli.terminal.LibraryWords;
import org.jwks4j.cli.terminal.Mark;
import org.jwks4j.error.Reason;
import org.jwks4j.json.JsonObject;

/**
 * One of the questions that a verifier asks of a token. All texts are safe to print.
 *
 * @param name what it is about: a header, a claim, {@code form}, {@code key} or {@code signature}
 * @param mark how it went
 * @param expected what must be
 * @param found what is
 * @param reason why a verifier would refuse the token; null unless it went wrong
 * @param next what to do about it; null unless it went wrong
 */
record Check(
        String name,
        Mark mark,
        String expected,
        String found,
        @Nullable Reason reason,
        @Nullable String next) {

    static Check ok(String name, String expected, String found) {
        return new Check(name, Mark.OK, expected, found, null, null);
    }

    static Check unchecked(String name, String expected, String found) {
        return new Check(name, Mark.UNCHECKED, expected, found, null, null);
    }

    static Check bad(String name, String expected, String found, Reason reason, String next) {
        return new Check(name, Mark.BAD, expected, LibraryWords.asOptions(found), reason, next);
    }

    boolean isBad() {
        return mark == Mark.BAD;
    }

    JsonObject toJson() {
        return new JsonMembers()
                .with("check", name)
                .with(
                        "result",
                        switch (mark) {
                            case OK -> "ok";
                            case BAD -> "failed";
                            default -> "unchecked";
                        })
                .with("expected", expected)
                .with("found", found)
                .with("reason", reason == null ? null : reason.name())
                .with("next", next)
                .build();
    }
}
