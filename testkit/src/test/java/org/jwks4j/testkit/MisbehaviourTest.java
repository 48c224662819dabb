package org.jwks4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class MisbehaviourTest {
    @RegisterExtension
    static final FakeIssuerExtension ISSUER = FakeIssuerExtension.startedBy(
            () -> FakeIssuer.builder().algorithms("ES256").start());

    @Test
    void status_lastsUntilBehave() throws Exception {
        assertThat(misbehaving(Misbehaviour.status(503)).statusCode()).isEqualTo(503);
        assertThat(jwks().statusCode()).isEqualTo(503);
        assertThat(Http.get(issuer().metadataUri()).statusCode()).isEqualTo(200);

        issuer().behave();
        assertThat(jwks().statusCode()).isEqualTo(200);
    }

    @Test
    void limited_goBeforeLasting_inTheOrderGiven() throws Exception {
        issuer().misbehave(Endpoint.JWKS, Misbehaviour.status(500));
        issuer().misbehave(Endpoint.JWKS, Misbehaviour.status(502), 2);
        issuer().misbehave(Endpoint.JWKS, Misbehaviour.status(429), 1);

        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            statuses.add(jwks().statusCode());
        }
        assertThat(statuses).containsExactly(502, 502, 429, 500, 500);
    }

    @Test
    void limited_usedUp_behavesAgain() throws Exception {
        issuer().misbehave(Endpoint.JWKS, Misbehaviour.status(500), 1);

        assertThat(jwks().statusCode()).isEqualTo(500);
        assertThat(jwks().statusCode()).isEqualTo(200);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> issuer().misbehave(Endpoint.JWKS, Misbehaviour.status(500), 0));
    }

    @Test
    void status_withRetryAfter_sendsSeconds() throws Exception {
        HttpResponse<String> response = misbehaving(Misbehaviour.status(429, Duration.ofMinutes(2)));

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.headers().firstValue("Retry-After")).hasValue("120");
    }

    @Test
    void status_outOfRange_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Misbehaviour.status(101));
    }

    @Test
    void latency_delaysAtLeastSo() throws Exception {
        long begin = System.nanoTime();

        assertThat(misbehaving(Misbehaviour.latency(Duration.ofMillis(60))).statusCode())
                .isEqualTo(200);
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(60_000_000);
    }

    @Test
    void heldUntil_answersWhenTheGateOpens_evenByFailure() throws Exception {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        issuer().misbehave(Endpoint.JWKS, Misbehaviour.heldUntil(gate));
        int before = issuer().requests(Endpoint.JWKS);
        CompletableFuture<HttpResponse<String>> response = Http.getAsync(issuer().jwksUri());
        issuer().awaitRequests(Endpoint.JWKS, before + 1, Http.PATIENCE);
        assertThat(response).isNotDone();

        gate.completeExceptionally(new IllegalStateException("open"));

        assertThat(response)
                .succeedsWithin(Http.PATIENCE)
                .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(200));
    }

    @Test
    void hang_neverAnswers() {
        issuer().misbehave(Endpoint.JWKS, Misbehaviour.hang());
        HttpClient client = HttpClient.newHttpClient();

        assertThatThrownBy(() -> client.send(
                        HttpRequest.newBuilder(issuer().jwksUri())
                                .timeout(Duration.ofMillis(100))
                                .build(),
                        BodyHandlers.ofString()))
                .isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void dropConnection_closesWithoutAByte() {
        assertThatThrownBy(() -> misbehaving(Misbehaviour.dropConnection())).isInstanceOf(IOException.class);
    }

    @Test
    void truncatedBody_endsBeforeItsLength() {
        assertThatThrownBy(() -> misbehaving(Misbehaviour.truncatedBody()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("bytes received");
    }

    @Test
    void redirect_pointsElsewhere() throws Exception {
        HttpResponse<String> response = misbehaving(Misbehaviour.redirect(URI.create("http://127.0.0.1:1/x")));

        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().firstValue("Location")).hasValue("http://127.0.0.1:1/x");
    }

    @Test
    void html_isAPageWithStatus200() throws Exception {
        HttpResponse<String> response = misbehaving(Misbehaviour.html());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        assertThat(response.body()).startsWith("<!DOCTYPE html>");
    }

    @Test
    void garbage_isTheSameEachTimeAndHasItsOwnEtag() throws Exception {
        String etag = jwks().headers().firstValue("ETag").orElseThrow();
        issuer().misbehave(Endpoint.JWKS, Misbehaviour.garbage(1000));

        byte[] first = Http.getBytes(issuer().jwksUri()).body();

        assertThat(first)
                .hasSize(1000)
                .isEqualTo(Http.getBytes(issuer().jwksUri()).body());
        assertThat(Http.get(issuer().jwksUri(), "If-None-Match", etag).statusCode())
                .isEqualTo(200);
    }

    @Test
    void hugeBody_isTheDocumentAndWhiteSpace_withoutAnnouncedLength() throws Exception {
        HttpResponse<String> response = misbehaving(Misbehaviour.hugeBody(3_000_000));

        assertThat(response.body()).hasSize(3_000_000);
        assertThat(response.body().strip()).isEqualTo(issuer().jwkSet());
        assertThat(response.headers().firstValue("Content-Length")).isEmpty();
    }

    @Test
    void hugeBody_withoutEnd_goesOnUntilTheClientGoes() throws Exception {
        issuer().misbehave(Endpoint.JWKS, Misbehaviour.hugeBody(Long.MAX_VALUE));

        HttpResponse<InputStream> response =
                HttpClient.newHttpClient().send(Http.request(issuer().jwksUri()), BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            assertThat(body.readNBytes(5_000_000)).hasSize(5_000_000);
        }
    }

    @Test
    void hugeHeader_goesWithTheRightDocument() throws Exception {
        HttpResponse<String> response = misbehaving(Misbehaviour.hugeHeader(20_000));

        assertThat(response.headers().firstValue("X-Padding"))
                .hasValueSatisfying(value -> assertThat(value).hasSize(20_000));
        assertThat(response.body()).isEqualTo(issuer().jwkSet());
    }

    @Test
    void slowDrip_arrivesWholeAndLate() throws Exception {
        long begin = System.nanoTime();

        HttpResponse<String> response = misbehaving(Misbehaviour.slowDrip(50, Duration.ofMillis(10)));

        assertThat(response.body()).isEqualTo(issuer().jwkSet());
        assertThat(System.nanoTime() - begin)
                .isGreaterThanOrEqualTo(10_000_000L * (response.body().length() / 50));
    }

    @Test
    void gzip_isSentUnasked() throws Exception {
        issuer().misbehave(Endpoint.JWKS, Misbehaviour.gzip());

        HttpResponse<byte[]> response = Http.getBytes(issuer().jwksUri());

        assertThat(response.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(new String(gunzip(response.body()), StandardCharsets.UTF_8)).isEqualTo(issuer().jwkSet());
    }

    @Test
    void gzipBomb_isSmallOnTheWire() throws Exception {
        issuer().misbehave(Endpoint.JWKS, Misbehaviour.gzipBomb(20_000_000));

        byte[] compressed = Http.getBytes(issuer().jwksUri()).body();

        assertThat(compressed.length).isLessThan(100_000);
        assertThat(gunzip(compressed)).hasSize(20_000_000);
    }

    @Test
    void contentType_isAnotherWithTheRightDocument() throws Exception {
        HttpResponse<String> response = misbehaving(Misbehaviour.contentType("text/plain"));

        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain");
        assertThat(response.body()).isEqualTo(issuer().jwkSet());
    }

    @Test
    void wrongIssuer_changesThatMemberOnly() throws Exception {
        issuer().misbehave(Endpoint.METADATA, Misbehaviour.wrongIssuer("https://evil.example/$1\""));

        assertThat(ParsedJson.object(Http.get(issuer().metadataUri()).body()))
                .containsEntry("issuer", "https://evil.example/$1\"")
                .containsEntry("jwks_uri", issuer().jwksUri().toString());
    }

    @Test
    void and_doesBoth() throws Exception {
        Misbehaviour both = Misbehaviour.body("application/json", "{}")
                .and(Misbehaviour.status(500, Duration.ofSeconds(3)))
                .and(Misbehaviour.header("X-Also", "this"));

        HttpResponse<String> response = misbehaving(both);

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.headers().map()).containsKeys("retry-after", "x-also");
    }

    @Test
    void latency_endsWithTheIssuer() throws Exception {
        FakeIssuer own = FakeIssuer.builder().algorithms("ES256").start();
        own.misbehave(Endpoint.JWKS, Misbehaviour.latency(Duration.ofDays(1)));
        CompletableFuture<?> late = Http.getAsync(own.jwksUri());
        own.awaitRequests(Endpoint.JWKS, 1, Http.PATIENCE);

        own.close();

        assertThat(late).failsWithin(Http.PATIENCE);
    }

    private static FakeIssuer issuer() {
        return ISSUER.issuer();
    }

    private static HttpResponse<String> misbehaving(Misbehaviour misbehaviour) throws Exception {
        issuer().misbehave(Endpoint.JWKS, misbehaviour);
        return jwks();
    }

    private static HttpResponse<String> jwks() throws Exception {
        return Http.get(issuer().jwksUri());
    }

    private static byte[] gunzip(byte[] compressed) throws IOException {
        try (InputStream body = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            return body.readAllBytes();
        }
    }
}
