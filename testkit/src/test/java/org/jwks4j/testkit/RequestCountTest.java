package org.jwks4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RequestCountTest {
    @RegisterExtension
    final FakeIssuerExtension extension = FakeIssuerExtension.startedBy(
            () -> FakeIssuer.builder().algorithms("ES256").start());

    @Test
    void requests_areCountedByEndpoint(FakeIssuer issuer) throws Exception {
        Http.get(issuer.metadataUri());
        Http.get(issuer.jwksUri());
        Http.get(issuer.jwksUri());
        Http.get(issuer.uri(Endpoint.OAUTH_METADATA));
        Http.get(URI.create(issuer.issuer() + "/else"));

        assertThat(Stream.of(Endpoint.values()).map(issuer::requests)).containsExactly(1, 1, 2, 1);
        assertThat(issuer.requests()).isEqualTo(5);

        issuer.forgetRequests();
        assertThat(issuer.requests()).isZero();
        assertThat(issuer.recordedRequests(Endpoint.JWKS)).isEmpty();
    }

    @Test
    void recordedRequests_tellMethodUriAndHeaders(FakeIssuer issuer) throws Exception {
        Http.get(URI.create(issuer.jwksUri() + "?a=b"), "Accept", "application/json");

        RecordedRequest request = issuer.recordedRequests(Endpoint.JWKS).get(0);

        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.uri()).hasToString("/jwks?a=b");
        assertThat(request.header("ACCEPT")).hasValue("application/json");
        assertThat(request.header("X-Other")).isEmpty();
    }

    @Test
    void recordedRequests_areTheLast256_whileAllAreCounted(FakeIssuer issuer) throws Exception {
        for (int i = 0; i < 257; i++) {
            Http.get(issuer.jwksUri(), "X-Number", Integer.toString(i));
        }

        List<RecordedRequest> recorded = issuer.recordedRequests(Endpoint.JWKS);

        assertThat(issuer.requests(Endpoint.JWKS)).isEqualTo(257);
        assertThat(recorded).hasSize(256);
        assertThat(recorded.get(0).header("X-Number")).hasValue("1");
    }

    @Test
    void awaitRequests_returnsOnArrival_beforeTheAnswer(FakeIssuer issuer) throws Exception {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        issuer.misbehave(Endpoint.JWKS, Misbehaviour.heldUntil(gate));
        CompletableFuture<?> response = Http.getAsync(issuer.jwksUri());

        issuer.awaitRequests(Endpoint.JWKS, 1, Http.PATIENCE);

        assertThat(response).isNotDone();
        gate.complete(null);
        assertThat(response).succeedsWithin(Http.PATIENCE);
    }

    @Test
    void awaitRequests_tooFew_failsWithTheCount(FakeIssuer issuer) {
        assertThatThrownBy(() -> issuer.awaitRequests(Endpoint.JWKS, 1, Duration.ofMillis(1)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("1 requests to JWKS, got 0");
    }
}
