package org.jwks4j.examples;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jwks4j.KeyFetcher;
import org.jwks4j.http.PemTls;

/**
 * Fetches through a proxy, from a server with a certificate of a company's own authority, on threads of one's own.
 * Arguments: the issuer, the proxy's host and port, a PEM file with the authority's certificate, and a token.
 */
public final class OwnHttpClient {
    public static void main(String[] args) {
        String issuer = args[0];
        InetSocketAddress proxy = new InetSocketAddress(args[1], Integer.parseInt(args[2]));
        SSLContext tls =
                PemTls.create().withTrustedCertificates(Path.of(args[3])).context();
        String token = args[4];
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            // tag::own-http-client[]
            HttpClient client = HttpClient.newBuilder()
                    .proxy(ProxySelector.of(proxy))
                    .sslContext(tls)
                    .executor(threads)
                    .connectTimeout(Duration.ofSeconds(2))
                    .build();
            try (KeyFetcher fetcher = KeyFetcher.builder()
                    .trust(issuer)
                    .httpClient(client)
                    .executor(threads)
                    .build()) {
                System.out.println(fetcher.blocking().getKey(token).keyId());
            }
            // end::own-http-client[]
        } finally {
            threads.shutdown();
        }
    }
}
