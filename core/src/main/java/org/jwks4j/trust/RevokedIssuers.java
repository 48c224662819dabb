package org.jwks4j.trust;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The issuers that this service's operator does not trust any more, by name: whatever the start, a template or a resolver says
 * of them. Kept apart from the issuers, so that no eviction or later answer brings one back.
 */
public final class RevokedIssuers {
    private volatile Set<String> names = Set.of(); // read for each token

    public synchronized void add(String name) {
        Set<String> all = new LinkedHashSet<>(names);
        all.add(name);
        names = Collections.unmodifiableSet(all);
    }

    public boolean contains(String name) {
        Set<String> revoked = names;
        return !revoked.isEmpty() && revoked.contains(name);
    }

    /** By whichever of its names. */
    public boolean contains(String issuer, Set<String> aliases) {
        Set<String> revoked = names;
        return !revoked.isEmpty()
                && (revoked.contains(issuer) || aliases.stream().anyMatch(revoked::contains));
    }

    /** In the order in which they were revoked. */
    public Set<String> names() {
        return names;
    }
}
