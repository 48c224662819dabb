package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyFetcherBuilder;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.VerificationKey;
import org.jwks4j.http.PemTls;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.testkit.FakeIssuer;

/** On a client of the user's that prefers HTTP/2, requests share a connection, which has room for as many as its server says. */
class Http2Test {
    private static final int STREAMS = 4;
    private static final int TENANTS = 20;
    private static final Duration AMPLE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    @Test
    void tenantsForWhomAConnectionHasNoRoom_areServedByAnother() throws Exception {
        try (FakeIssuer issuer = FakeIssuer.builder().algorithms("ES256").start();
                Http2Host host = Http2Host.start(folder, STREAMS, issuer.jwkSet());
                KeyFetcher fetcher = trusting(host)) {
            assertThat(ask(fetcher, host, 0)).succeedsWithin(AMPLE); // there is a connection now
            host.answersOnlyTogether(TENANTS);

            List<CompletableFuture<VerificationKey>> asked = IntStream.rangeClosed(1, TENANTS)
                    .mapToObj(tenant -> ask(fetcher, host, tenant))
                    .toList();

            assertThat(asked).allSatisfy(key -> assertThat(key).succeedsWithin(AMPLE));
            assertThat(host.protocols).hasSize(TENANTS).contains("HTTP/2.0", "HTTP/1.1");
            assertThat(fetcher.status())
                    .allSatisfy(status -> assertThat(status.failures()).isZero());
        }
    }

    private static CompletableFuture<VerificationKey> ask(KeyFetcher fetcher, Http2Host host, int tenant) {
        return fetcher.getKey(host.tenant(tenant), "key-1", JwsAlgorithm.ES256);
    }

    private static KeyFetcher trusting(Http2Host host) throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(
                        PemTls.create().withTrustedCertificates(host.rootPem()).context())
                .build();
        KeyFetcherBuilder builder = KeyFetcher.builder().httpClient(client);
        IntStream.rangeClosed(0, TENANTS)
                .mapToObj(host::tenant)
                .forEach(name -> builder.trust(TrustedIssuer.of(name).withJwksUri(name + "/jwks")));
        return builder.build();
    }
}
