package org.jwks4j.examples.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;

@SpringBootTest
@AutoConfigureMockMvc
final class TenantsApplicationTest {
    private static final Issuers issuers = new Issuers();

    @Autowired
    private MockMvc mvc;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        issuers.properties().forEach(property -> {
            String[] pair = property.split("=", 2);
            registry.add(pair[0], () -> pair[1]);
        });
    }

    @AfterAll
    static void close() {
        issuers.close();
    }

    private MockHttpServletResponse ordersWith(String token) throws Exception {
        return mvc.perform(get("/orders").header("Authorization", "Bearer " + token))
                .andReturn()
                .getResponse();
    }

    @Test
    void eachCustomer_seesItsOwnOrders_andTheStaffSeesAll() throws Exception {
        assertThat(ordersWith(issuers.of("acme").mint()).getContentAsString()).isEqualTo("three anvils");
        assertThat(ordersWith(issuers.of("bolt").mint()).getContentAsString()).isEqualTo("a box of bolts");
        assertThat(ordersWith(issuers.ofStaff().mint()).getContentAsString()).isEqualTo("All orders");
    }

    @Test
    void whoeverIsNoCustomer_isRefused_andNobodyIsAskedForAKey() throws Exception {
        int before = issuers.requests();

        assertThat(ordersWith(issuers.of("mallory").mint()).getHeader("WWW-Authenticate"))
                .contains("UNTRUSTED_ISSUER");
        assertThat(issuers.requests()).isEqualTo(before);
    }

    @Test
    void aCustomerThatSaysToBeAnother_isRefused() throws Exception {
        MockHttpServletResponse answer =
                ordersWith(issuers.of("acme").claim("tid", "bolt").mint());

        assertThat(answer.getStatus()).isEqualTo(401);
    }
}
