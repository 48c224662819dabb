package org.jwks4j.cli;

/** The options of a call do not go together, or make no sense. The message quotes nothing that may be a token. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
