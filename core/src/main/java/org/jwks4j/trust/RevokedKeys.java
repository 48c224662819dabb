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
    /** An issuer could else fill the heap with ever new keys under a revoked ID. */
    private static final int MAX_MATERIALS = 1_000;

    private final Map<String, Revoked> byIssuer = new ConcurrentHashMap<>();

    public void add(String issuer, String keyId) {
        byIssuer.merge(issuer, new Revoked(Set.of(keyId), Set.of()), RevokedKeys::union);
    }

    /** Keys that were seen under a revoked ID: the same ones under another ID are revoked too. The first 1,000 are remembered. */
    public void addMaterials(String issuer, Set<String> thumbprints) {
        byIssuer.merge(
                issuer,
                new Revoked(Set.of(), Set.copyOf(thumbprints)),
                (known, more) -> known.materials().size() >= MAX_MATERIALS ? known : union(known, more));
    }

    private static Revoked union(Revoked some, Revoked others) {
        return new Revoked(union(some.keyIds(), others.keyIds()), union(some.materials(), others.materials()));
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new HashSet<>(some);
        all.addAll(others);
        return Set.copyOf(all);
    }

    /** By whichever of the issuer's names: the operator knows it by the one that is in its tokens. */
    public Revoked of(String issuer, Set<String> aliases) {
        if (byIssuer.isEmpty()) {
            return Revoked.NONE;
        }
        Revoked all = byIssuer.getOrDefault(issuer, Revoked.NONE);
        for (String alias : aliases) {
            Revoked more = byIssuer.get(alias);
            all = more == null ? all : union(all, more);
        }
        return all;
    }

    public boolean contains(String issuer, Set<String> aliases, @Nullable String keyId) {
        return keyId != null && of(issuer, aliases).keyIds().contains(keyId);
    }
}
