package org.jwks4j;

import static java.util.Objects.requireNonNull;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.jwks4j.http.HttpTransport;
import org.jwks4j.http.JdkHttpTransport;
import org.jwks4j.http.PemTls;
import org.jwks4j.json.Quoted;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.location.JwksHosts;
import org.jwks4j.location.MetadataLocation;
import org.jwks4j.net.RequestSettings;
import org.jwks4j.template.TemplateText;
import org.jwks4j.template.TenantBinding;

/**
 * An issuer whose tokens are accepted, and where its keys come from: by default from its published metadata. The name is
 * compared with {@code iss} exactly: no slash is added or dropped, no case folded.
 *
 * <p>Immutable; each {@code with} method returns a changed copy. At most one of metadata location, fixed metadata, JWKS URI,
 * key location and fixed JWK Set can be given: another one is refused.
 */
public final class TrustedIssuer {
    private final String name;
    private final @Nullable TenantBinding tenant;
    private final IssuerSettings settings;

    private TrustedIssuer(String name, @Nullable TenantBinding tenant, IssuerSettings settings) {
        this.name = name;
        this.tenant = tenant;
        this.settings = settings;
    }

    /**
     * An issuer whose keys are found through the fetcher's metadata locations.
     *
     * @param issuer the exact {@code iss} of its tokens
     * @return the trusted issuer
     */
    public static TrustedIssuer of(String issuer) {
        if (requireNonNull(issuer, "issuer").isEmpty()) {
            throw new IllegalArgumentException("the issuer is empty");
        }
        return new TrustedIssuer(issuer, null, IssuerSettings.NONE);
    }

    /** An issuer that fits a template. */
    static TrustedIssuer bound(String issuer, TenantBinding tenant) {
        return new TrustedIssuer(issuer, tenant, IssuerSettings.NONE);
    }

    /**
     * Looks for the metadata in these places, in this order; the next one is asked when one answers 4xx.
     *
     * @param locations at least one
     * @return a changed copy
     */
    public TrustedIssuer withMetadataAt(MetadataLocation... locations) {
        if (locations.length == 0) {
            throw new IllegalArgumentException("withMetadataAt() needs a location");
        }
        return withKeySource(new KeySource.Discovered(List.of(locations)));
    }

    /**
     * Uses this metadata and never asks for any.
     *
     * @param metadata names this issuer
     * @return a changed copy
     */
    public TrustedIssuer withMetadata(IssuerMetadata metadata) {
        if (!metadata.issuer().equals(name)) {
            throw new IllegalArgumentException("the metadata names another issuer");
        }
        return withKeySource(new KeySource.GivenMetadata(metadata));
    }

    /**
     * Fetches the JWK Set from this URI, without metadata.
     *
     * @param jwksUri where the JWK Set is
     * @return a changed copy
     */
    public TrustedIssuer withJwksUri(String jwksUri) {
        return withKeySource(new KeySource.GivenUri(requireNonNull(jwksUri, "jwksUri")));
    }

    /**
     * Has the keys from documents of another form or number than one JWK Set, without metadata.
     *
     * @param location where they are
     * @return a changed copy
     */
    public TrustedIssuer withKeysAt(KeyLocation location) {
        return withKeySource(location.source());
    }

    /**
     * Uses these keys and never fetches any.
     *
     * @param jwkSet at least one usable key
     * @return a changed copy
     */
    public TrustedIssuer withJwkSet(JwkSet jwkSet) {
        if (jwkSet.keys().isEmpty()) {
            throw new IllegalArgumentException("the JWK Set has no usable key: " + jwkSet.skipped());
        }
        return withKeySource(new KeySource.GivenKeys(jwkSet));
    }

    /**
     * Accepts only these algorithms from this issuer.
     *
     * @param allowed at least one
     * @return a changed copy
     */
    public TrustedIssuer withAlgorithms(JwsAlgorithm... allowed) {
        if (allowed.length == 0) {
            throw new IllegalArgumentException("withAlgorithms() needs an algorithm");
        }
        return with(settings.withAlgorithms(Set.of(allowed)));
    }

