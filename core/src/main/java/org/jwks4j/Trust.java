package org.jwks4j;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.jwks4j.http.GuardedTransport;
import org.jwks4j.http.UriPolicy;
import org.jwks4j.json.Quoted;
import org.jwks4j.location.JwksHosts;
import org.jwks4j.net.RegistrableDomain;

/**
 * Who is trusted: the issuers that were named at start; at run time those that fit a template, then those that a resolver
 * vouches for, or else anyone. Immutable.
 */
final class Trust {
    private static final int HTTPS_PORT = 443;

    private final List<TrustedIssuer> named;
    private final String[] names; // in order: a set would take forty bytes more for each
    private final List<IssuerTemplate> templates;
    private final @Nullable IssuerResolver resolver;
    private final @Nullable JwksHosts anyIssuer;
    private final boolean privateAddresses;

    private Trust(Draft draft) {
        this.named = List.copyOf(draft.issuers.values());
        this.names = draft.names.stream().sorted().toArray(String[]::new);
        this.templates = List.copyOf(draft.templates);
        this.resolver = draft.resolver;
        this.anyIssuer = draft.anyIssuer;
        this.privateAddresses = draft.privateAddresses;
    }

    /** Those that were trusted by name, in that order. */
    Collection<TrustedIssuer> named() {
        return named;
    }

    boolean isNamed(String issuer) {
        return Arrays.binarySearch(names, issuer) >= 0;
    }

    List<IssuerTemplate> templates() {
        return templates;
    }

    boolean hasResolver() {
        return resolver != null;
    }

    boolean allowsPrivateAddresses() {
        return privateAddresses;
    }

    /** Whether no issuer can become known at run time. */
    boolean isNoOneAtRuntime() {
        return templates.isEmpty() && resolver == null && anyIssuer == null;
    }

    /** Whether an issuer of that name is trusted at run time, or may be once the resolver has answered. */
    boolean mayTrust(String name) {
        return resolver != null || isTrustedAtOnce(name);
    }

    private boolean isTrustedAtOnce(String name) {
        return templates.stream().anyMatch(template -> template.matches(name))
                || (anyIssuer != null && isPublicHttps(name));
    }

    /** Whom else than those that were named, in words. */
    Stream<String> whomAtRuntime() {
        Stream<String> like = templates.stream().map(template -> "issuers like " + template);
        Stream<String> others = Stream.of(
                        resolver == null ? "" : "whom its resolver vouches for",
                        anyIssuer == null ? "" : "any issuer with a public https name")
                .filter(text -> !text.isEmpty());
        return Stream.concat(like, others);
    }

    /** What can be said without asking the resolver: by the first template that fits. */
    Optional<TrustedIssuer> atOnce(String name) {
        for (IssuerTemplate template : templates) {
            Optional<TrustedIssuer> issuer = template.match(name);
            if (issuer.isPresent()) {
                return issuer;
            }
        }
        return anyIssuer != null && isPublicHttps(name)
                ? Optional.of(TrustedIssuer.of(name).withJwksHosts(anyIssuer))
                : Optional.empty();
    }

    /** A resolver may answer with a template's issuer; its host is no less the resolver's choice. */
    CompletableFuture<Optional<TrustedIssuer>> resolve(String name) {
        return resolver == null
                ? CompletableFuture.completedFuture(Optional.empty())
                : resolver.resolve(name)
                        .thenApply(answer -> answer == null ? null : answer.map(TrustedIssuer::atHostOfOthers));
    }

    /**
     * One spelling for each host and port, and no host that is an address or a name of one label; what it resolves to, the
     * guard checks.
     */
    private static boolean isPublicHttps(String name) {
        try {
            URI uri = UriPolicy.HTTPS_ONLY.check(name);
            String port = uri.getPort() < 0 || uri.getPort() == HTTPS_PORT ? "" : ":" + uri.getPort();
            String origin = "https://" + uri.getHost().toLowerCase(Locale.ROOT) + port;
            return name.equals(origin + uri.getRawPath())
                    && !uri.getHost().endsWith(".")
                    && RegistrableDomain.of(uri.getHost()).isPresent();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** What a builder is told of trust. Not thread-safe. */
    static final class Draft {
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

        /** Fails closed: without a guard, a name that someone invents could send requests to any address. */
        Trust checked(@Nullable GuardedTransport guard) {
            Trust trust = trust();
            if (issuers.isEmpty() && trust.isNoOneAtRuntime()) {
                throw new IllegalStateException(
                        "no issuer is trusted: call trust(...) for each issuer whose tokens are accepted");
            } else if (anyIssuer != null && resolver != null) {
                throw new IllegalStateException("trustAnyIssuer() and trust(IssuerResolver) contradict each other: "
                        + "whom the resolver refuses would be trusted anyway");
            } else if (privateAddresses && anyIssuer != null) {
                throw new IllegalStateException("allowPrivateAddresses() and trustAnyIssuer() contradict each other");
            } else if (privateAddresses && guard != null) {
                throw new IllegalStateException(
                        "allowPrivateAddresses() and guardedTransport(...) contradict each other");
            } else if (hasHostsOfOthers() && guard == null && !privateAddresses) {
                throw new IllegalStateException(
                        "issuers whose host is known only at run time need guardedTransport(...), "
                                + "such as GuardedHttpTransport of jwks4j-transport-httpclient5; or "
                                + "allowPrivateAddresses() if all of them are your own");
            }
            return trust;
        }

        Trust trust() {
            if (anyIssuer != null || !templates.isEmpty()) {
                RegistrableDomain.of(
                        "example.com"); // reads the list at start, and not on the thread of the first caller
            }
            return new Trust(this);
        }

        private boolean hasHostsOfOthers() {
            return resolver != null
                    || anyIssuer != null
                    || templates.stream().anyMatch(IssuerTemplate::letsTenantsChooseHosts);
        }
    }
}
