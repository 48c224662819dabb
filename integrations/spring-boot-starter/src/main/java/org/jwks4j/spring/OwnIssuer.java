package org.jwks4j.spring;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.jwks4j.IssuerTemplate;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.location.MetadataLocation;
import org.jwks4j.vendors.VendorTrust;
import org.jwks4j.verifier.TokenRules;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundles;

/** One of {@code jwks4j.issuers}: strict as the verifier is, since each relaxation has a property of its own. */
final class OwnIssuer {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2); // as core's own client

    private final String prefix;
    private final IssuerProperties properties;
    private final @Nullable Duration clockSkew;
    private final @Nullable HttpClient client;

    OwnIssuer(int index, Jwks4jProperties all, @Nullable SslBundles bundles) {
        prefix = "jwks4j.issuers[" + index + "].";
        properties = all.issuers().get(index);
        clockSkew = all.clockSkew();
        client = properties.sslBundle() == null ? null : client(properties.sslBundle(), bundles);
    }

    private HttpClient client(String bundle, @Nullable SslBundles bundles) {
        if (bundles == null) {
            throw Setting.wrong(prefix + "ssl-bundle", bundle, "The application has no SSL bundles.");
        }
        try {
            return HttpClient.newBuilder()
                    .connectTimeout(CONNECT_TIMEOUT)
                    .sslContext(bundles.getBundle(bundle).createSslContext())
                    .build();
        } catch (NoSuchSslBundleException e) {
            throw Setting.wrong(
                    prefix + "ssl-bundle", bundle, "There is no SSL bundle of this name in spring.ssl.bundle.");
        }
    }

    ConfiguredIssuer configured() {
        String uri = properties.uri();
        if (properties.vendor() != null) {
            VendorTrust vendor = VendorIssuer.of(prefix, properties);
            return new ConfiguredIssuer.OfVendor(
                    vendor.withRules(this::narrowed).withIssuer(this::reached));
        } else if (uri == null) {
            throw Setting.wrong(prefix + "uri", null, "Set it to the issuer's name, or " + prefix + "vendor.");
        }
        return properties.isTemplate()
                ? new ConfiguredIssuer.Templated(template(uri), narrowed(audience()))
                : new ConfiguredIssuer.Named(
                        configured(Setting.of(prefix + "uri", uri, TrustedIssuer::of)), narrowed(audience()));
    }

    private IssuerTemplate template(String uri) {
        IssuerTemplate template = Setting.of(prefix + "uri", uri, IssuerTemplate::of);
        for (Map.Entry<String, List<String>> slot : properties.tenants().entrySet()) {
            IssuerTemplate before = template;
            template = Setting.of(
                    prefix + "tenants." + slot.getKey(),
                    slot.getValue(),
                    values -> before.withValues(slot.getKey(), values.toArray(String[]::new)));
        }
        for (Map.Entry<String, String> claim : properties.boundClaims().entrySet()) {
            IssuerTemplate before = template;
            template = Setting.of(
                    prefix + "bound-claims." + claim.getKey(),
                    claim.getValue(),
                    slot -> before.withClaim(claim.getKey(), slot));
        }
        return Setting.of(prefix + "uri", template, plain -> plain.with(this::configured));
    }

    private TrustedIssuer configured(TrustedIssuer plain) {
        if (properties.jwksUri() == null && properties.metadataUri() == null) {
            requireReachable(plain.name());
        }
        TrustedIssuer issuer = plain;
        issuer = changed(issuer, "jwks-uri", properties.jwksUri(), TrustedIssuer::withJwksUri);
        issuer = changed(
                issuer,
                "metadata-uri",
                properties.metadataUri(),
                (it, uri) -> it.withMetadataAt(MetadataLocation.uri(uri)));
        for (String alias : properties.aliases()) {
            issuer = changed(issuer, "aliases", alias, TrustedIssuer::withAlias);
        }
        for (String host : PlainHttp.hosts(plain.name(), properties.jwksUri(), properties.metadataUri())) {
            if (properties.allowHttp() || PlainHttp.isLoopback(host)) {
                issuer = changed(issuer, "allow-http", host, TrustedIssuer::allowHttpTo);
            }
        }
        return reached(issuer);
    }

    private void requireReachable(String issuer) {
        Setting.requireUri(prefix + "uri", issuer, prefix + "jwks-uri or " + prefix + "metadata-uri");
        for (String host : PlainHttp.hosts(issuer)) {
            if (!properties.allowHttp() && !PlainHttp.isLoopback(host)) {
                throw Setting.wrong(
                        prefix + "uri",
                        issuer,
                        "It is http, by which anyone on the way can replace keys: use https, or permit it by " + prefix
                                + "allow-http=true.");
            }
        }
    }

    private TrustedIssuer reached(TrustedIssuer known) {
        TrustedIssuer issuer = known;
        for (Map.Entry<String, String> header : properties.headers().entrySet()) {
            issuer = changed(
                    issuer,
                    "headers." + header.getKey(),
                    header.getKey(),
                    (it, name) -> it.withRequestHeader(name, header.getValue()));
        }
        return client == null ? issuer : issuer.withHttpClient(client);
    }

    private TrustedIssuer changed(TrustedIssuer issuer, String name, @Nullable String value, Change change) {
        return value == null ? issuer : Setting.of(prefix + name, value, text -> change.of(issuer, text));
    }

    private TokenRules narrowed(TokenRules wide) {
        TokenRules rules = wide;
        if (!properties.types().isEmpty()) {
            rules = with(rules, "types", properties.types(), TokenRules::withType);
        }
        if (!properties.algorithms().isEmpty()) {
            rules = rules.withAlgorithms(Setting.algorithms(prefix + "algorithms", properties.algorithms()));
        }
        for (Map.Entry<String, List<String>> claim : properties.requiredClaims().entrySet()) {
            rules = with(
                    rules,
                    "required-claims." + claim.getKey(),
                    claim.getValue(),
                    (it, values) -> it.requireClaim(claim.getKey(), values));
        }
        return clockSkew == null ? rules : Setting.of("jwks4j.clock-skew", clockSkew, rules::withClockSkew);
    }

    private TokenRules audience() {
        List<String> audiences = properties.audiences();
        if (properties.acceptAnyAudience() == audiences.isEmpty()) {
            return audiences.isEmpty()
                    ? TokenRules.acceptingAnyAudience()
                    : Setting.of(
                            prefix + "audiences",
                            audiences,
                            names -> TokenRules.forAudience(names.toArray(String[]::new)));
        }
        throw Setting.wrong(
                prefix + "audiences",
                audiences,
                audiences.isEmpty()
                        ? "Set it to this service's name, or " + prefix
                                + "accept-any-audience to true if tokens for other services are to be accepted too."
                        : "It contradicts " + prefix + "accept-any-audience: set one of the two.");
    }

    private TokenRules with(TokenRules rules, String name, List<String> values, RuleOfNames rule) {
        return Setting.of(prefix + name, values, names -> rule.of(rules, names.toArray(String[]::new)));
    }

    /** One setting of an issuer. */
    private interface Change {
        TrustedIssuer of(TrustedIssuer issuer, String value);
    }

    /** One rule that lists names. */
    private interface RuleOfNames {
        TokenRules of(TokenRules rules, String... names);
    }
}
