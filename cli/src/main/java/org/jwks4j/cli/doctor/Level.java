package org.jwks4j.cli.doctor;

import org.jwks4j.cli.terminal.Mark;

/** How much a finding hurts. In rising order. */
enum Level {
    /** As it should be. */
    OK(Mark.OK, "none"),
    /** Worth knowing; hurts no one by itself. */
    NOTE(Mark.UNCHECKED, "note"),
    /** Hurts some consumers, or will soon. */
    WARNING(Mark.WARNING, "warning"),
    /** Tokens are refused, or wrongly accepted. */
    ERROR(Mark.BAD, "error");

    private final Mark mark;
    private final String sarif;

    Level(Mark mark, String sarif) {
        this.mark = mark;
        this.sarif = sarif;
    }

    Mark mark() {
        return mark;
    }

    /** SARIF 2.1.0 §3.27.10. */
    String sarif() {
        return sarif;
    }
}
