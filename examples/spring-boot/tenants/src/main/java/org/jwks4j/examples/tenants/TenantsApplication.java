package org.jwks4j.examples.tenants;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A service with many customers, each with an issuer of its own; and with a staff. Properties say who they are. */
@SpringBootApplication
@RestController
class TenantsApplication {
    private static final Map<String, String> ORDERS = Map.of("acme", "three anvils", "bolt", "a box of bolts");

    public static void main(String[] args) {
        SpringApplication.run(TenantsApplication.class, args);
    }

    /** Which customer it is was verified: {@code tid} is bound to the issuer's name. */
    @GetMapping("/orders")
    String orders(@AuthenticationPrincipal Jwt token) {
        String tenant = token.getClaimAsString("tid");
        return tenant == null ? "All orders" : ORDERS.getOrDefault(tenant, "none");
    }
}
