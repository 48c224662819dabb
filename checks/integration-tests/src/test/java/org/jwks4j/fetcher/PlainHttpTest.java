package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.IssuerTemplate;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.error.Reason;

/** A private network without TLS: plain http to exact hosts and ports, and to nowhere else. */
class PlainHttpTest {
    private static final String KEYCLOAK = "http://keycloak:8080/realms/one";
    private static final String HOST = "keycloak:8080";
    private static final String METADATA = KEYCLOAK + "/.well-known/openid-configuration";
    private static final String CERTS = KEYCLOAK + "/protocol/openid-connect/certs";

    private static String metadata(String issuer, String jwksUri) {
        return "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + jwksUri + "\"}";
    }

    private static Scenario keycloak(UnaryOperator<TrustedIssuer> more) {
        TrustedIssuer issuer = more.apply(TrustedIssuer.of(KEYCLOAK).allowHttpTo(HOST));
        Scenario scenario = Scenario.of(KeyFetcher.builder().trust(issuer));
        scenario.transport.on(METADATA).respondAlways(200, metadata(KEYCLOAK, CERTS));
        scenario.transport.on(CERTS).respondAlways(200, scenario.issuer.jwkSet());
        return scenario;
    }

    private static CompletableFuture<?> keyOf(Scenario scenario, String issuer) {
        return scenario.fetcher.getKey(scenario.issuer.mint(Map.of("iss", issuer)));
    }

    private static Map<String, String> sentTo(Scenario scenario, String uri) {
        return scenario.transport.requests(URI.create(uri)).get(0).headers();
    }

    @Test
    void anIssuerThatWasNamed_isFoundByItsMetadata() {
        try (Scenario scenario = keycloak(issuer -> issuer)) {
            assertThat(keyOf(scenario, KEYCLOAK)).isCompleted();
        }
    }

    @Test
    void aJwksUriThatWasConfigured_mayBePlain() {
        TrustedIssuer issuer =
                TrustedIssuer.of(Scenario.ISSUER).withJwksUri(CERTS).allowHttpTo(HOST);
        try (Scenario scenario = Scenario.of(KeyFetcher.builder().trust(issuer))) {
            scenario.transport.on(CERTS).respondAlways(200, scenario.issuer.jwkSet());
            assertThat(keyOf(scenario, Scenario.ISSUER)).isCompleted();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://keycloak:8081/x",
                "http://keycloak/x",
                "http://keycloak.example.com:8080/x",
                "http://127.0.0.1:8080/x",
                "http://localhost/x"
            })
    void metadataLeadsToNoOtherPlainPlace(String jwksUri) {
        TrustedIssuer issuer = TrustedIssuer.of(KEYCLOAK).allowHttpTo(HOST);
        try (Scenario scenario = Scenario.of(KeyFetcher.builder().trust(issuer).allowHttpOnLoopback())) {
            scenario.transport.on(METADATA).respondAlways(200, metadata(KEYCLOAK, jwksUri));
            assertThat(Scenario.failureOf(keyOf(scenario, KEYCLOAK)).reason()).isEqualTo(Reason.INVALID_METADATA);
            assertThat(scenario.transport.requests()).hasSize(1);
        }
    }

    /** An attacker who alters a document that came over TLS gains nothing by the relaxation. */
    @Test
    void metadataThatWasHadByHttps_leadsToNoHttp() {
        TrustedIssuer issuer = TrustedIssuer.of(Scenario.ISSUER).allowHttpTo(HOST);
        try (Scenario scenario = Scenario.of(KeyFetcher.builder().trust(issuer))) {
            scenario.transport.on(Scenario.METADATA).respondAlways(200, metadata(Scenario.ISSUER, CERTS));
            assertThat(Scenario.failureOf(keyOf(scenario, Scenario.ISSUER)).reason())
                    .isEqualTo(Reason.INVALID_METADATA);
        }
    }

