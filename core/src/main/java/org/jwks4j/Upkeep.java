package org.jwks4j;

import org.jspecify.annotations.Nullable;

/**
 * How an issuer is kept.
 *
 * @param recoversUnasked whether it is tried again after a failure even if nobody uses it
 * @param onIdle run when nobody has used its keys until they were due for a refresh
 * @param rested what it knew before it came to rest; null when it begins anew
 */
record Upkeep(
        boolean recoversUnasked, Runnable onIdle, @Nullable RestingIssuer rested) {
    /** For an issuer that was trusted by name. */
    static final Upkeep PINNED = new Upkeep(true, () -> {}, null);
}
