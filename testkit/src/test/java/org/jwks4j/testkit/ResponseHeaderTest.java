package org.jwks4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ResponseHeaderTest {
    @RegisterExtension
    final FakeIssuerExtension extension = FakeIssuerExtension.startedBy(
            () -> FakeIssuer.builder().algorithms("ES256").start());

    @Test
    void responseHeader_isSentAtItsEndpointOnly(FakeIssuer issuer) throws Exception {
        issuer.responseHeader(Endpoint.JWKS, "Cache-Control", "max-age=300");

        assertThat(Http.get(issuer.jwksUri()).headers().firstValue("Cache-Control"))
                .hasValue("max-age=300");
        assertThat(Http.get(issuer.metadataUri()).headers().firstValue("Cache-Control"))
                .isEmpty();
    }

    @Test
    void responseHeader_null_keepsItBack(FakeIssuer issuer) throws Exception {
        issuer.responseHeader(Endpoint.JWKS, "content-type", null);

        assertThat(Http.get(issuer.jwksUri()).headers().firstValue("Content-Type"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "W/%s", "\"other\", %s", "*"})
    void etag_matched_isAnswered304WithoutBody(String form) throws Exception {
        FakeIssuer issuer = extension.issuer();
        issuer.responseHeader(Endpoint.JWKS, "Cache-Control", "max-age=60");
        String etag = etag(Http.get(issuer.jwksUri()));

        HttpResponse<String> response = Http.get(issuer.jwksUri(), "If-None-Match", form.formatted(etag));

        assertThat(response.statusCode()).isEqualTo(304);
        assertThat(response.body()).isEmpty();
        assertThat(etag(response)).isEqualTo(etag);
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("max-age=60");
    }

    @Test
    void etag_afterRotation_isAnotherAndTheSetIsSent(FakeIssuer issuer) throws Exception {
        String before = etag(Http.get(issuer.jwksUri()));
        issuer.rotate();

        HttpResponse<String> response = Http.get(issuer.jwksUri(), "If-None-Match", before);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(etag(response)).isNotEqualTo(before);
    }

    @Test
    void etag_null_isNotSentNorMatched(FakeIssuer issuer) throws Exception {
        String etag = etag(Http.get(issuer.jwksUri()));
        issuer.responseHeader(Endpoint.JWKS, "ETag", null);

        HttpResponse<String> response = Http.get(issuer.jwksUri(), "If-None-Match", etag);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("ETag")).isEmpty();
    }

    @Test
    void lastModified_sentBack_isAnswered304(FakeIssuer issuer) throws Exception {
        String date = "Thu, 01 Jan 2026 00:00:00 GMT";
        issuer.responseHeader(Endpoint.JWKS, "Last-Modified", date);

        assertThat(Http.get(issuer.jwksUri(), "If-Modified-Since", date).statusCode())
                .isEqualTo(304);
        assertThat(Http.get(issuer.jwksUri(), "If-Modified-Since", date, "If-None-Match", "\"x\"")
                        .statusCode())
                .isEqualTo(200); // If-None-Match goes before it
    }

    private static String etag(HttpResponse<?> response) {
        return response.headers().firstValue("ETag").orElseThrow();
    }
}
