package org.jwks4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcher;
import org.jwks4j.testkit.FakeIssuer;
import org.springframework.boot.WebApplicationType;

/** Security chains that the application wrote itself: each says 503 in an outage, and keeps what it says otherwise. */
final class EveryChainTest {
    @Test
    void eachChain_answers503InAnOutage_andKeepsItsOwnEntryPoint() throws IOException {
        try (FakeIssuer issuer = FakeIssuer.start();
                Service service = Service.start(
                        WebApplicationType.SERVLET,
                        Applications.TwoChains.class,
                        BootProperties.ISSUER_URI + "=" + issuer.issuer(),
                        BootProperties.AUDIENCES + "=orders",
                        "jwks4j.deadline=60s",
                        "jwks4j.request-timeout=60s")) {
            String good = issuer.token()
                    .claim("aud", "orders")
                    .claim("scope", "orders")
                    .mint();
            issuer.stopListening();
            assertThat(service.get("/admin/orders", good).status()).isEqualTo(503);
            assertThat(service.get("/orders", good))
                    .satisfies(answer -> assertThat(answer.status()).isEqualTo(503))
                    .satisfies(answer -> assertThat(answer.retryAfter()).matches("[1-9][0-9]*"))
                    .satisfies(answer -> assertThat(answer.body()).isEmpty());

            issuer.resume();
            service.context.getBean(KeyFetcher.class).blocking().ready(Duration.ofSeconds(60));
            assertThat(service.get("/orders", good).status()).isEqualTo(200);
            String expired = issuer.token()
                    .claim("aud", "orders")
                    .expiresIn(Duration.ofHours(-1))
                    .mint();
            assertThat(service.get("/admin/orders", expired).challenge()).contains("realm=\"admin\"", "EXPIRED");
            String unscoped = issuer.token().claim("aud", "orders").mint();
            assertThat(service.get("/orders", unscoped).status()).isEqualTo(403);
        }
    }
}
