package org.jwks4j;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Who is trusted. Names are compared exactly; nothing is added, dropped or folded. */
final class TrustedIssuers {
    private final Map<String, Issuer> byName;
    private final List<Issuer> inOrder;

    TrustedIssuers(Collection<TrustedIssuer> trusted, Function<TrustedIssuer, Issuer> assemble) {
        Map<String, Issuer> issuers = new LinkedHashMap<>();
        trusted.forEach(issuer -> issuers.put(issuer.name(), assemble.apply(issuer)));
        this.byName = Map.copyOf(issuers);
        this.inOrder = List.copyOf(new ArrayList<>(issuers.values()));
    }

    @Nullable
    Issuer find(String name) {
        return byName.get(name);
    }

    List<Issuer> all() {
        return inOrder;
    }

    /** For the person who sees the message: the most frequent slip. It changes nothing about the answer. */
    String hintFor(String name) {
        String other = name.endsWith("/") ? name.substring(0, name.length() - 1) : name + "/";
        return byName.containsKey(other) ? " (a name that differs in the terminating slash is trusted)" : "";
    }
}