    @Test
    void another_issuerOfTheSameFetcher_isNotRelaxed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> KeyFetcher.builder()
                        .trust(TrustedIssuer.of(KEYCLOAK).allowHttpTo(HOST))
                        .trust("http://keycloak:8080/realms/two")
                        .build())
                .withMessageContaining("the scheme is http");
    }

    @Test
    void headersAndToken_stayAtHome_unlessTheOriginIsNamedForThemToo() {
        try (Scenario scenario = keycloak(issuer -> issuer.withBearerToken(() -> "secret"))) {
            assertThat(keyOf(scenario, KEYCLOAK)).isCompleted();
            assertThat(sentTo(scenario, METADATA)).doesNotContainKey("authorization");
            assertThat(sentTo(scenario, CERTS)).doesNotContainKey("authorization");
        }
        try (Scenario scenario =
                keycloak(issuer -> issuer.withBearerToken(() -> "secret").sendHeadersAlsoTo("http://keycloak:8080"))) {
            assertThat(keyOf(scenario, KEYCLOAK)).isCompleted();
            assertThat(sentTo(scenario, CERTS)).containsEntry("authorization", "Bearer secret");
        }
    }

    @Test
    void headersToAPlainOriginThatIsNotAllowed_areRefusedAtStart() {
        assertThatIllegalStateException()
                .isThrownBy(() -> KeyFetcher.builder()
                        .trust(TrustedIssuer.of(Scenario.ISSUER).sendHeadersAlsoTo("http://keycloak:8080"))
                        .build())
                .withMessageContaining("the scheme is http");
    }

    @Test
    void aTemplateWithALiteralHost_mayBePlain() {
        IssuerTemplate template =
                IssuerTemplate.of("http://keycloak:8080/realms/{realm}").with(issuer -> issuer.allowHttpTo(HOST));
        try (Scenario scenario = Scenario.of(KeyFetcher.builder().trust(template))) {
            scenario.transport.on(METADATA).respondAlways(200, metadata(KEYCLOAK, CERTS));
            scenario.transport.on(CERTS).respondAlways(200, scenario.issuer.jwkSet());
            assertThat(keyOf(scenario, KEYCLOAK)).isCompleted();
        }
        assertThatIllegalStateException()
                .isThrownBy(() -> KeyFetcher.builder()
                        .trust(IssuerTemplate.of("http://keycloak:8080/realms/{realm}"))
                        .build())
                .withMessageContaining("the scheme is http");
    }

    @Test
    void aTemplateWithASlotInItsHost_isRefusedAtStart() {
        IssuerTemplate template =
                IssuerTemplate.of("https://{org}.example.com/").with(issuer -> issuer.allowHttpTo(HOST));
        assertThatIllegalStateException()
                .isThrownBy(() -> KeyFetcher.builder()
                        .trust(template)
                        .allowPrivateAddresses()
                        .build())
                .withMessageContaining("allowHttpTo(...) is for an issuer that is trusted by name");
        assertThatIllegalArgumentException().isThrownBy(() -> IssuerTemplate.of("http://{org}.example.com/"));
    }

    @Test
    void aResolversIssuer_isRefused() {
        try (Scenario scenario = Scenario.of(KeyFetcher.builder()
                .allowPrivateAddresses()
                .trust(name -> CompletableFuture.completedFuture(
                        Optional.of(TrustedIssuer.of(name).allowHttpTo(HOST)))))) {
            assertThat(keyOf(scenario, KEYCLOAK)).isCompletedExceptionally();
            assertThat(scenario.transport.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keycloak",
                "keycloak:",
                "keycloak:0",
                "keycloak:70000",
                "keycloak:8080/",
                "keycloak:8080/realms",
                "keycloak:8080#x",
                "user@keycloak:8080",
                "*:8080",
                "key_cloak:8080",
                "http://keycloak:8080",
                ""
            })
    void whatIsNoHostAndPort_isRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrustedIssuer.of(KEYCLOAK).allowHttpTo(text));
    }
}
