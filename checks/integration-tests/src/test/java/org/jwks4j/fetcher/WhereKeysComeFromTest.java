package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.IssuerMetadata;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyFetcherBuilder;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.error.KeyFetchException.UntrustedIssuerException;
import org.jwks4j.error.Reason;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.location.MetadataLocation;
import org.jwks4j.testkit.Endpoint;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.Misbehaviour;
import org.jwks4j.testkit.SigningKey;

/** The ways in which an issuer can be trusted, over real sockets. */
class WhereKeysComeFromTest {
    private final FakeIssuer issuer = FakeIssuer.builder().path("/realms/one").start();

    @AfterEach
    void close() {
        issuer.close();
    }

    private KeyFetcherBuilder fetcher() {
        return KeyFetcher.builder().allowHttpOnLoopback();
    }

    private void assertFindsTheKey(KeyFetcherBuilder builder) {
        try (KeyFetcher fetcher = builder.build()) {
            String token = issuer.mint(Map.of());
            assertThat(fetcher.blocking().getKey(token).keyId()).isEqualTo(issuer.signingKeyId());
        }
    }

    @Test
    void byDefault_theOpenIdConfigurationIsAppended() {
        assertFindsTheKey(fetcher().trust(issuer.issuer()));
        assertThat(issuer.recordedRequests(Endpoint.METADATA)).hasSize(1);
        assertThat(issuer.metadataUri().getPath()).isEqualTo("/realms/one/.well-known/openid-configuration");
    }

    @Test
    void rfc8414_isInsertedBetweenHostAndPath() {
        assertFindsTheKey(fetcher().trust(issuer.issuer()).metadataAt(MetadataLocation.oauthAuthorizationServer()));
        assertThat(issuer.recordedRequests(Endpoint.OAUTH_METADATA).get(0).uri().getPath())
                .isEqualTo("/.well-known/oauth-authorization-server/realms/one");
    }

    @Test
    void theNextLocation_isAskedWhenOneIsNotThere() {
        issuer.misbehave(Endpoint.METADATA, Misbehaviour.status(404));
        assertFindsTheKey(fetcher()
                .trust(issuer.issuer())
                .metadataAt(MetadataLocation.openIdConfiguration(), MetadataLocation.oauthAuthorizationServer()));
    }

    @Test
    void theNextLocation_isNotAskedWhenOneIsInTrouble() {
        issuer.misbehave(Endpoint.METADATA, Misbehaviour.status(500));
        try (KeyFetcher fetcher = fetcher()
                .trust(issuer.issuer())
                .metadataAt(MetadataLocation.openIdConfiguration(), MetadataLocation.oauthAuthorizationServer())
                .build()) {
            var failure = Failures.of(() -> fetcher.blocking().getKey(issuer.mint(Map.of())));
            assertThat(failure.reason()).isEqualTo(Reason.UNEXPECTED_STATUS);
            assertThat(issuer.requests(Endpoint.OAUTH_METADATA)).isZero();
        }
    }

    @Test
    void aPathOfYourOwn_isAppended() {
        assertFindsTheKey(fetcher()
                .trust(issuer.issuer())
                .metadataAt(MetadataLocation.path("/.well-known/openid-configuration")));
        assertFindsTheKey(fetcher()
                .trust(TrustedIssuer.of(issuer.issuer())
                        .withMetadataAt(MetadataLocation.path("/.well-known/openid-configuration"))));
    }

    @Test
    void aMetadataUriOfYourOwn_isAskedAsItIs() {
        assertFindsTheKey(fetcher()
                .trust(TrustedIssuer.of(issuer.issuer())
                        .withMetadataAt(MetadataLocation.uri(
                                issuer.uri(Endpoint.OAUTH_METADATA).toString()))));
    }

    @Test
    void aJwksUriOfYourOwn_needsNoMetadata() {
        assertFindsTheKey(fetcher()
                .trust(TrustedIssuer.of(issuer.issuer())
                        .withJwksUri(issuer.jwksUri().toString())));
        assertThat(issuer.requests()).isEqualTo(1);
    }

    @Test
    void fixedMetadata_isNeverFetched() {
        IssuerMetadata metadata = IssuerMetadata.parse(
                "{\"issuer\":\"" + issuer.issuer() + "\",\"jwks_url\":\"" + issuer.jwksUri() + "\"}");
        assertFindsTheKey(fetcher().trust(TrustedIssuer.of(issuer.issuer()).withMetadata(metadata)));
        assertThat(issuer.requests(Endpoint.METADATA)).isZero();
    }

