package org.jwks4j.cli.terminal;

/** The options of a call do not go together, or make no sense. The message quotes nothing that may be a token. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
