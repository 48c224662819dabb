package org.jwks4j.idp;

import java.util.List;
import java.util.Set;

/**
 * Why legitimate tokens are refused today although they should not be; any other reason is a failure. The page shows how many. A
 * new key in quick succession, or while tokens of withdrawn keys are shown, may find the budget for unknown keys used up; after an
 * outage a new key waits until the next attempt is due; and a key that changes under its {@code kid} is noticed when the keys are
 * next refreshed.
 */
final class KnownRefusals {
    private static final Set<String> IN_ROTATIONS = Set.of("UNKNOWN_KEY_THROTTLED");
    private static final Set<String> AROUND_A_RESTART =
            Set.of("UNKNOWN_KEY_THROTTLED", "ISSUER_UNREACHABLE", "UNEXPECTED_STATUS", "TIMEOUT", "INVALID_SIGNATURE");

    private KnownRefusals() {}

    static void requireNoOther(Findings findings) {
        requireNoOther(findings.rotations().refusals(), IN_ROTATIONS, findings.name() + " rotated");
        requireNoOther(findings.restart().refusals(), AROUND_A_RESTART, findings.name() + " was away");
    }

    private static void requireNoOther(List<String> refusals, Set<String> known, String what) {
        for (String refusal : refusals) {
            if (!known.contains(refusal.split(":", 2)[0])) {
                throw new AssertionError(what + ", and a legitimate token was refused: " + refusal);
            }
        }
    }
}
