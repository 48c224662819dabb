package org.jwks4j;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.jwks4j.http.GuardedTransport;
import org.jwks4j.json.Quoted;

/** What a builder was told of trust. Not thread-safe. */
final class TrustSettings {
    private final Map<String, TrustedIssuer> issuers = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>();
    private final List<IssuerTemplate> templates = new ArrayList<>();
    private @Nullable IssuerResolver resolver;
    private @Nullable JwksHosts anyIssuer;
    private boolean privateAddresses;

    void add(TrustedIssuer issuer) {
        for (String name : issuer.names()) {
            if (!names.add(name)) {
                throw new IllegalArgumentException("trust(...) was called twice for " + Quoted.of(name));
            }
        }
        issuers.put(issuer.name(), issuer);
    }

    void add(IssuerTemplate template) {
        templates.add(template);
    }

    void add(IssuerResolver added) {
        if (resolver != null) {
            throw new IllegalArgumentException("trust(IssuerResolver) was called twice");
        }
        resolver = added;
    }

    void addAnyIssuer(JwksHosts jwksHosts) {
        anyIssuer = jwksHosts;
    }

    void allowPrivateAddresses() {
        privateAddresses = true;
    }

    boolean allowsPrivateAddresses() {
        return privateAddresses;
    }

    /** Those that were trusted by name. */
    Collection<TrustedIssuer> issuers() {
        return issuers.values();
    }

    boolean isNamed(String issuer) {
        return names.contains(issuer);
    }

    RuntimeTrust atRuntime() {
        return new RuntimeTrust(List.copyOf(templates), resolver, anyIssuer);
    }

    /** Fails closed: without a guard, whoever names a host sends us anywhere. */
    void check(@Nullable GuardedTransport guard) {
        if (issuers.isEmpty() && atRuntime().isNobody()) {
            throw new IllegalStateException(
                    "nobody is trusted: call trust(...) for each issuer whose tokens are accepted");
        } else if (anyIssuer != null && resolver != null) {
            throw new IllegalStateException("trustAnyIssuer() and trust(IssuerResolver) contradict each other: "
                    + "whom the resolver refuses would be trusted all the same");
        } else if (privateAddresses && anyIssuer != null) {
            throw new IllegalStateException("allowPrivateAddresses() and trustAnyIssuer() contradict each other");
        } else if (privateAddresses && guard != null) {
            throw new IllegalStateException("allowPrivateAddresses() and guardedTransport(...) contradict each other");
        } else if (hasHostsOfOthers() && guard == null && !privateAddresses) {
            throw new IllegalStateException("issuers whose host is known only at run time need guardedTransport(...), "
                    + "such as GuardedHttpTransport of jwks4j-transport-httpclient5; or allowPrivateAddresses() where "
                    + "all of them are your own");
        }
    }

    private boolean hasHostsOfOthers() {
        return resolver != null
                || anyIssuer != null
                || templates.stream().anyMatch(IssuerTemplate::letsTenantsChooseHosts);
    }
}
