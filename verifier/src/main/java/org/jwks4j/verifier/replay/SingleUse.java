package org.jwks4j.verifier.replay;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jwks4j.json.Quoted;

/**
 * One use of what may be used once.
 *
 * @param owner whose quota it counts for: a key's thumbprint or a digest of an issuer's name, with a word before it that says
 *     which; at most 60 letters, digits, {@code :}, {@code -} and {@code _}
 * @param id a digest of its own ID, unique for that owner: 43 letters of base64url
 * @param at when it is used, by the verifier's clock
 * @param until the last instant at which it would be accepted otherwise: so long it must be remembered
 */
public record SingleUse(String owner, String id, Instant at, Instant until) {
    /**
     * A use.
     *
     * @param owner whose quota it counts for
     * @param id unique for that owner
     * @param at when it is used
     * @param until how long it must be remembered
     */
    public SingleUse {
        requireNonNull(owner, "owner");
        requireNonNull(id, "id");
        requireNonNull(at, "at");
        requireNonNull(until, "until");
    }

    /** Owner and time; the text of an owner that a caller made up is escaped. */
    @Override
    public String toString() {
        return "SingleUse[" + Quoted.of(owner) + ", until " + until + "]";
    }
}
