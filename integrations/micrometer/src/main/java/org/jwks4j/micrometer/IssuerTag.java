package org.jwks4j.micrometer;

import io.micrometer.core.instrument.Tag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jwks4j.TrustedIssuer;

/** The tag of an issuer: as many values as issuers were trusted by name, and one more. */
final class IssuerTag {
    static final String KEY = "issuer";
    static final String OTHER = "other";

    private final Map<String, String> named = new HashMap<>();

    IssuerTag(List<TrustedIssuer> issuers) {
        issuers.forEach(issuer -> issuer.names().forEach(name -> named.put(name, issuer.name())));
    }

    String value(String issuer) {
        return named.getOrDefault(issuer, OTHER);
    }

    Tag of(String issuer) {
        return Tag.of(KEY, value(issuer));
    }
}
