package org.jwks4j.jwk;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.JsonObject;

/**
 * One entry of a JWK Set: a key, or the reason why not.
 *
 * @param material the numbers, also of an entry that is skipped only for what it says about its use; else null
 */
record SetEntry(
        @Nullable Jwk key,
        @Nullable SkippedJwk skipped,
        @Nullable KeyMaterial material) {
    private static final Set<SkipReason> ABOUT_ITS_USE =
            Set.of(SkipReason.NOT_FOR_SIGNATURES, SkipReason.UNSUPPORTED_ALGORITHM, SkipReason.ALGORITHM_MISMATCH);
    private static final int MAX_TEXT = 256;

    static SetEntry of(Jwk key) {
        return new SetEntry(key, null, key.material());
    }

    static SetEntry skipped(JsonObject jwk, UnusableJwkException why, JwkLimits limits) {
        SkippedJwk skipped = new SkippedJwk(textOf(jwk, "kid"), textOf(jwk, "kty"), why.reason(), why.detail());
        boolean hasNumbers = ABOUT_ITS_USE.contains(why.reason());
        return new SetEntry(null, skipped, hasNumbers ? materialOf(jwk, limits) : null);
    }

    private static @Nullable KeyMaterial materialOf(JsonObject jwk, JwkLimits limits) {
        try {
            return MaterialParser.parse(JwkMembers.published(jwk), limits);
        } catch (UnusableJwkException e) {
            return null;
        }
    }

    private static @Nullable String textOf(JsonObject jwk, String name) {
        return jwk.asMap().get(name) instanceof String text
                ? text.substring(0, Math.min(text.length(), MAX_TEXT))
                : null;
    }

    @Nullable
    String keyId() {
        return key != null ? key.keyId().orElse(null) : skipped == null ? null : skipped.keyId();
    }

    /** The same entry, no longer used. */
    SetEntry skippedFor(SkipReason reason, String detail) {
        return key == null
                ? this
                : new SetEntry(null, new SkippedJwk(key.keyId().orElse(null), key.keyType(), reason, detail), material);
    }
}
