package org.jwks4j.examples.webflux;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.jwks4j.testkit.FakeIssuer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureWebTestClient(timeout = "60s")
final class OrdersApplicationTest {
    private static final FakeIssuer issuer = FakeIssuer.start();

    @Autowired
    private WebTestClient client;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("spring.security.oauth2.resourceserver.jwt.issuer-uri", issuer::issuer);
    }

    @AfterAll
    static void close() {
        issuer.close();
    }

    private WebTestClient.ResponseSpec ordersWith(String token) {
        return client.get()
                .uri("/orders")
                .headers(headers -> headers.setBearerAuth(token))
                .exchange();
    }

    private static String token(Duration validFor) {
        return issuer.token()
                .claim("sub", "alice")
                .claim("aud", "orders")
                .expiresIn(validFor)
                .mint();
    }

    @Test
    void aGoodToken_isServed() {
        ordersWith(token(Duration.ofMinutes(5)))
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .isEqualTo("The orders of alice");
    }

    @Test
    void anExpiredToken_isRefused() {
        ordersWith(token(Duration.ofHours(-1)))
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueMatches("WWW-Authenticate", ".*EXPIRED.*");
    }

    @Test
    void aKeyThatCannotBeHad_isNoFaultOfTheToken() {
        ordersWith(token(Duration.ofMinutes(5))).expectStatus().isOk();
        issuer.rotate();
        issuer.stopListening();
        try {
            ordersWith(token(Duration.ofMinutes(5)))
                    .expectStatus()
                    .isEqualTo(503)
                    .expectHeader()
                    .exists("Retry-After");
        } finally {
            issuer.resume();
        }
    }
}
