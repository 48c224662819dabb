package org.jwks4j;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The keys that this service's operator has withdrawn, whatever their issuers publish. Kept by name, apart from the issuers,
 * so that no refresh, eviction or seed brings one back.
 */
final class RevokedKeys {
    private final Map<String, Set<String>> byIssuer = new ConcurrentHashMap<>();

    void add(String issuer, String keyId) {
        byIssuer.merge(issuer, Set.of(keyId), RevokedKeys::union);
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new HashSet<>(some);
        all.addAll(others);
        return Set.copyOf(all);
    }

    /** By whichever of the issuer's names: the operator knows it by the one that is in its tokens. */
    Set<String> of(TrustedIssuer issuer) {
        if (byIssuer.isEmpty()) {
            return Set.of();
        }
        Set<String> all = byIssuer.getOrDefault(issuer.name(), Set.of());
        for (String alias : issuer.aliases()) {
            all = union(all, byIssuer.getOrDefault(alias, Set.of()));
        }
        return all;
    }

    boolean contains(TrustedIssuer issuer, @Nullable String keyId) {
        return keyId != null && of(issuer).contains(keyId);
    }
}
