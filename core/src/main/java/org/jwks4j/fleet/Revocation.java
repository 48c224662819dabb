package org.jwks4j.fleet;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What an operator has revoked.
 *
 * @param keyId a key of the issuer; null for the issuer as a whole
 */
public record Revocation(String issuer, @Nullable String keyId) {
    static final Comparator<Revocation> ORDER = Comparator.comparing(Revocation::issuer)
            .thenComparing(Revocation::keyId, Comparator.nullsFirst(Comparator.naturalOrder()));
}
