package org.jwks4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class FakeIssuerTest {
    @RegisterExtension
    final FakeIssuerExtension extension = FakeIssuerExtension.http();

    @Test
    void metadata_nameTheIssuerAndItsJwksUri(FakeIssuer issuer) throws Exception {
        HttpResponse<String> response = Http.get(issuer.metadataUri());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(ParsedJson.object(response.body()))
                .containsEntry("issuer", issuer.issuer())
                .containsEntry("jwks_uri", issuer.jwksUri().toString())
                .containsEntry("id_token_signing_alg_values_supported", List.of("RS256"));
        assertThat(issuer.metadataUri()).isEqualTo(URI.create(issuer.issuer() + "/.well-known/openid-configuration"));
    }

    @Test
    void jwkSet_hasItsOwnMediaType(FakeIssuer issuer) throws Exception {
        HttpResponse<String> response = Http.get(issuer.jwksUri());

        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/jwk-set+json");
        assertThat(response.body()).isEqualTo(issuer.jwkSet());
        assertThat(ParsedJson.keys(response.body())).hasSize(1);
    }

    @Test
    void port_isKeptFromOneStartToTheNext_andRefusedWhileItIsInUse() {
        FakeIssuer first = FakeIssuer.start();
        int port = first.jwksUri().getPort();
        FakeIssuerBuilder same = FakeIssuer.builder().port(port);

        assertThatThrownBy(same::start).isInstanceOf(UncheckedIOException.class).hasMessage("port %d is in use", port);
        first.close();
        try (FakeIssuer second = same.start()) {
            assertThat(second.issuer()).isEqualTo(first.issuer());
        }
    }

    @Test
    void port_isOneThatThereIs() {
        assertThat(FakeIssuer.builder().port(1)).isNotNull();
        assertThat(FakeIssuer.builder().port(65_535)).isNotNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FakeIssuer.builder().port(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FakeIssuer.builder().port(65_536));
    }

    @Test
    void path_isAppendedForOpenIdAndInsertedForOauth() throws Exception {
        try (FakeIssuer issuer = FakeIssuer.builder().path("/realms/demo").start()) {
            String origin = issuer.issuer().replace("/realms/demo", "");

            assertThat(issuer.metadataUri()).hasToString(issuer.issuer() + "/.well-known/openid-configuration");
            assertThat(issuer.uri(Endpoint.OAUTH_METADATA))
                    .hasToString(origin + "/.well-known/oauth-authorization-server/realms/demo");
            for (URI uri : List.of(issuer.metadataUri(), issuer.uri(Endpoint.OAUTH_METADATA))) {
                assertThat(ParsedJson.object(Http.get(uri).body())).containsEntry("issuer", issuer.issuer());
            }
            assertThat(Http.get(URI.create(origin + "/.well-known/openid-configuration"))
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void path_withTerminatingSlash_keepsItInTheIssuerOnly() throws Exception {
        try (FakeIssuer issuer = FakeIssuer.builder().path("/tenant/").start()) {
            assertThat(issuer.issuer()).endsWith("/tenant/");
            assertThat(issuer.metadataUri().getPath()).isEqualTo("/tenant/.well-known/openid-configuration");
            assertThat(issuer.jwksUri().getPath()).isEqualTo("/tenant/jwks");
            assertThat(ParsedJson.object(Http.get(issuer.metadataUri()).body()))
                    .containsEntry("issuer", issuer.issuer());
        }
    }

    @Test
    void path_withoutSlash_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FakeIssuer.builder().path("demo"));
    }

    @Test
    void otherPaths_areNotFound(FakeIssuer issuer) throws Exception {
        assertThat(Http.get(URI.create(issuer.issuer() + "/jwks/")).statusCode())
                .isEqualTo(404);
        assertThat(issuer.requests(Endpoint.OTHER)).isEqualTo(1);
    }

    @Test
    void post_isRefused(FakeIssuer issuer) throws Exception {
        HttpRequest post = HttpRequest.newBuilder(issuer.jwksUri())
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();

        HttpResponse<String> response = Http.send(post);

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD");
    }

    @Test
    void head_hasNoBody(FakeIssuer issuer) throws Exception {
        HttpResponse<String> response = Http.send(HttpRequest.newBuilder(issuer.jwksUri())
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void algorithms_publishAKeyEachAndTheFirstSigns() {
        try (FakeIssuer issuer =
                FakeIssuer.builder().algorithms("ES256", "Ed25519").start()) {
            assertThat(ParsedJson.keys(issuer.jwkSet())).extracting("alg").containsExactly("ES256", "Ed25519");
            assertThat(issuer.signingKey().algorithm()).isEqualTo("ES256");
        }
    }

    @Test
    void https_isTrustedByItsContextOnly() throws Exception {
        try (FakeIssuer issuer = FakeIssuer.startHttps()) {
            HttpClient trusting =
                    HttpClient.newBuilder().sslContext(issuer.sslContext()).build();

            HttpResponse<String> response = trusting.send(Http.request(issuer.metadataUri()), BodyHandlers.ofString());

            assertThat(issuer.issuer()).startsWith("https://localhost:");
            assertThat(ParsedJson.object(response.body())).containsEntry("issuer", issuer.issuer());
            assertThat(issuer.certificate().certificate().getSubjectAlternativeNames())
                    .hasSize(3);
            assertThatThrownBy(() -> Http.get(issuer.metadataUri())).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void sslContext_ofAPlainIssuer_fails(FakeIssuer issuer) {
        assertThatIllegalStateException().isThrownBy(issuer::sslContext).withMessageContaining("startHttps");
    }

    @Test
    void stopListening_refusesConnectionsUntilResume(FakeIssuer issuer) throws Exception {
        URI jwksUri = issuer.jwksUri();
        assertThat(Http.get(jwksUri).statusCode()).isEqualTo(200);

        issuer.stopListening();
        issuer.stopListening();
        assertThatThrownBy(() -> Http.get(jwksUri)).isInstanceOf(ConnectException.class);

        issuer.resume();
        issuer.resume();
        assertThat(Http.get(jwksUri).statusCode()).isEqualTo(200);
        assertThat(issuer.jwksUri()).isEqualTo(jwksUri);
    }

    @Test
    void stopListening_dropsWhatHangs(FakeIssuer issuer) throws Exception {
        issuer.misbehave(Endpoint.JWKS, Misbehaviour.hang());
        CompletableFuture<HttpResponse<String>> hanging = Http.getAsync(issuer.jwksUri());
        issuer.awaitRequests(Endpoint.JWKS, 1, Http.PATIENCE);

        issuer.stopListening();

        assertThat(hanging).failsWithin(Http.PATIENCE).withThrowableThat().withCauseInstanceOf(IOException.class);
    }

    @Test
    void close_endsHangingAnswersAndAllThreads() throws Exception {
        FakeIssuer issuer = FakeIssuer.start();
        String threads = "fake-issuer-" + issuer.jwksUri().getPort() + "-";
        issuer.misbehave(Endpoint.JWKS, Misbehaviour.hang());
        CompletableFuture<HttpResponse<String>> hanging = Http.getAsync(issuer.jwksUri());
        issuer.awaitRequests(Endpoint.JWKS, 1, Http.PATIENCE);
        List<Thread> running = threadsNamed(threads);

        issuer.close();
        issuer.close();

        assertThat(hanging).failsWithin(Http.PATIENCE).withThrowableThat().withCauseInstanceOf(IOException.class);
        assertThat(running).isNotEmpty();
        for (Thread thread : running) {
            thread.join(Http.PATIENCE.toMillis());
            assertThat(thread.isAlive()).isFalse();
        }
        assertThatThrownBy(() -> Http.get(issuer.jwksUri())).isInstanceOf(ConnectException.class);
        assertThatIllegalStateException().isThrownBy(issuer::resume);
    }

    @Test
    void threads_areDaemons(FakeIssuer issuer) throws Exception {
        assertThat(Http.get(issuer.jwksUri()).statusCode()).isEqualTo(200);

        assertThat(threadsNamed("fake-issuer-")).isNotEmpty().allMatch(Thread::isDaemon);
        assertThat(threadsNamed("HTTP-Dispatcher")).isNotEmpty().allMatch(Thread::isDaemon);
    }

    @Test
    void keptConnection_answersWithoutNaglesDelay(FakeIssuer issuer) throws Exception {
        Http.get(issuer.jwksUri());
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            long begin = System.nanoTime();
            Http.get(issuer.jwksUri());
            fastest = Math.min(fastest, System.nanoTime() - begin);
        }

        assertThat(fastest).isLessThan(30_000_000); // it is 40 ms with the delay
    }

    @Test
    void metadata_changesAndRemovesMembers(FakeIssuer issuer) throws Exception {
        issuer.metadata("jwks_url", issuer.jwksUri().toString());
        issuer.metadata("jwks_uri", null);
        issuer.metadata("jwks", Map.of("keys", List.of(issuer.signingKey().jwk())));

        Map<String, Object> metadata =
                ParsedJson.object(Http.get(issuer.metadataUri()).body());

        assertThat(metadata)
                .containsEntry("jwks_url", issuer.jwksUri().toString())
                .doesNotContainKey("jwks_uri");
        assertThat(metadata.get("jwks")).isEqualTo(ParsedJson.object(issuer.jwkSet()));
    }

    private static List<Thread> threadsNamed(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .toList();
    }
}
