package org.jwks4j.cli.options;

import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.cli.terminal.UsageException;
import org.jwks4j.http.PemTls;
import picocli.CommandLine.Option;

/** How issuers are reached: TLS, a proxy, headers. */
public final class HttpOptions {
    @Option(
            names = "--ca-file",
            paramLabel = "PEM",
            description = "Trust the certificates of this file, and no others, in place of what Java trusts.")
    @Nullable
    Path caFile;

    @Option(
            names = "--client-cert",
            paramLabel = "PEM",
            description = "Show the certificate of this file, which has its private key (PKCS #8) too.")
    @Nullable
    Path clientCertificate;

    @Option(names = "--proxy", paramLabel = "HOST:PORT", description = "Reach issuers through this HTTP proxy.")
    @Nullable
    String proxy;

    @Option(
            names = "--header",
            paramLabel = "NAME: VALUE",
            description = "Send this header to the issuer's own origin. Repeat it for more.")
    List<String> headers = new ArrayList<>();

    /** A client with this much time to connect. */
    public HttpClient client(Duration connectTimeout) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connectTimeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .sslContext(tls());
        proxy().map(ProxySelector::of).ifPresent(builder::proxy);
        return builder.build();
    }

    /** What to connect to in place of the issuer. */
    public Optional<InetSocketAddress> proxy() {
        return Optional.ofNullable(proxy).map(HttpOptions::address);
    }

    /** What is trusted and shown. */
    public SSLContext tls() {
        PemTls tls = PemTls.create();
        if (caFile != null) {
            tls = with("--ca-file", caFile, tls::withTrustedCertificates);
        }
        if (clientCertificate != null) {
            tls = with("--client-cert", clientCertificate, tls::withClientCertificate);
        }
        return tls.context();
    }

    private static PemTls with(String option, Path file, Function<Path, PemTls> change) {
        try {
            return change.apply(file);
        } catch (UncheckedIOException e) {
            throw new UsageException(option + ": the file cannot be read");
        } catch (IllegalArgumentException e) {
            throw new UsageException(option + ": " + e.getMessage());
        }
    }

    /** Also as the variable {@code https_proxy} has it. */
    private static InetSocketAddress address(String proxy) {
        try {
            URI uri = URI.create(proxy.contains("://") ? proxy : "http://" + proxy);
            if (uri.getHost() != null
                    && uri.getPort() > 0
                    && uri.getUserInfo() == null
                    && "http".equals(uri.getScheme())) {
                return new InetSocketAddress(uri.getHost(), uri.getPort());
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new UsageException("--proxy: not HOST:PORT or http://HOST:PORT");
    }

    /** The headers that were given. */
    public Map<String, String> headerValues() {
        Map<String, String> values = new LinkedHashMap<>();
        for (String header : headers) {
            int colon = header.indexOf(':');
            if (colon < 1) {
                throw new UsageException("--header: not NAME: VALUE");
            }
            values.put(
                    header.substring(0, colon).strip(),
                    header.substring(colon + 1).strip());
        }
        return values;
    }

    /** The same for curl, without the values of headers, which may be secret. */
    public List<String> curlOptions() {
        List<String> options = new ArrayList<>();
        if (caFile != null) {
            options.add("--cacert " + caFile);
        }
        if (clientCertificate != null) {
            options.add("--cert " + clientCertificate);
        }
        if (proxy != null) {
            options.add("--proxy " + proxy);
        }
        headerValues().keySet().forEach(name -> options.add("-H '" + name + ": ...'"));
        return options;
    }

    /** The issuer with the headers that were given. */
    TrustedIssuer withHeaders(TrustedIssuer issuer) {
        TrustedIssuer changed = issuer;
        for (Map.Entry<String, String> header : headerValues().entrySet()) {
            try {
                changed = changed.withRequestHeader(header.getKey(), header.getValue());
            } catch (IllegalArgumentException e) {
                throw new UsageException("--header: " + e.getMessage());
            }
        }
        return changed;
    }
}
