package org.jwks4j.simulation.oracle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.jwks4j.RefreshPolicy;
import org.jwks4j.simulation.world.Call.Served;
import org.jwks4j.simulation.world.KeyMaterial;
import org.jwks4j.simulation.world.Publication;

/** The keys of a node that the newest answer lacks, and until when it may use them all the same. */
final class Kept {
    /** The age of an answer is known up to how long its fetch took. */
    private static final long LONGEST_FETCH = Duration.ofSeconds(20).toNanos();

    private final RefreshPolicy policy;
    private final List<Missing> missing = new ArrayList<>();
    private final Map<String, Integer> dropped = new HashMap<>();

    Kept(RefreshPolicy policy) {
        this.policy = policy;
    }

    /** An answer was accepted: what the one before had and this one lacks is missing from when it was asked for. */
    void accepted(@Nullable Held before, Held now) {
        Publication content = now.content();
        missing.removeIf(key -> content.key(key.keyId) == key.material);
        dropped.keySet().removeIf(keyId -> content.key(keyId) != null);
        dropped.replaceAll((keyId, answers) -> answers + 1);
        if (content.isEmpty()) {
            missing.clear();
        } else if (before != null) {
            before.content().keys().forEach((keyId, material) -> {
                if (content.key(keyId) != material) {
                    dropped.put(keyId, 1);
                    missing.add(new Missing(keyId, material, until(before, now)));
                }
            });
        }
    }

    private long until(Held before, Held now) {
        return Math.min(
                now.exchange().sentAt() + policy.missingKeyGrace().toNanos(),
                before.exchange().sentAt() + policy.maxFreshness().toNanos());
    }

    /** Whether a key may be served at this time although the newest answer lacks it; at the very end it may be either way. */
    boolean mayServe(Served served, long now) {
        return material(served, now) != null;
    }

    /** What may be served; null if it is in no key's grace. */
    @Nullable
    KeyMaterial material(Served served, long now) {
        return missing.stream()
                .filter(key -> key.keyId.equals(served.keyId()) && key.material.is(served.key()) && now <= key.until)
                .map(Missing::material)
                .findFirst()
                .orElse(null);
    }

    /** Whether there is a key to serve, beyond all doubt. */
    boolean surelyHas(String keyId, long now) {
        return missing.stream().anyMatch(key -> key.keyId.equals(keyId) && now < key.until - LONGEST_FETCH);
    }

    /** Whether a key was there, and two answers lack it: the node need not ask for it. Without a grace nothing is known of it. */
    boolean isDropped(String keyId) {
        return dropped.getOrDefault(keyId, 0) > 1 && !policy.missingKeyGrace().isZero();
    }

    /** Until when the last of them may be kept. */
    boolean isAny(long now) {
        return missing.stream().anyMatch(key -> now <= key.until);
    }

    private record Missing(String keyId, KeyMaterial material, long until) {}
}
