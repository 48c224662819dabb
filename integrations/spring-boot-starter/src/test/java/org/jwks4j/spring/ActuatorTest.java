package org.jwks4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.jwks4j.KeyFetcher;
import org.jwks4j.json.JsonObject;
import org.jwks4j.testkit.FakeIssuer;
import org.springframework.boot.WebApplicationType;

/**
 * What an operator sees and does, over HTTP. One application goes through all of it, in the order of its life, since a start takes
 * seconds.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ActuatorTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String UNUSED = "https://unused.example.com";

    private static FakeIssuer issuer;
    private static Service service;

    @BeforeAll
    static void start() {
        issuer = FakeIssuer.builder().algorithms("RS256").start();
        issuer.publishJwk("{\"kty\":\"oct\",\"kid\":\"secret\",\"k\":\"AAAA\"}");
        service = Service.start(
                WebApplicationType.SERVLET,
                Applications.Monitored.class,
                BootProperties.ISSUER_URI + "=" + issuer.issuer(),
                BootProperties.AUDIENCES + "=orders",
                "jwks4j.issuers[0].uri=" + UNUSED,
                "jwks4j.issuers[0].audiences=orders",
                "jwks4j.deadline=60s",
                "management.endpoints.web.exposure.include=health,jwks4j,metrics",
                "management.endpoints.access.default=unrestricted",
                "management.endpoint.health.probes.enabled=true",
                "management.endpoint.health.group.readiness.include=readinessState,jwks4j",
                "management.endpoint.health.show-details=always");
    }

    @AfterAll
    static void stop() throws Exception {
        service.close();
        issuer.close();
    }

    private static Map<?, ?> json(Answer answer) {
        return JsonObject.parse(answer.body().getBytes(StandardCharsets.UTF_8)).toPlainMap();
    }

    private static String token() {
        return issuer.token().claim("aud", "orders").claim("sub", "alice").mint();
    }

    private static Map<?, ?> at(Map<?, ?> map, String... path) {
        Map<?, ?> found = map;
        for (String name : path) {
            assertThat(found.containsKey(name)).as(name + " in " + found).isTrue();
            found = (Map<?, ?>) found.get(name);
        }
        return found;
    }

    private static Map<?, ?> health() {
        return at(json(service.getWithoutToken("/actuator/health")), "components", "jwks4j");
    }

    @Test
    @Order(1)
    void issuersThatNoOneAskedForYet_areUp() {
        Map<?, ?> health = health();

        assertThat(health.get("status")).isEqualTo("UP");
        assertThat(at(health, "details", issuer.issuer()).get("state")).isEqualTo("COLD");
        assertThat(at(health, "details", UNUSED).get("state")).isEqualTo("COLD");
        assertThat(issuer.requests()).isZero();
    }

    @Test
    @Order(2)
    void issuerWithoutKeys_isDown() {
        issuer.stopListening();
        assertThat(service.get("/", token()).status()).isEqualTo(503);
        Map<?, ?> health = health();
        int all = service.getWithoutToken("/actuator/health").status();
        int readiness = service.getWithoutToken("/actuator/health/readiness").status();
        int liveness = service.getWithoutToken("/actuator/health/liveness").status();
        issuer.resume(); // from here on it may be well again

        assertThat(health.get("status")).isEqualTo("DOWN");
        Map<?, ?> details = at(health, "details", issuer.issuer());
        assertThat(details.get("state")).isEqualTo("COLD");
        assertThat(details.get("failures")).isNotEqualTo(0L);
        assertThat(details.containsKey("lastFailure")).isTrue();
        assertThat(all).isEqualTo(503);
        assertThat(readiness).isEqualTo(503);
        assertThat(liveness).isEqualTo(200);
    }

    @Test
    @Order(3)
    void issuerWithKeys_isUp() {
        service.context
                .getBean(KeyFetcher.class)
                .ready(List.of(issuer.issuer()))
                .orTimeout(LONG.toSeconds(), TimeUnit.SECONDS)
                .join();
        Map<?, ?> health = health();

        assertThat(health.get("status")).isEqualTo("UP");
        Map<?, ?> details = at(health, "details", issuer.issuer());
        assertThat(details.get("state")).isEqualTo("FRESH");
        assertThat(details.get("keys")).isEqualTo(1L);
        assertThat(details.get("skippedKeys")).isEqualTo(1L);
        assertThat(details.get("age").toString()).startsWith("PT");
    }

    @Test
    @Order(4)
    void endpoint_showsKeysAndWhySomeAreSkipped() {
        Map<?, ?> seen = at(json(service.getWithoutToken("/actuator/jwks4j")), "issuers", issuer.issuer());

        assertThat(seen.get("jwksUri")).isEqualTo(issuer.jwksUri().toString());
        List<?> published = (List<?>) seen.get("published");
        assertThat(published).hasSize(2);
        assertThat(((Map<?, ?>) published.get(0)).get("kid")).isEqualTo(issuer.signingKeyId());
        assertThat(((Map<?, ?>) published.get(1)).get("skipped")).isEqualTo("SYMMETRIC_KEY");
        assertThat(published.toString()).doesNotContain("AAAA");
    }

    @Test
    @Order(5)
    void refresh_asksTheIssuer() {
        issuer.forgetRequests();
        Answer answer = service.post("/actuator/jwks4j", "{\"issuer\":\"" + issuer.issuer() + "\"}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).get("state")).isEqualTo("FRESH");
        assertThat(issuer.requests()).isPositive();
    }

    @Test
    @Order(6)
    void operationsOnAStranger_areRefused() {
        Answer refused = service.post("/actuator/jwks4j", "{\"issuer\":\"https://stranger.example.com\"}");
        assertThat(refused.status()).isEqualTo(404);
        assertThat(json(refused).get("reason")).isEqualTo("UNTRUSTED_ISSUER");
        assertThat(service.delete("/actuator/jwks4j?issuer=https://stranger.example.com&keyId=a")
                        .status())
                .isEqualTo(404);
    }

    @Test
    @Order(7)
    void meters_countTokensAndFetches() throws InterruptedException {
        assertThat(service.get("/", token()).status()).isEqualTo(200);
        service.get("/", "no.to.ken");
        assertThat(meter("jwks4j.verifications", "reason", "MALFORMED_TOKEN").await(20, TimeUnit.SECONDS))
                .isTrue();
        assertThat(meter("jwks4j.verifications", "outcome", "verified").await(20, TimeUnit.SECONDS))
                .isTrue();
        assertThat(meter("jwks4j.fetches", "outcome", "success").await(20, TimeUnit.SECONDS))
                .isTrue();

        assertThat(service.getWithoutToken("/actuator/metrics/jwks4j.keys.age").status())
                .isEqualTo(200);
    }

    /** Meters are written a moment after the answer. */
    private static CountDownLatch meter(String name, String key, String value) {
        CountDownLatch there = new CountDownLatch(1);
        MeterRegistry registry = service.context.getBean(MeterRegistry.class);
        Tags tags = Tags.of(key, value);
        registry.config().onMeterAdded(meter -> {
            if (meter.getId().getName().equals(name)
                    && value.equals(meter.getId().getTag(key))) {
                there.countDown();
            }
        });
        if (registry.find(name).tags(tags).meter() != null) {
            there.countDown();
        }
        return there;
    }

    private static Answer revokeTokens(String claim, String value, String duration) {
        return service.post(
                "/actuator/jwks4j/" + claim,
                "{\"issuer\":\"" + issuer.issuer() + "\",\"value\":\"" + value + "\",\"duration\":\"" + duration
                        + "\"}");
    }

    @Test
    @Order(8)
    void revokeTokens_refusesASessionForAWhile_andNoOther() {
        String session =
                issuer.token().claim("aud", "orders").claim("sid", "08a5019c").mint();
        assertThat(service.get("/", session).status()).isEqualTo(200);
        Answer answer = revokeTokens("sid", "08a5019c", "2h");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).get("stored")).isEqualTo(true);
        assertThat(json(answer).get("revokedTokens")).isEqualTo(1L);

        assertThat(service.get("/", session).inWords()).contains("401", "REVOKED_TOKEN");
        assertThat(service.get("/", token()).status()).isEqualTo(200);
        assertThat(json(service.getWithoutToken("/actuator/jwks4j")).get("revokedTokens"))
                .isEqualTo(1L);
    }

    @Test
    @Order(9)
    void revokeTokens_thatMakesNoSense_isRefused() {
        assertThat(revokeTokens("email", "alice@example.com", "2h").status()).isEqualTo(400);
        assertThat(revokeTokens("sub", "alice", "0s").status()).isEqualTo(400);
        assertThat(revokeTokens("sub", "alice", "401d").status()).isEqualTo(400);
        assertThat(revokeTokens("sub", "alice", "100000000000000d").status()).isEqualTo(400);
        assertThat(revokeTokens("sub", "alice", "some time").status()).isEqualTo(400);
        String stranger = "{\"issuer\":\"https://stranger.example.com\",\"value\":\"alice\",\"duration\":\"2h\"}";
        assertThat(service.post("/actuator/jwks4j/sub", stranger).status()).isEqualTo(404);
        assertThat(service.get("/", token()).status()).isEqualTo(200);
    }

    @Test
    @Order(10)
    void revoke_refusesTheKeyFromNowOn() {
        String token = token();
        assertThat(service.get("/", token).status()).isEqualTo(200);
        Answer answer =
                service.delete("/actuator/jwks4j?issuer=" + issuer.issuer() + "&keyId=" + issuer.signingKeyId());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).get("revokedKeys")).isEqualTo(List.of(issuer.signingKeyId()));
        assertThat(json(answer).get("stored")).isEqualTo(true);

        assertThat(service.get("/", token).inWords()).contains("401", "REVOKED_KEY");
    }
}