    /**
     * Begins with keys that were fetched earlier, so that a start needs no issuer. They are as old as they are: due for a
     * refresh, or not used at all, as if the process had never ended. The caching headers of their answer are not part of a
     * seed: it is fresh for the policy's default, and under {@link RefreshPolicy#strictHttpCaching()} not used past that. A
     * seed says where to begin, not whom to trust: two issuers that differ in it alone are equal.
     *
     * @param seed what {@link KeyFetcher#export} returned for this issuer; a fetch time in the future counts as now
     * @return a changed copy
     * @throws IllegalArgumentException if the seed is of another issuer, whose keys would pass as this issuer's, or has no
     *     usable key
     */
    public TrustedIssuer withSeed(FetchedJwkSet seed) {
        if (!isNamed(seed.issuer())) {
            throw new IllegalArgumentException("the seed is of another issuer, " + Quoted.of(seed.issuer())
                    + ", and not of " + Quoted.of(name) + ": its keys would pass as this issuer's");
        } else if (seed.jwkSet().keys().isEmpty()) {
            throw new IllegalArgumentException(
                    "the seed has no usable key: " + seed.jwkSet().skipped());
        }
        return with(settings.with(seed));
    }

    /**
     * Accepts another name of the same issuer if it has two, such as an internal and a public URL: in {@code iss}, and as
     * the issuer that its metadata names. Its keys are found by {@link #name()}, which is also the issuer of its
     * {@linkplain VerificationKey#issuer() keys}.
     *
     * @param alias compared exactly, as the name is
     * @return a changed copy
     */
    public TrustedIssuer withAlias(String alias) {
        if (isNamed(requireNonNull(alias, "alias")) || alias.isEmpty()) {
            throw new IllegalArgumentException("the alias is empty, or a name of the issuer already");
        }
        Set<String> all = new LinkedHashSet<>(settings.aliases());
        all.add(alias);
        return with(settings.withAliases(Set.copyOf(all)));
    }

    /**
     * Restricts where the {@code jwks_uri} of its metadata may lead.
     *
     * @param hosts the rule
     * @return a changed copy
     */
    public TrustedIssuer withJwksHosts(JwksHosts hosts) {
        return with(settings.with(requireNonNull(hosts, "hosts")));
    }

    /**
     * Fetches what this issuer has through a client of its own: with its proxy, its certificate authority or its client
     * certificate. An issuer that is known only at run time, other than by a template whose host has no slot, needs a
     * {@link #withTransport transport} that is guarded.
     *
     * @param client follows no redirects; left open when the fetcher closes
     * @return a changed copy
     */
    public TrustedIssuer withHttpClient(HttpClient client) {
        return withTransport(JdkHttpTransport.of(client));
    }

    /**
     * Fetches what this issuer has over TLS that trusts the certificates of a PEM file, and no others: those of its own
     * authority, or its own. The file is read now. {@link PemTls} does more, such as a client certificate.
     *
     * @param pem the file, with one or more certificates
     * @return a changed copy. A resolver answers with the same object each time, or the issuer counts as changed
     */
    public TrustedIssuer withTrustedCertificates(Path pem) {
        return withTransport(JdkHttpTransport.create(
                PemTls.create().withTrustedCertificates(pem).context()));
    }

    /**
     * Fetches what this issuer has through a transport of its own. If the address guard is in force, it must be a
     * {@link org.jwks4j.http.GuardedTransport}.
     *
     * @param transport left open when the fetcher closes
     * @return a changed copy
     */
    public TrustedIssuer withTransport(HttpTransport transport) {
        return with(settings.with(settings.access().withTransport(requireNonNull(transport, "transport"))));
    }

    /**
     * Sends a header with each request to this issuer's configured origins: those of the issuer or of its metadata URI or
     * JWKS URI as they were configured, and of {@link #sendHeadersAlsoTo}. It is sent nowhere else, wherever metadata leads.
     *
     * @param headerName none that is part of every request, such as {@code Accept}
     * @param value visible characters, spaces and tabs
     * @return a changed copy
     */
    public TrustedIssuer withRequestHeader(String headerName, String value) {
        return with(settings.with(settings.access().withHeader(headerName, value)));
    }

    /**
     * Sends {@code Authorization: Bearer ...} to the same origins as {@link #withRequestHeader}, as the API server of a
     * Kubernetes cluster asks for.
     *
     * @param token asked before each request, on the fetcher's executor, so that a token that changes is read anew; must not
     *     block it for long. If it throws, the keys are unavailable. A resolver answers with the same object each time,
     *     or the issuer counts as changed
     * @return a changed copy
     */
    public TrustedIssuer withBearerToken(Supplier<String> token) {
        return with(settings.with(settings.access().withBearerToken(requireNonNull(token, "token"))));
    }

    /**
     * Sends the headers and the token of this issuer to one more origin, such as where its {@code jwks_uri} is.
     *
     * @param origin {@code https://host} or {@code https://host:port}; {@code http://host:port} if {@link #allowHttpTo} has it
     * @return a changed copy
     */
    public TrustedIssuer sendHeadersAlsoTo(String origin) {
        return with(settings.with(settings.access().withOrigin(requireNonNull(origin, "origin"))));
    }

