package org.jwks4j.fleet;

/** An entry of a store that is not believed; it counts as absent. */
final class RefusedEntryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedEntryException(String why) {
        super(why, null, false, false); // told once, and never thrown to a caller
    }
}
