package org.jwks4j.examples.mvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.jwks4j.testkit.FakeIssuer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;

@SpringBootTest
@AutoConfigureMockMvc
final class OrdersApplicationTest {
    private static final FakeIssuer issuer = FakeIssuer.start();

    @Autowired
    private MockMvc mvc;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("spring.security.oauth2.resourceserver.jwt.issuer-uri", issuer::issuer);
    }

    @AfterAll
    static void close() {
        issuer.close();
    }

    private MockHttpServletResponse ordersWith(String token) throws Exception {
        return mvc.perform(get("/orders").header("Authorization", "Bearer " + token))
                .andReturn()
                .getResponse();
    }

    private static String token(Duration validFor) {
        return issuer.token()
                .claim("sub", "alice")
                .claim("aud", "orders")
                .expiresIn(validFor)
                .mint();
    }

    @Test
    void aGoodToken_isServed() throws Exception {
        assertThat(ordersWith(token(Duration.ofMinutes(5))).getContentAsString())
                .isEqualTo("The orders of alice");
    }

    @Test
    void anExpiredToken_isRefused() throws Exception {
        MockHttpServletResponse answer = ordersWith(token(Duration.ofHours(-1)));

        assertThat(answer.getStatus()).isEqualTo(401);
        assertThat(answer.getHeader("WWW-Authenticate")).contains("EXPIRED");
    }

    @Test
    void aKeyThatCannotBeHad_isNoFaultOfTheToken() throws Exception {
        assertThat(ordersWith(token(Duration.ofMinutes(5))).getStatus()).isEqualTo(200);
        issuer.rotate();
        issuer.stopListening();
        try {
            MockHttpServletResponse answer = ordersWith(token(Duration.ofMinutes(5)));

            assertThat(answer.getStatus()).isEqualTo(503);
            assertThat(answer.getHeader("Retry-After")).isNotEmpty();
        } finally {
            issuer.resume();
        }
    }
}
