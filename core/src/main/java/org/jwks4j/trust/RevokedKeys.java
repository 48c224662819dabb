package org.jwks4j.trust;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The keys that this service's operator has withdrawn, whatever their issuers publish. Kept by name, apart from the issuers,
 * so that no refresh, eviction or seed brings one back.
 */
public final class RevokedKeys {
    private final Map<String, Set<String>> byIssuer = new ConcurrentHashMap<>();

    public void add(String issuer, String keyId) {
        byIssuer.merge(issuer, Set.of(keyId), RevokedKeys::union);
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new HashSet<>(some);
        all.addAll(others);
        return Set.copyOf(all);
    }

    /** By whichever of the issuer's names: the operator knows it by the one that is in its tokens. */
    public Set<String> of(String issuer, Set<String> aliases) {
        if (byIssuer.isEmpty()) {
            return Set.of();
        }
        Set<String> all = byIssuer.getOrDefault(issuer, Set.of());
        for (String alias : aliases) {
            all = union(all, byIssuer.getOrDefault(alias, Set.of()));
        }
        return all;
    }

    public boolean contains(String issuer, Set<String> aliases, @Nullable String keyId) {
        return keyId != null && of(issuer, aliases).contains(keyId);
    }
}
