package org.jwks4j;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.jwks4j.http.UriPolicy;
import org.jwks4j.net.RegistrableDomain;

/**
 * Who is trusted besides the issuers that were named at start: those that fit a template, then those that a resolver vouches
 * for, or else anybody.
 *
 * @param resolver null where there is none
 * @param anyIssuer where the keys of anybody may be; null where not anybody is trusted
 */
record RuntimeTrust(
        List<IssuerTemplate> templates,
        @Nullable IssuerResolver resolver,
        @Nullable JwksHosts anyIssuer) {
    private static final int HTTPS_PORT = 443;

    RuntimeTrust {
        if (anyIssuer != null || !templates.isEmpty()) {
            RegistrableDomain.of("example.com"); // reads the list at start, and not on the thread of the first caller
        }
    }

    boolean isNobody() {
        return templates.isEmpty() && resolver == null && anyIssuer == null;
    }

    /** Whether an issuer of that name is trusted, or may be once the resolver has answered. */
    boolean mayTrust(String name) {
        return resolver != null || isTrustedAtOnce(name);
    }

    private boolean isTrustedAtOnce(String name) {
        return templates.stream().anyMatch(template -> template.matches(name))
                || (anyIssuer != null && isPublicHttps(name));
    }

    /** What can be said without asking anybody: by the first template that fits. */
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
    CompletableFuture<Optional<TrustedIssuer>> ask(String name) {
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
}
