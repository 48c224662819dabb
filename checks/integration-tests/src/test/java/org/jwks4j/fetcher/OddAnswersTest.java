package org.jwks4j.fetcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.KeyFetcher;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.error.Reason;
import org.jwks4j.http.HttpTransport.Response;
import org.jwks4j.location.MetadataLocation;

/** Answers that no specification plans and some servers give. */
class OddAnswersTest {
    private static final URI SECOND = URI.create(Scenario.ISSUER + "/.well-known/oauth-authorization-server");

    private static Scenario answering(byte[] body, String coding) {
        Scenario scenario = Scenario.direct();
        scenario.transport
                .on(Scenario.JWKS)
                .respond(new Response(200, Map.of("content-encoding", List.of(coding)), body));
        return scenario;
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    @Test
    void gzipThatWasNotAskedFor_isRead() {
        try (Scenario keys = Scenario.direct();
                Scenario scenario = answering(gzip(keys.issuer.jwkSet()), "gzip")) {
            assertThat(scenario.fetcher.getJwkSet(Scenario.ISSUER)).isCompleted();
            assertThat(scenario.transport.requests(Scenario.JWKS).get(0).headers())
                    .doesNotContainKey("Accept-Encoding");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "none", "", "identity, identity"})
    void oddCodingOverAPlainBody_isRead(String coding) {
        try (Scenario keys = Scenario.direct();
                Scenario scenario = answering(keys.issuer.jwkSet().getBytes(UTF_8), coding)) {
            assertThat(scenario.fetcher.getJwkSet(Scenario.ISSUER)).isCompleted();
        }
    }

    @Test
    void codingThatCannotBeDecoded_isItsOwnReason() {
        try (Scenario scenario = answering(new byte[] {1, 2, 3}, "br")) {
            KeyFetchException failure = Scenario.failureOf(scenario.getKey());
            assertThat(failure.reason()).isEqualTo(Reason.UNSUPPORTED_CONTENT_CODING);
            assertThat(failure.httpStatus()).isEqualTo(503);
            assertThat(failure)
                    .hasMessageContaining("the body has the content coding \"br\" although only identity was accepted");
        }
    }

    @Test
    void codedBodyOfAnErrorPage_isThatStatus() {
        try (Scenario scenario = Scenario.direct().answers(404, "\u001f", "content-encoding", "br")) {
            assertThat(Scenario.failureOf(scenario.getKey()))
                    .hasMessageContaining("answered 404")
                    .extracting(KeyFetchException::reason)
                    .isEqualTo(Reason.UNEXPECTED_STATUS);
        }
    }

    /** RFC 9110 §15.4.5: an answer to a condition, and there was none. */
    @Test
    void notModifiedWithoutACondition_saysSo() {
        try (Scenario scenario = Scenario.direct().answers(304, "")) {
            assertThat(Scenario.failureOf(scenario.getKey()))
                    .hasMessageContaining("answered 304 (not modified), though the request had no condition")
                    .hasMessageNotContaining("redirect");
        }
    }

    private static Scenario withTwoPlaces() {
        Scenario scenario = Scenario.of(KeyFetcher.builder()
                .trust(Scenario.ISSUER)
                .metadataAt(MetadataLocation.openIdConfiguration(), MetadataLocation.oauthAuthorizationServer()));
        scenario.transport.on(SECOND).respondAlways(200, Scenario.metadata(Scenario.ISSUER));
        return scenario.publishes();
    }

    /** Servers of web applications answer every path with their start page. */
    @ParameterizedTest
    @ValueSource(strings = {"<!DOCTYPE html><title>Welcome</title>", "", "[]", "null", "not found", "{\"issuer\":"})
    void firstPlaceWithoutAJsonObject_leadsToTheSecond(String page) {
        try (Scenario scenario = withTwoPlaces()) {
            scenario.transport.on(Scenario.METADATA).respondAlways(200, page, "content-type", "text/html");
            assertThat(scenario.getKey()).isCompleted();
            assertThat(scenario.events.lines()).contains("failed /.well-known/openid-configuration INVALID_METADATA");
        }
    }

    @Test
    void firstPlaceOfAnotherIssuer_leadsNowhere() {
        try (Scenario scenario = withTwoPlaces()) {
            scenario.transport.on(Scenario.METADATA).respondAlways(200, Scenario.metadata("https://other.example.com"));
            assertThat(Scenario.failureOf(scenario.getKey()).reason()).isEqualTo(Reason.INVALID_METADATA);
            assertThat(scenario.transport.requests(SECOND)).isEmpty();
        }
    }

    @Test
    void lastPlaceWithoutAJsonObject_saysWhatItIs() {
        try (Scenario scenario = withTwoPlaces()) {
            scenario.transport.on(Scenario.METADATA).respondAlways(404, "");
            scenario.transport.on(SECOND).respondAlways(200, "<html>", "content-type", "text/html");
            assertThat(Scenario.failureOf(scenario.getKey()))
                    .hasMessageContaining(
                            "not JSON, at line 1, column 1 (it looks like a web page or XML, content type \"text/html\")");
        }
    }

    @Test
    void jwksUriWithAnUnderscoreInItsHost_saysSo() {
        try (Scenario scenario = Scenario.discovered()) {
            scenario.transport
                    .on(Scenario.METADATA)
                    .respondAlways(
                            200,
                            "{\"issuer\":\"" + Scenario.ISSUER
                                    + "\",\"jwks_uri\":\"https://my_keys.example.com/jwks\"}");
            assertThat(Scenario.failureOf(scenario.getKey())).hasMessageContaining("without an underscore");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"max-age=-1", "max-age=0.5"})
    void lifetimeOfNothing_isTheShortest(String cacheControl) {
        try (Scenario scenario = Scenario.direct().publishes("cache-control", cacheControl)) {
            scenario.getKey();
            assertThat(scenario.fetcher.status().get(0).freshFor()).hasValue(Duration.ofMinutes(1));
        }
    }

    @Test
    void requests_sayWhoSendsThem() {
        try (Scenario ours = Scenario.direct().publishes();
                Scenario named = Scenario.of(
                        KeyFetcher.builder().trust(Scenario.ISSUER).userAgent("orders/7 (+https://example.com/ops)"))) {
            ours.getKey();
            named.getKey();
            assertThat(ours.transport.requests().get(0).headers().get("User-Agent"))
                    .startsWith("jwks4j");
            assertThat(named.transport.requests().get(0).headers())
                    .containsEntry("User-Agent", "orders/7 (+https://example.com/ops)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\r\nX: y", "a ", " a", "\u00e4", "a\u0000"})
    void userAgentThatIsNoHeaderValue_isRefused(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyFetcher.builder().userAgent(value))
                .withMessageContaining("userAgent(...)");
    }
}
