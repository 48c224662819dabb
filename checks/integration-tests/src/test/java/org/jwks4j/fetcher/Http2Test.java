package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.http.PemTls;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.testkit.FakeIssuer;

/** On a client of the user's that prefers HTTP/2, requests share a connection, which has room for as many as its server says. */
class Http2Test {
    private static final int STREAMS = 4;
    private static final int TENANTS = 20;

    @TempDir
    private Path folder;

    @Test
    void tenantsForWhomAConnectionHasNoRoom_areServedByAnother() throws Exception {
        try (FakeIssuer issuer = FakeIssuer.builder().algorithms("ES256").start();
                Http2Host host = Http2Host.start(folder, STREAMS, issuer.jwkSet());
                KeyFetcher fetcher = trusting(host)) {
            ask(fetcher, host.uri() + "/first").get(20, TimeUnit.SECONDS); // there is a connection now
            host.answersOnlyTogether(TENANTS);

            List<CompletableFuture<?>> asked = IntStream.range(0, TENANTS)
                    .<CompletableFuture<?>>mapToObj(i -> ask(fetcher, host.uri() + "/tenant-" + i))
                    .toList();

            for (CompletableFuture<?> answer : asked) {
                assertThatCode(() -> answer.get(20, TimeUnit.SECONDS)).doesNotThrowAnyException();
            }
            assertThat(host.protocols).hasSize(TENANTS).contains("HTTP/2.0", "HTTP/1.1");
            assertThat(fetcher.status())
                    .allSatisfy(status -> assertThat(status.failures()).isZero());
        }
    }

    private static CompletableFuture<?> ask(KeyFetcher fetcher, String issuer) {
        return fetcher.getKey(issuer, "key-1", JwsAlgorithm.ES256);
    }

    private static KeyFetcher trusting(Http2Host host) throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(
                        PemTls.create().withTrustedCertificates(host.rootPem()).context())
                .build();
        var builder = KeyFetcher.builder().httpClient(client);
        IntStream.rangeClosed(0, TENANTS)
                .mapToObj(i -> host.uri() + (i == TENANTS ? "/first" : "/tenant-" + i))
                .forEach(name -> builder.trust(TrustedIssuer.of(name).withJwksUri(name + "/jwks")));
        return builder.build();
    }
}
