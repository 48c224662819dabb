package org.jwks4j.cli.options;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyFetcherBuilder;
import org.jwks4j.KeyFetcherEvent;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.cli.terminal.LibraryWords;
import org.jwks4j.cli.terminal.UsageException;
import org.jwks4j.http.UriPolicy;
import org.jwks4j.location.MetadataLocation;
import org.jwks4j.vendors.VendorTrust;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the keys of issuers come from, and how long they may take. */
public final class FetchOptions {
    /** The option that permits http to a host that is elsewhere. */
    public static final String INSECURE_HTTP = "--insecure-http";

    @Option(
            names = "--jwks-uri",
            paramLabel = "URI",
            description = "Fetch the JWK Set of the one issuer from here, without metadata.")
    @Nullable
    String jwksUri;

    @Option(
            names = "--metadata-path",
            paramLabel = "PATH",
            description = "Where the metadata is behind the issuer, unless at /.well-known/openid-configuration.")
    @Nullable
    String metadataPath;

    @Option(names = "--http-on-loopback", description = "Permit http, not only https, for loopback addresses.")
    boolean httpOnLoopback;

    @Option(
            names = INSECURE_HTTP,
            paramLabel = "HOST[:PORT]",
            converter = HostConverter.class,
            description =
                    "Permit http for this one host and port of a private network, such as keycloak:8080. Anyone in"
                            + " that network can replace the keys. Repeat it for more.")
    List<String> insecureHosts = new ArrayList<>();

    @Option(names = "--follow-redirects", description = "Follow redirects within one origin, three at most.")
    boolean followRedirects;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = TimeoutConverter.class,
            description = "Give up after so long in all: 500ms, 5s, 1m; 10s by default.")
    Duration timeout = Duration.ofSeconds(10);

    @Mixin
    HttpOptions http = new HttpOptions();

    /** How long the command may wait in all. */
    public Duration timeout() {
        return timeout;
    }

    /** How issuers are reached. */
    public HttpOptions http() {
        return http;
    }

    /** Which URIs may be asked. */
    public UriPolicy uriPolicy() {
        UriPolicy policy = httpOnLoopback ? UriPolicy.HTTP_ON_LOOPBACK : UriPolicy.HTTPS_ONLY;
        return policy.alsoHttpTo(Set.copyOf(insecureHosts));
    }

    /** Whether headers may be sent to this URI: not if others on the network could read them. */
    public boolean sendsHeadersTo(URI uri) {
        return !"http".equalsIgnoreCase(uri.getScheme())
                || !insecureHosts.contains(new HostConverter().convert(uri.getAuthority()));
    }

    /** Where the keys are, if that was said. */
    public Optional<URI> jwksUri() {
        requireOneSource(1);
        return Optional.ofNullable(jwksUri).map(uri -> checked("--jwks-uri", uri));
    }

    /** Where the metadata of an issuer is (OpenID Connect Discovery 1.0 §4.1). */
    public URI metadataUri(String issuer) {
        requireIssuer(issuer);
        checked("the issuer", issuer);
        String path = metadataPath == null ? "/.well-known/openid-configuration" : metadataPath;
        if (!path.startsWith("/")) {
            throw new UsageException("--metadata-path: a path begins with a slash");
        }
        return checked(
                "the metadata", (issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer) + path);
    }

    private URI checked(String what, String uri) {
        try {
            return uriPolicy().check(uri);
        } catch (IllegalArgumentException e) {
            throw new UsageException(LibraryWords.asOptions(what + ": " + e.getMessage()));
        }
    }

    /** A fetcher that trusts these issuers. */
    public KeyFetcher fetcher(Collection<String> issuers) {
        return fetcher(issuers, Optional.empty());
    }

    /**
     * A fetcher that trusts these issuers, and tells a listener of it.
     *
     * @param listener told at once, so that it has heard all when the fetcher is closed
     */
    public KeyFetcher fetcher(Collection<String> issuers, Optional<? extends KeyFetcherEvent.Listener> listener) {
        LinkedHashSet<String> names = new LinkedHashSet<>(issuers);
        requireOneSource(names.size());
        return fetcher(builder -> {
            listener.ifPresent(told -> builder.listener(told).listenerExecutor(Runnable::run));
            names.forEach(name -> builder.trust(trusted(name)));
        });
    }

    /** A fetcher that trusts a vendor, which says where its keys are. */
    public KeyFetcher fetcher(VendorTrust vendor) {
        if (jwksUri != null || metadataPath != null) {
            throw new UsageException("--vendor says where the keys are: --jwks-uri and --metadata-path contradict it");
        }
        return fetcher(vendor.withIssuer(this::reached)::addTo);
    }

    private KeyFetcher fetcher(Consumer<KeyFetcherBuilder> trust) {
        KeyFetcherBuilder builder = KeyFetcher.builder()
                .deadline(timeout)
                .requestTimeout(timeout.multipliedBy(9).dividedBy(10)) // so that what was late can be named
                .httpClient(http.client(timeout));
        if (httpOnLoopback) {
            builder.allowHttpOnLoopback();
        }
        if (followRedirects) {
            builder.followSameOriginRedirects();
        }
        try {
            trust.accept(builder);
            return builder.build();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new UsageException(LibraryWords.asOptions(String.valueOf(e.getMessage())));
        }
    }

    private void requireOneSource(int issuers) {
        if (jwksUri != null && metadataPath != null) {
            throw new UsageException("--jwks-uri and --metadata-path contradict each other");
        }
        if (jwksUri != null && issuers > 1) {
            throw new UsageException("--jwks-uri goes with one issuer, not with " + issuers);
        }
    }

    private TrustedIssuer trusted(String name) {
        TrustedIssuer issuer = reached(TrustedIssuer.of(name));
        if (jwksUri != null) {
            check("--jwks-uri", jwksUri);
            return issuer.withJwksUri(jwksUri);
        }
        requireIssuer(name);
        check("the issuer", name);
        return metadataPath == null ? issuer : issuer.withMetadataAt(MetadataLocation.path(metadataPath));
    }

    private TrustedIssuer reached(TrustedIssuer issuer) {
        TrustedIssuer reached = http.withHeaders(issuer);
        for (String host : insecureHosts) {
            reached = reached.allowHttpTo(host);
        }
        return reached;
    }

    /** A common mistake is the URL of the metadata in place of the issuer's name. */
    private static void requireIssuer(String name) {
        if (name.endsWith("/.well-known/openid-configuration")
                || name.endsWith("/.well-known/oauth-authorization-server")) {
            throw new UsageException("the issuer is what stands before /.well-known/, to the letter as in iss");
        }
    }

    /** What the builder checks too; but its message repeats the text, which may be a token in the wrong place. */
    private void check(String what, String uri) {
        try {
            uriPolicy().check(uri);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(what + ": " + e.getMessage(), e);
        }
    }
}