    @Test
    void fixedKeys_areNeverFetched() {
        JwkSet keys = JwkSet.parse(issuer.jwkSet());
        try (KeyFetcher fetcher = fetcher()
                .trust(TrustedIssuer.of(issuer.issuer()).withJwkSet(keys))
                .build()) {
            assertThat(fetcher.getKeyIfCached(issuer.mint(Map.of()))).isPresent();
            String unknown = issuer.token().keyId("nobody").mint();
            assertThat(Failures.of(() -> fetcher.blocking().getKey(unknown)).reason())
                    .isEqualTo(Reason.UNKNOWN_KEY);
            assertThat(fetcher.blocking().refresh(issuer.issuer())).isSameAs(keys);
            assertThat(fetcher.blocking().getMetadata(issuer.issuer()).jwkSet()).isPresent();
        }
        assertThat(issuer.requests()).isZero();
    }

    @Test
    void anIssuerThatIsNoUri_canHaveAJwksUri() {
        SigningKey key = issuer.signingKey();
        try (KeyFetcher fetcher = fetcher()
                .trust(TrustedIssuer.of("kubernetes/serviceaccount")
                        .withJwksUri(issuer.jwksUri().toString()))
                .build()) {
            String token = issuer.mint(key, Map.of("iss", "kubernetes/serviceaccount"));
            assertThat(fetcher.blocking().getKey(token).issuer()).isEqualTo("kubernetes/serviceaccount");
        }
    }

    @Test
    void jwksUrl_isReadWhereThereIsNoJwksUri() {
        issuer.metadata("jwks_uri", null);
        issuer.metadata("jwks_url", issuer.jwksUri().toString());
        assertFindsTheKey(fetcher().trust(issuer.issuer()));
    }

    @Test
    void inlineKeys_areReadFromTheMetadataAndFetchedAgainForAnUnknownKey() {
        issuer.metadata("jwks_uri", null);
        issuer.metadata("jwks", Map.of("keys", List.of(issuer.signingKey().jwk())));
        try (KeyFetcher fetcher = fetcher().trust(issuer.issuer()).build()) {
            assertThat(fetcher.blocking().getKey(issuer.mint(Map.of())).keyId()).isEqualTo(issuer.signingKeyId());
            assertThat(issuer.requests()).isEqualTo(1);
            issuer.rotate();
            issuer.metadata("jwks", Map.of("keys", List.of(issuer.signingKey().jwk())));
            assertThat(fetcher.blocking().getKey(issuer.mint(Map.of())).keyId()).isEqualTo(issuer.signingKeyId());
            assertThat(issuer.requests()).isEqualTo(2);
        }
    }

    @Test
    void metadata_isTypedAndReadableWhole() {
        issuer.metadata("token_endpoint", "https://example.com/token");
        try (KeyFetcher fetcher = fetcher().trust(issuer.issuer()).build()) {
            IssuerMetadata metadata = fetcher.blocking().getMetadata(issuer.issuer());
            assertThat(metadata.issuer()).isEqualTo(issuer.issuer());
            assertThat(metadata.jwksUri()).hasValue(issuer.jwksUri().toString());
            assertThat(metadata.document().string("token_endpoint")).hasValue("https://example.com/token");
        }
    }

    @Test
    void anUntrustedIssuer_costsNoRequest() {
        try (KeyFetcher fetcher = fetcher().trust(issuer.issuer()).build()) {
            for (String other :
                    new String[] {issuer.issuer() + "/", issuer.issuer().toUpperCase(java.util.Locale.ROOT)}) {
                String token = issuer.mint(Map.of("iss", other));
                assertThat(Failures.of(() -> fetcher.blocking().getKey(token)))
                        .isInstanceOf(UntrustedIssuerException.class);
            }
            assertThat(Failures.of(() -> fetcher.blocking().getJwkSet("https://evil.example.com")))
                    .hasMessageContaining("is not trusted; nothing was fetched");
        }
        assertThat(issuer.requests()).isZero();
    }

    @Test
    void aSlashTooMany_isNamedInTheMessage() {
        try (KeyFetcher fetcher = fetcher().trust(issuer.issuer()).build()) {
            String token = issuer.mint(Map.of("iss", issuer.issuer() + "/"));
            assertThat(Failures.of(() -> fetcher.blocking().getKey(token))).hasMessageContaining("terminating slash");
        }
    }

    @Test
    void keysOfAnIssuerWhoseUriHasMoved_areFoundByAskingTheMetadataAgain() {
        issuer.metadata("jwks_uri", issuer.issuer() + "/old");
        try (KeyFetcher fetcher = fetcher().trust(issuer.issuer()).build()) {
            Failures.of(() -> fetcher.blocking().getKey(issuer.mint(Map.of())));
            issuer.metadata("jwks_uri", issuer.jwksUri().toString());
            assertThat(fetcher.blocking().refresh(issuer.issuer()).keys()).hasSize(1);
        }
    }
}
