package org.jwks4j.keylog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.Quoted;

/**
 * A key as a log has it.
 *
 * @param issuer whose key it is; untrusted text
 * @param keyId its {@code kid}; empty if it has none; untrusted text
 * @param thumbprint of the public key (RFC 7638)
 * @param source where it was had: a JWKS URI, or words; untrusted text
 * @param jwk the public key
 * @param uses when it was among the issuer's keys, in their order; at least one unless lines are missing
 * @param revokedAt when the operator revoked it or its issuer
 */
public record LoggedKey(
        String issuer,
        Optional<String> keyId,
        String thumbprint,
        String source,
        JsonObject jwk,
        List<Use> uses,
        Optional<Instant> revokedAt) {
    /**
     * Copies the uses.
     *
     * @param issuer whose key it is
     * @param keyId its {@code kid}
     * @param thumbprint of the public key
     * @param source where it was had
     * @param jwk the public key
     * @param uses when it was among the issuer's keys
     * @param revokedAt when it was revoked
     */
    public LoggedKey {
        uses = List.copyOf(uses);
    }

    /**
     * When it was first accepted.
     *
     * @return empty if the line about it is missing
     */
    public Optional<Instant> firstSeen() {
        return uses.stream().findFirst().map(Use::from);
    }

    /**
     * When an answer of the issuer last had it, as far as that was written down.
     *
     * @return empty if the line about it is missing
     */
    public Optional<Instant> lastSeen() {
        return uses.isEmpty()
                ? Optional.empty()
                : Optional.of(uses.get(uses.size() - 1).lastSeen());
    }

    /**
     * Whether it was in use.
     *
     * @param time when
     * @return whether it had been accepted by then, and was not replaced or revoked
     */
    public boolean wasInUseAt(Instant time) {
        boolean revoked = revokedAt.isPresent() && !time.isBefore(revokedAt.get());
        return !revoked && uses.stream().anyMatch(use -> use.contains(time));
    }

    /** Which key, its untrusted text escaped. */
    @Override
    public String toString() {
        return "LoggedKey[" + Quoted.of(issuer) + ", kid " + Quoted.of(keyId.orElse(null)) + ", thumbprint "
                + Quoted.of(thumbprint) + "]";
    }

    /**
     * A time for which a key was among its issuer's keys.
     *
     * @param from when it was accepted
     * @param lastSeen when an answer last had it
     * @param until when a set without it was accepted; empty if none was
     */
    public record Use(Instant from, Instant lastSeen, Optional<Instant> until) {
        boolean contains(Instant time) {
            return !time.isBefore(from) && (until.isEmpty() || time.isBefore(until.get()));
        }

        Use seen(Instant time) {
            return time.isAfter(lastSeen) ? new Use(from, time, until) : this;
        }

        Use ended(Instant time) {
            return new Use(from, lastSeen, Optional.of(time));
        }
    }
}
