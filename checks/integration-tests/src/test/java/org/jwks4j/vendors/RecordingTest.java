package org.jwks4j.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.jwks4j.IssuerMetadata;
import org.jwks4j.IssuerStatus;
import org.jwks4j.KeyFetcher;
import org.jwks4j.RefreshPolicy;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.jwk.Jwk;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.jwk.SkipReason;
import org.jwks4j.jwk.SkippedJwk;
import org.jwks4j.testkit.Endpoint;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.ManualTime;
import org.jwks4j.testkit.ScriptedTransport;
import org.jwks4j.token.UnverifiedToken;
import org.jwks4j.verifier.JwtVerifier;
import org.jwks4j.verifier.VerifiedJwt;

/** The documents, headers and tokens of identity providers as they are, without the providers. */
class RecordingTest {
    @Test
    void everyProvider_isRecorded() {
        assertThat(Recording.all())
                .map(Recording::toString)
                .containsExactly(
                        "glewlwyd",
                        "keycloak",
                        "mock-oauth2-server",
                        "oauth2-mock-server",
                        "oidc-provider",
                        "oidc-provider-behind-nginx",
                        "spring-authorization-server");
    }

    static List<Recording> recordings() {
        return Recording.all();
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void everyKeyForSignatures_isUsable(Recording recording) {
        for (JwkSet keys : recording.jwkSets()) {
            assertThat(keys.keys()).isNotEmpty();
            assertThat(keys.keys()).allMatch(key -> key.notes().isEmpty()).noneMatch(Jwk::privateMembersDropped);
            assertThat(keys.skipped()).map(SkippedJwk::reason).allMatch(SkipReason.NOT_FOR_SIGNATURES::equals);
        }
    }

    /** As it is over the network, except for the host. */
    @ParameterizedTest
    @MethodSource("recordings")
    void keys_areFoundThroughTheMetadata_andBelievedAsTheHeadersSay(Recording recording) {
        for (Path document : recording.documents("metadata")) {
            IssuerMetadata metadata = IssuerMetadata.parse(Recording.read(document));
            String issuer = metadata.issuer();
            Path keys = Recording.keysOf(document);
            ScriptedTransport transport = new ScriptedTransport();
            ManualTime time = ManualTime.start();
            String place = issuer.endsWith("/") ? issuer : issuer + "/";
            transport
                    .on(place + ".well-known/openid-configuration")
                    .respondAlways(200, Recording.read(document), asPairs(Recording.headers(document)));
            transport
                    .on(metadata.jwksUri().orElseThrow())
                    .respondAlways(200, Recording.read(keys), asPairs(Recording.headers(keys)));
            try (KeyFetcher fetcher = KeyFetcher.builder()
                    .trust(issuer)
                    .transport(transport)
                    .executor(Runnable::run)
                    .listenerExecutor(Runnable::run)
                    .ticker(time.ticker())
                    .instantSource(time.instants())
                    .scheduler(time.scheduler())
                    .build()) {
                assertThat(fetcher.getJwkSet(issuer).join()).isEqualTo(JwkSet.parse(Recording.read(keys)));
                Optional<IssuerStatus> status = fetcher.status(issuer);
                assertThat(status.flatMap(IssuerStatus::freshFor)).hasValue(freshness(Recording.headers(keys)));
            }
        }
    }

    /** None of them says for how long: those that forbid a cache are asked again soon, the others by default. */
    private static Duration freshness(Map<String, String> headers) {
        RefreshPolicy policy = RefreshPolicy.defaults();
        return headers.containsKey("cache-control") ? policy.minFreshness() : policy.defaultFreshness();
    }

    private static String[] asPairs(Map<String, String> headers) {
        return headers.entrySet().stream()
                .flatMap(header -> Stream.of(header.getKey(), header.getValue()))
                .toArray(String[]::new);
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void tokens_areVerifiedByTheRecordedKeys(Recording recording) {
        assertThat(recording.tokens()).isNotEmpty();
        for (String text : recording.tokens()) {
            UnverifiedToken token = UnverifiedToken.parse(text);
            VerifiedJwt jwt = verified(token, recording);
            assertThat(jwt.claims().audience()).contains("orders"); // Keycloak adds its own "account"
            assertThat(jwt.key().keyId()).isEqualTo(token.keyId());
        }
    }

    /** None of them sends a validator, which the test kit's issuer does by itself. */
    @ParameterizedTest
    @MethodSource("recordings")
    void fakeIssuerThatAnswersAlike_isFollowedThroughARotation(Recording recording) {
        try (FakeIssuer issuer = FakeIssuer.builder().algorithms("ES256").start();
                KeyFetcher fetcher = KeyFetcher.builder()
                        .trust(issuer.issuer())
                        .allowHttpOnLoopback()
                        .deadline(Duration.ofMinutes(1))
                        .requestTimeout(Duration.ofSeconds(30))
                        .build()) {
            recording.imitatedBy(issuer);
            fetcher.blocking().getKey(issuer.token().mint());
            issuer.rotate();
            fetcher.blocking().getKey(issuer.token().mint());
            assertThat(issuer.requests(Endpoint.JWKS)).isEqualTo(2);
            assertThat(issuer.requests(Endpoint.METADATA)).isOne();
        }
    }

    /** At the time at which it was issued. */
    private static VerifiedJwt verified(UnverifiedToken token, Recording recording) {
        JwkSet keys = recording.jwkSets().stream()
                .filter(set -> set.keys().stream()
                        .anyMatch(key -> token.keyId().equals(key.keyId().orElse(null))))
                .findFirst()
                .orElseThrow();
        TrustedIssuer issuer = TrustedIssuer.of(token.issuer()).withJwkSet(keys);
        Instant now = Instant.ofEpochSecond(token.payload().integer("iat").orElseThrow());
        try (KeyFetcher fetcher =
                KeyFetcher.builder().trust(issuer).allowHttpOnLoopback().build()) {
            return JwtVerifier.builder(fetcher)
                    .audience("orders")
                    .instantSource(() -> now)
                    .build()
                    .blocking()
                    .verify(token);
        }
    }
}
