package org.jwks4j.idp;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jwks4j.http.PemTls;
import org.jwks4j.location.MetadataLocation;
import org.jwks4j.testkit.TestCertificate;

/**
 * Panva's oidc-provider behind nginx: TLS with a certificate of a private authority, HTTP/2, documents in gzip
 * though no client asks for it, and keys only to clients that show a certificate; perhaps to be reached only through a forward proxy.
 */
final class BehindNginx implements IdentityProvider {
    /** The second one stands behind the first, which asks it for gzip although the client did not. */
    private static final String SERVERS = """
            server {
                listen 127.0.0.1:%1$d ssl http2;
                ssl_certificate server.pem;
                ssl_certificate_key server.pem;
                ssl_client_certificate authority.pem;
                ssl_verify_client optional;
                proxy_set_header Host $http_host;
                proxy_set_header Accept-Encoding gzip;
                location = /jwks {
                    if ($ssl_client_verify != SUCCESS) {
                        return 403;
                    }
                    proxy_pass http://127.0.0.1:%3$d;
                }
                location /.well-known/ {
                    proxy_pass http://127.0.0.1:%3$d;
                }
                location / {
                    proxy_set_header Host $http_host;
                    proxy_set_header X-Forwarded-Proto https;
                    proxy_pass %2$s;
                }
            }
            server {
                listen 127.0.0.1:%3$d;
                access_log off;
                proxy_set_header Host $http_host;
                proxy_set_header X-Forwarded-Proto https;
                gzip on;
                gzip_types application/json application/jwk-set+json;
                gzip_min_length 1;
                gzip_http_version 1.0;
                gzip_proxied any;
                location / {
                    proxy_pass %2$s;
                }
            }
            """;

    private final String name;
    private final NodeServer server;
    private final Nginx nginx;
    private final int gzipPort = Workplace.freePort();
    private final @Nullable ForwardProxy proxy;
    private final Path authority;
    private final Path certificate;
    private final Access access;
    private final Http http;

    private BehindNginx(Workplace workplace, String name, boolean throughProxy) throws IOException {
        this.name = name;
        server = new NodeServer(workplace, "oidc-provider");
        nginx = new Nginx(workplace, name);
        proxy = throughProxy ? new ForwardProxy(workplace, nginx.port()) : null;
        TestCertificate ca = TestCertificate.forLoopback().withNames();
        authority = Files.writeString(nginx.folder().resolve("authority.pem"), ca.rootPem());
        TestCertificate service =
                TestCertificate.forLoopback().withNames("orders-service").withIssuer(ca);
        certificate = Files.writeString(nginx.folder().resolve("client.pem"), service.chainAndKeyPem());
        Files.writeString(
                nginx.folder().resolve("server.pem"),
                TestCertificate.forLoopback().withIssuer(ca).chainAndKeyPem());
        access = newAccess();
        http = new Http(access.client());
    }

    static BehindNginx reachedDirectly(Workplace workplace) throws IOException {
        return new BehindNginx(workplace, "oidc-provider-behind-nginx", false);
    }

    static BehindNginx reachedThroughAProxy(Workplace workplace) throws IOException {
        return new BehindNginx(workplace, "oidc-provider-through-proxy", true);
    }

    private Access newAccess() {
        PemTls tls = PemTls.create().withTrustedCertificates(authority).withClientCertificate(certificate);
        HttpClient.Builder client = HttpClient.newBuilder().sslContext(tls.context());
        List<String> options =
                new ArrayList<>(List.of("--ca-file", authority.toString(), "--client-cert", certificate.toString()));
        Optional.ofNullable(proxy).ifPresent(between -> {
            client.proxy(between.selector());
            options.addAll(List.of("--proxy", between.address()));
        });
        HttpClient built = client.build();
        return new Access(fetcher -> fetcher.httpClient(built), options, built);
    }

    @Override
    public Access access() {
        return access;
    }

    /** The proxy hands on what nginx answers. */
    @Override
    public boolean isRecorded() {
        return proxy == null;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String version() {
        return server.version();
    }

    @Override
    public List<String> algorithms() {
        return List.of("RS256", "ES256", "EdDSA");
    }

    @Override
    public void start() throws Exception {
        if (proxy != null) {
            proxy.start();
        }
        server.start(issuer(""), Service.AUDIENCE);
        nginx.start(SERVERS.formatted(nginx.port(), server.address(), gzipPort), http, issuer("") + "/jwks");
    }

    @Override
    public void stop() throws IOException {
        nginx.stop();
        server.stop();
        if (proxy != null) {
            proxy.stop();
        }
    }

    @Override
    public String issuer(String algorithm) {
        return "https://127.0.0.1:" + nginx.port();
    }

    @Override
    public List<MetadataLocation> metadata() {
        return List.of(MetadataLocation.openIdConfiguration(), MetadataLocation.oauthAuthorizationServer());
    }

    @Override
    public String token(String algorithm) throws IOException, InterruptedException {
        return OidcProvider.token(http, issuer(algorithm), algorithm);
    }

    @Override
    public void rotate(String algorithm) throws IOException, InterruptedException {
        server.keys("?alg=" + algorithm);
    }

    @Override
    public void rotateAtOnce(String algorithm) throws IOException, InterruptedException {
        server.keys("?retire&alg=" + algorithm);
    }

    /** Each of them by HTTP/2 and with an answer in gzip, and each through the proxy if there is one. */
    @Override
    public long requests() throws IOException {
        for (String line : nginx.accessLog()) {
            boolean isOurs = line.contains(Service.USER_AGENT);
            if (isOurs && !line.contains(" HTTP/2.0 ")) {
                throw new AssertionError("not by HTTP/2: " + line);
            }
            if (isOurs && line.contains(" 200 ") && !line.endsWith("\"gzip\"")) {
                throw new AssertionError("not in gzip: " + line);
            }
        }
        if (proxy != null && proxy.connections() == 0) {
            throw new AssertionError("nothing went through the proxy");
        }
        return nginx.requests();
    }
}
