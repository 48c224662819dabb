package org.jwks4j.cli.doctor;

/** A diagnosis in one letter. */
enum Grade {
    /** Nothing that hurts anyone. */
    A("healthy"),
    /** Warnings, and no errors. */
    B("works, but hurts some services, or will soon"),
    /** Errors. */
    F("tokens are refused, or forged ones could be accepted");

    private final String words;

    Grade(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    static Grade of(Level worst) {
        return switch (worst) {
            case OK, NOTE -> A;
            case WARNING -> B;
            case ERROR -> F;
        };
    }
}
