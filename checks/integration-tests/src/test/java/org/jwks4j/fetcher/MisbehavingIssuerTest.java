package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcher;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.error.Reason;
import org.jwks4j.testkit.Endpoint;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.Misbehaviour;

/** What an issuer, or someone on the way to it, can send: each is told apart, and each is a 503. */
class MisbehavingIssuerTest {
    private final FakeIssuer issuer = FakeIssuer.start();
    private final KeyFetcher fetcher =
            KeyFetcher.builder().trust(issuer.issuer()).allowHttpOnLoopback().build();

    @AfterEach
    void close() {
        fetcher.close();
        issuer.close();
    }

    private KeyFetchException failure(Endpoint endpoint, Misbehaviour misbehaviour) {
        issuer.misbehave(endpoint, misbehaviour);
        KeyFetchException failure = Failures.of(() -> fetcher.blocking().getKey(issuer.mint(Map.of())));
        assertThat(failure.httpStatus()).isEqualTo(503);
        assertThat(failure.issuer()).hasValue(issuer.issuer());
        return failure;
    }

    @Test
    void anotherIssuersMetadata_isNotUsed() {
        KeyFetchException failure = failure(Endpoint.METADATA, Misbehaviour.wrongIssuer("https://login.example.com"));
        assertThat(failure.reason()).isEqualTo(Reason.INVALID_METADATA);
        assertThat(failure).hasMessageContaining("\"https://login.example.com\"");
        assertThat(issuer.requests(Endpoint.JWKS)).isZero();
    }

    @Test
    void html_isNeitherMetadataNorKeys() {
        assertThat(failure(Endpoint.METADATA, Misbehaviour.html()).reason()).isEqualTo(Reason.INVALID_METADATA);
    }

    @Test
    void htmlForKeys_isNamedByItsContentType() {
        KeyFetchException failure = failure(Endpoint.JWKS, Misbehaviour.html());
        assertThat(failure.reason()).isEqualTo(Reason.INVALID_JWK_SET);
        assertThat(failure).hasMessageContaining("text/html");
    }

    @Test
    void redirects_areNotFollowed() {
        try (FakeIssuer inner = FakeIssuer.start()) {
            KeyFetchException failure = failure(Endpoint.JWKS, Misbehaviour.redirect(inner.jwksUri()));
            assertThat(failure.reason()).isEqualTo(Reason.UNEXPECTED_STATUS);
            assertThat(failure).hasMessageContaining("redirects are not followed");
            assertThat(inner.requests()).isZero();
        }
    }

    @Test
    void aJwksUriToAnInnerHost_isNotAsked() {
        issuer.metadata("jwks_uri", "http://169.254.169.254/latest/meta-data");
        assertThat(failure(Endpoint.JWKS, Misbehaviour.html()).reason()).isEqualTo(Reason.INVALID_METADATA);
    }

    @Test
    void aFileAsJwksUri_isNotRead() {
        issuer.metadata("jwks_uri", URI.create("file:///etc/passwd").toString());
        assertThat(failure(Endpoint.JWKS, Misbehaviour.html()).reason()).isEqualTo(Reason.INVALID_METADATA);
    }

    @Test
    void tenMegabytes_areGivenUpAtOne() {
        assertThat(failure(Endpoint.JWKS, Misbehaviour.hugeBody(10 * 1024 * 1024)))
                .hasMessageContaining("larger than 1048576 bytes");
    }

    @Test
    void metadataOverAnEighthOfAMegabyte_isGivenUpThere() {
        KeyFetchException failure = failure(Endpoint.METADATA, Misbehaviour.hugeBody(200 * 1024));
        assertThat(failure.reason()).isEqualTo(Reason.INVALID_METADATA);
        assertThat(failure).hasMessageContaining("larger than 131072 bytes");
    }

    @Test
    void aGzipBomb_isGivenUpAtOneMegabyte() {
        assertThat(failure(Endpoint.JWKS, Misbehaviour.gzipBomb(10 * 1024 * 1024)))
                .hasMessageContaining("larger than 1048576 bytes");
    }

    @Test
    void garbage_isNotJson() {
        assertThat(failure(Endpoint.JWKS, Misbehaviour.garbage(1000)).reason()).isEqualTo(Reason.INVALID_JWK_SET);
    }

    @Test
    void aBrokenConnection_isUnreachable() {
        assertThat(failure(Endpoint.JWKS, Misbehaviour.dropConnection()).reason())
                .isEqualTo(Reason.ISSUER_UNREACHABLE);
    }

    @Test
    void aTruncatedBody_isUnreachable() {
        assertThat(failure(Endpoint.JWKS, Misbehaviour.truncatedBody()).reason())
                .isEqualTo(Reason.ISSUER_UNREACHABLE);
    }

    @Test
    void noConnection_isUnreachable() {
        issuer.stopListening();
        KeyFetchException failure = Failures.of(() -> fetcher.blocking().getKey(issuer.mint(Map.of())));
        assertThat(failure.reason()).isEqualTo(Reason.ISSUER_UNREACHABLE);
        assertThat(failure).hasMessageContaining("the connection was refused");
    }

    @Test
    void aSlowDrip_isCutByTheOneDeadline() {
        issuer.misbehave(Endpoint.JWKS, Misbehaviour.slowDrip(1, Duration.ofMillis(100)));
        try (KeyFetcher impatient = KeyFetcher.builder()
                .trust(issuer.issuer())
                .allowHttpOnLoopback()
                .deadline(Duration.ofMillis(300))
                .build()) {
            assertThat(Failures.of(() -> impatient.blocking().getKey(issuer.mint(Map.of())))
                            .reason())
                    .isEqualTo(Reason.TIMEOUT);
        }
    }

    @Test
    void retryAfter_isHandedOn() {
        KeyFetchException failure = failure(Endpoint.JWKS, Misbehaviour.status(429, Duration.ofMinutes(2)));
        assertThat(failure.retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(119), Duration.ofMinutes(2));
    }
}
