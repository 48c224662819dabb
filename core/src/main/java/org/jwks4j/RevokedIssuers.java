package org.jwks4j;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The issuers that this service's operator does not trust any more, by name: whatever the start, a template or a resolver says
 * of them. Kept apart from the issuers, so that no eviction or later answer brings one back.
 */
final class RevokedIssuers {
    private volatile Set<String> names = Set.of(); // read for each token

    synchronized void add(String name) {
        Set<String> all = new LinkedHashSet<>(names);
        all.add(name);
        names = Collections.unmodifiableSet(all);
    }

    boolean contains(String name) {
        Set<String> revoked = names;
        return !revoked.isEmpty() && revoked.contains(name);
    }

    /** By whichever of its names. */
    boolean contains(TrustedIssuer issuer) {
        Set<String> revoked = names;
        return !revoked.isEmpty() && issuer.names().stream().anyMatch(revoked::contains);
    }

    /** In the order in which they were revoked. */
    Set<String> names() {
        return names;
    }
}