    /**
     * Permits {@code http} to one host and port, for a private network without TLS: anyone in it can replace the keys, and so sign any
     * token of this issuer. Metadata that was fetched by {@code https} may still not name an {@code http} URI. Headers and tokens go there only if
     * {@link #sendHeadersAlsoTo} names it too. The log says so at start.
     *
     * @param hostAndPort such as {@code keycloak:8080}, compared to the letter except for its case
     * @return a changed copy, only for an issuer that is trusted by name or by a template without a slot in its host
     */
    public TrustedIssuer allowHttpTo(String hostAndPort) {
        return with(settings.with(settings.access().withPlainHttpTo(requireNonNull(hostAndPort, "hostAndPort"))));
    }

    /** The same issuer, whose host someone else has chosen. */
    TrustedIssuer atHostOfOthers() {
        return tenant == null ? this : new TrustedIssuer(name, tenant.choosingHost(), settings);
    }

    private TrustedIssuer with(IssuerSettings changed) {
        return new TrustedIssuer(name, tenant, changed);
    }

    private TrustedIssuer withKeySource(KeySource changed) {
        if (keySource() != KeySource.Discovered.BY_DEFAULT) {
            throw new IllegalArgumentException("the keys of this issuer already have a source ("
                    + keySource().setBy() + "); " + changed.setBy() + " contradicts it");
        }
        return with(settings.with(changed));
    }

    /**
     * The issuer.
     *
     * @return the exact {@code iss} of its tokens
     */
    public String name() {
        return name;
    }

    /**
     * The tenant's part of the name of an issuer that fits an {@link IssuerTemplate}.
     *
     * @param slot its name in the template
     * @return its value; empty if there is no such slot
     */
    public Optional<String> slot(String slot) {
        return tenant == null
                ? Optional.empty()
                : Optional.ofNullable(tenant.slots().get(requireNonNull(slot, "slot")));
    }

    /**
     * What a token of this issuer must say besides its {@code iss}, as {@link IssuerTemplate#withClaim} had it. The verifier
     * and the adapters of this library check it; elsewhere it is yours to check.
     *
     * @return strings by claim; empty for an issuer that was not trusted by a template
     */
    public Map<String, String> boundClaims() {
        return tenant == null ? Map.of() : tenant.claims();
    }

    /**
     * Its name and its aliases.
     *
     * @return at least one
     */
    public Set<String> names() {
        Set<String> all = new LinkedHashSet<>(settings.aliases());
        all.add(name);
        return all;
    }

    /**
     * Whether a text is a name of this issuer.
     *
     * @param iss an {@code iss}, compared exactly
     * @return whether it is the name or an alias
     */
    public boolean isNamed(String iss) {
        return name.equals(iss) || settings.aliases().contains(iss);
    }

    /** OpenID Connect Discovery 1.0 §4.3; Entra's metadata for all tenants has the slot itself where the tenant would be. */
    boolean isNamedByMetadata(String issuer) {
        return isNamed(issuer) || (tenant != null && name.equals(tenant.fillIn(issuer)));
    }

    /** As by metadata; and a slot in a JWK may stand for a tenant that was trusted by name. */
    boolean isNamedByJwk(String issuer) {
        return isNamedByMetadata(issuer) || (tenant == null && TemplateText.matches(issuer, name));
    }

    Set<String> aliases() {
        return settings.aliases();
    }

    @Nullable
    TenantBinding tenant() {
        return tenant;
    }

    KeySource keySource() {
        return settings.keySource();
    }

    @Nullable
    FetchedJwkSet seed() {
        return settings.seed();
    }

    RequestSettings access() {
        return settings.access();
    }

    JwksHosts jwksHosts() {
        JwksHosts said = settings.jwksHosts();
        return said == null ? tenant == null ? JwksHosts.any() : JwksHosts.sameRegistrableDomain() : said;
    }

    /**
     * The only algorithms that its tokens may have, as {@link #withAlgorithms} had them.
     *
     * @return empty if its keys alone say
     */
    public Optional<Set<JwsAlgorithm>> algorithms() {
        return Optional.ofNullable(settings.algorithms());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TrustedIssuer issuer
                && name.equals(issuer.name)
                && Objects.equals(tenant, issuer.tenant)
                && settings.isAs(issuer.settings);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** Names the issuer and what sets its keys. */
    @Override
    public String toString() {
        return "TrustedIssuer[" + Quoted.of(name) + ", " + keySource().setBy() + "]";
    }
}
