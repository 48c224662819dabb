package org.jwks4j.spring;

import static java.util.Objects.requireNonNullElse;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyFetcherBuilder;
import org.jwks4j.RefreshPolicy;
import org.jwks4j.spring.Jwks4jProperties.RefreshProperties;
import org.jwks4j.verifier.JwtVerifier;
import org.jwks4j.verifier.JwtVerifierBuilder;
import org.springframework.boot.ssl.SslBundles;

/** All issuers that properties name: Boot's own one first, then {@code jwks4j.issuers}. */
final class ConfiguredIssuers {
    private final BootProperties boot;
    private final Jwks4jProperties own;
    private final List<ConfiguredIssuer> all;

    private ConfiguredIssuers(BootProperties boot, Jwks4jProperties own, List<ConfiguredIssuer> all) {
        this.boot = boot;
        this.own = own;
        this.all = List.copyOf(all);
    }

    static ConfiguredIssuers of(BootProperties boot, Jwks4jProperties own, @Nullable SslBundles bundles) {
        List<ConfiguredIssuer> all = new ArrayList<>();
        Set<String> names = new HashSet<>();
        if (boot.issuerUri() != null) {
            all.add(BootIssuer.of(boot.issuerUri(), boot, own.clockSkew()));
            names.add(boot.issuerUri());
        }
        for (int i = 0; i < own.issuers().size(); i++) {
            ConfiguredIssuer issuer = new OwnIssuer(i, own, bundles).configured();
            if (issuer.name() != null && !names.add(issuer.name())) {
                throw Setting.wrong(
                        "jwks4j.issuers[" + i + "].uri",
                        issuer.name(),
                        "The same issuer is configured before, by another entry or by " + BootProperties.ISSUER_URI
                                + ": set one of them.");
            }
            all.add(issuer);
        }
        return new ConfiguredIssuers(boot, own, all);
    }

    /** What {@code build()} refuses is said of all that properties trust. */
    KeyFetcher build(KeyFetcherBuilder builder) {
        String property = own.issuers().isEmpty() ? BootProperties.ISSUER_URI : "jwks4j.issuers";
        return Setting.of(property, names(), names -> builder.build());
    }

    private List<String> names() {
        Stream<String> named = own.issuers().stream()
                .map(issuer -> String.valueOf(issuer.uri() == null ? issuer.vendor() : issuer.uri()));
        return Stream.concat(Stream.ofNullable(boot.issuerUri()), named).toList();
    }

    KeyFetcherBuilder fetcher() {
        KeyFetcherBuilder builder = KeyFetcher.builder().refreshPolicy(refreshPolicy(own.refresh()));
        all.forEach(issuer -> issuer.trustedBy(builder));
        if (own.deadline() != null) {
            Setting.of("jwks4j.deadline", own.deadline(), builder::deadline);
        }
        if (own.requestTimeout() != null) {
            Setting.of("jwks4j.request-timeout", own.requestTimeout(), builder::requestTimeout);
        }
        return builder;
    }

    /** A fetcher that is the user's own may trust issuers that no property names: Boot's rules are for them. */
    JwtVerifierBuilder verifier(KeyFetcher fetcher) {
        JwtVerifierBuilder builder = JwtVerifier.builder(fetcher);
        all.forEach(issuer -> issuer.checkedBy(builder));
        return all.isEmpty()
                ? builder.rules(BootIssuer.rules(boot, "the issuers of the application's KeyFetcher", own.clockSkew()))
                : builder;
    }

    private static RefreshPolicy refreshPolicy(RefreshProperties properties) {
        RefreshPolicy policy = Setting.of("jwks4j.refresh", properties, ConfiguredIssuers::withFreshness);
        policy = Setting.of("jwks4j.refresh", properties, withBudget(policy));
        if (properties.staleFor() != null) {
            policy = Setting.of("jwks4j.refresh.stale-for", properties.staleFor(), policy::withStaleFor);
        }
        return properties.maxWait() == null
                ? policy
                : Setting.of("jwks4j.refresh.max-wait", properties.maxWait(), policy::withMaxWait);
    }

    private static Function<RefreshProperties, RefreshPolicy> withBudget(RefreshPolicy policy) {
        return properties -> policy.withUnknownKeyBudget(
                requireNonNullElse(properties.unknownKeyBurst(), policy.unknownKeyBurst()),
                requireNonNullElse(properties.unknownKeyInterval(), policy.unknownKeyInterval()));
    }

    /** All three at once: each is bounded by the others. */
    private static RefreshPolicy withFreshness(RefreshProperties properties) {
        RefreshPolicy defaults = RefreshPolicy.defaults();
        return defaults.withFreshness(
                requireNonNullElse(properties.defaultFreshness(), defaults.defaultFreshness()),
                requireNonNullElse(properties.minFreshness(), defaults.minFreshness()),
                requireNonNullElse(properties.maxFreshness(), defaults.maxFreshness()));
    }
}
