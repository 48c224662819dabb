package org.jwks4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jwks4j.testkit.Endpoint;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.SigningKey;
import org.jwks4j.testkit.TokenBuilder;
import org.springframework.boot.WebApplicationType;

/** How an issuer is reached, and what its tokens may be: one application with a setting each for five of them. */
final class IssuerPropertiesTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String ALIAS = "https://old-name.example.com";

    private static FakeIssuer ofBundle;
    private static FakeIssuer ofJwksUri;
    private static FakeIssuer ofMetadataUri;
    private static FakeIssuer ofTypes;
    private static FakeIssuer ofTemplate;
    private static SigningKey rsa;
    private static Service service;

    @BeforeAll
    static void start() {
        ofBundle = FakeIssuer.builder().https().algorithms("RS256").start();
        ofJwksUri = FakeIssuer.builder().algorithms("RS256").start();
        ofMetadataUri = FakeIssuer.builder().algorithms("RS256").start();
        ofTypes = FakeIssuer.builder().algorithms("ES256").start();
        ofTemplate = FakeIssuer.builder().path("/realms/acme").start();
        rsa = ofTypes.addKey("RS256");
        service = Service.start(
                WebApplicationType.SERVLET,
                Applications.Mvc.class,
                "jwks4j.start=warm",
                "jwks4j.deadline=60s",
                "spring.ssl.bundle.pem.inside.truststore.certificate="
                        + ofBundle.certificate().rootPem(),
                "jwks4j.issuers[0].uri=" + ofBundle.issuer(),
                "jwks4j.issuers[0].audiences=orders",
                "jwks4j.issuers[0].ssl-bundle=inside",
                "jwks4j.issuers[0].headers.X-Api-Key=of-this-service",
                "jwks4j.issuers[1].uri=" + ofJwksUri.issuer(),
                "jwks4j.issuers[1].accept-any-audience=true",
                "jwks4j.issuers[1].jwks-uri=" + ofJwksUri.jwksUri(),
                "jwks4j.issuers[2].uri=" + ofMetadataUri.issuer(),
                "jwks4j.issuers[2].audiences=orders",
                "jwks4j.issuers[2].metadata-uri=" + ofMetadataUri.uri(Endpoint.OAUTH_METADATA),
                "jwks4j.issuers[2].aliases=" + ALIAS,
                "jwks4j.issuers[3].uri=" + ofTypes.issuer(),
                "jwks4j.issuers[3].audiences=orders",
                "jwks4j.issuers[3].types=at+jwt",
                "jwks4j.issuers[3].algorithms=ES256",
                "jwks4j.issuers[3].required-claims.role=clerk,boss",
                "jwks4j.issuers[4].uri=" + ofTemplate.issuer().replace("acme", "{tenant}"),
                "jwks4j.issuers[4].audiences=orders");
    }

    @AfterAll
    static void stop() throws Exception {
        service.close();
        ofBundle.close();
        ofJwksUri.close();
        ofMetadataUri.close();
        ofTypes.close();
        ofTemplate.close();
    }

    @Test
    void warmStart_asksBeforeTheFirstToken() throws Exception {
        for (FakeIssuer issuer : new FakeIssuer[] {ofBundle, ofJwksUri, ofMetadataUri, ofTypes}) {
            issuer.awaitRequests(Endpoint.JWKS, 1, LONG);
        }
    }

    @Test
    void sslBundle_isWhatTheIssuersTlsIsTrustedBy_andHeadersAreSent() {
        String token =
                ofBundle.token().claim("aud", "orders").claim("sub", "alice").mint();

        assertThat(service.get("/", token).status()).isEqualTo(200);
        assertThat(ofBundle.recordedRequests(Endpoint.JWKS))
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.header("X-Api-Key")).contains("of-this-service"));
    }

    @Test
    void templateOnLoopback_needsNoPermissionForHttp() {
        String token =
                ofTemplate.token().claim("aud", "orders").claim("sub", "alice").mint();

        assertThat(service.get("/", token).status()).isEqualTo(200);
    }

    @Test
    void jwksUri_needsNoMetadata() {
        String token =
                ofJwksUri.token().claim("aud", "anyone").claim("sub", "alice").mint();

        assertThat(service.get("/", token).status()).isEqualTo(200);
        assertThat(ofJwksUri.requests(Endpoint.METADATA)).isZero();
    }

    @Test
    void metadataUri_isTheOnlyPlace_andAliasesAreAccepted() {
        String token = ofMetadataUri
                .token()
                .claim("aud", "orders")
                .claim("sub", "alice")
                .claim("iss", ALIAS)
                .mint();

        assertThat(service.get("/", token).status()).isEqualTo(200);
        assertThat(ofMetadataUri.requests(Endpoint.METADATA)).isZero();
        assertThat(ofMetadataUri.requests(Endpoint.OAUTH_METADATA)).isEqualTo(1);
    }

    @Test
    void typesAlgorithmsAndClaims_areRequired() {
        assertThat(service.get("/", ofTypes("at+jwt", "boss").mint()).status()).isEqualTo(200);
        assertThat(service.get("/", ofTypes("JWT", "boss").mint()).challenge()).contains("WRONG_TYPE");
        assertThat(service.get("/", ofTypes("at+jwt", "boss").signedWith(rsa).mint())
                        .challenge())
                .contains("ALGORITHM_NOT_ALLOWED");
        assertThat(service.get("/", ofTypes("at+jwt", "guest").mint()).challenge())
                .contains("WRONG_CLAIM");
    }

    private static TokenBuilder ofTypes(String type, String role) {
        return ofTypes.token()
                .header("typ", type)
                .claim("aud", "orders")
                .claim("sub", "alice")
                .claim("role", role);
    }
}
