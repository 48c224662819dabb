package org.jwks4j.fleet;

import org.jwks4j.store.SharedStore;

/** An entry of a store that is not believed; it counts as absent. */
final class RefusedEntryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final SharedStore.Refusal reason;

    RefusedEntryException(SharedStore.Refusal reason, String why) {
        super(why, null, false, false); // told once, and never thrown to a caller
        this.reason = reason;
    }

    SharedStore.Refusal reason() {
        return reason;
    }
}
