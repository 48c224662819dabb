package org.jwks4j.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.mockJwt;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jwks4j.testkit.FakeIssuer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What a test of one controller sees, whose annotation {@code @WebFluxTest} moved between Boot 3.5 and 4. */
abstract class WebFluxSlice {
    private static FakeIssuer issuer;

    @Autowired
    private WebTestClient client;

    @Autowired
    private ReactiveJwtDecoder decoder;

    @BeforeAll
    static void start() {
        issuer = FakeIssuer.start();
    }

    @AfterAll
    static void stop() {
        issuer.close();
    }

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("spring.main.banner-mode", () -> "off");
        registry.add(BootProperties.ISSUER_URI, issuer::issuer);
        registry.add(BootProperties.AUDIENCES, () -> "orders");
        registry.add("jwks4j.deadline", () -> "60s");
        registry.add("jwks4j.request-timeout", () -> "60s");
    }

    private WebTestClient.ResponseSpec withToken(String token) {
        return client.mutate()
                .responseTimeout(Duration.ofMinutes(1))
                .build()
                .get()
                .uri("/")
                .headers(headers -> headers.setBearerAuth(token))
                .exchange();
    }

    @Test
    void inASlice_ourDecoderVerifies_andOurHandlerAnswers() {
        assertThat(decoder).isInstanceOf(VerifierReactiveJwtDecoder.class);

        issuer.stopListening();
        withToken(issuer.token().claim("aud", "orders").mint())
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .exists("Retry-After");
        withToken("no.to.ken")
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueMatches("WWW-Authenticate", ".*MALFORMED_TOKEN.*");
    }

    @Test
    void aTokenOfSpringsTestKit_asksNoIssuer() {
        issuer.forgetRequests();
        client.mutateWith(mockJwt().jwt(token -> token.subject("alice")))
                .get()
                .uri("/")
                .exchange()
                .expectBody(String.class)
                .isEqualTo("alice");

        assertThat(issuer.requests()).isZero();
    }
}
