package org.jwks4j.cli.terminal;

/** What a command's exit code says. */
public enum ExitCode {
    /** Verified, or found. */
    DONE(0),
    /** The token is refused: what a service answers with 401. */
    REFUSED(1),
    /** The command was called in a wrong way. */
    USAGE(2),
    /** The keys could not be learned, which says nothing about the token: what a service answers with 503. */
    UNAVAILABLE(3),
    /** Our own mistake ({@code EX_SOFTWARE} of sysexits). */
    INTERNAL(70);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
