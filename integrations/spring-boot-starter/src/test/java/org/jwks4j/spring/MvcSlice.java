package org.jwks4j.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jwks4j.testkit.FakeIssuer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;

/** What a test of one controller sees, whose annotation {@code @WebMvcTest} moved between Boot 3.5 and 4. */
abstract class MvcSlice {
    private static FakeIssuer issuer;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private JwtDecoder decoder;

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

    private MockHttpServletResponse withToken() throws Exception {
        String token = issuer.token().claim("aud", "orders").mint();
        return mvc.perform(get("/").header("Authorization", "Bearer " + token))
                .andReturn()
                .getResponse();
    }

    @Test
    void inASlice_ourDecoderVerifies_andOurFilterAnswers() throws Exception {
        assertThat(decoder).isInstanceOf(VerifierJwtDecoder.class);

        issuer.stopListening();
        MockHttpServletResponse outage = withToken();
        assertThat(outage.getStatus()).isEqualTo(503);
        assertThat(outage.getHeader("Retry-After")).isNotEmpty();

        MockHttpServletResponse refused = mvc.perform(get("/").header("Authorization", "Bearer no.to.ken"))
                .andReturn()
                .getResponse();
        assertThat(refused.getStatus()).isEqualTo(401);
        assertThat(refused.getHeader("WWW-Authenticate")).contains("MALFORMED_TOKEN");
    }

    @Test
    void aTokenOfSpringsTestKit_asksNoIssuer() throws Exception {
        issuer.forgetRequests();
        MockHttpServletResponse answer = mvc.perform(get("/").with(jwt().jwt(token -> token.subject("alice"))))
                .andReturn()
                .getResponse();

        assertThat(answer.getContentAsString()).isEqualTo("alice");
        assertThat(issuer.requests()).isZero();
    }
}
