package org.jwks4j.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.testkit.FakeIssuer;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** A gateway that verifies tokens before it hands requests on: what reaches the service behind it, and what clients are told. */
final class GatewayTest {
    private final FakeIssuer issuer = FakeIssuer.start();
    private final AtomicInteger handedOn = new AtomicInteger();
    private HttpServer behind;
    private ConfigurableApplicationContext gateway;

    /** A gateway is properties. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Gateway {}

    @BeforeEach
    void start() throws IOException {
        behind = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        behind.createContext("/", exchange -> {
            handedOn.incrementAndGet();
            byte[] body = "an order".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        behind.start();
        gateway = SpringApplication.run(
                Gateway.class,
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--spring.main.banner-mode=off",
                "--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer.issuer(),
                "--spring.security.oauth2.resourceserver.jwt.audiences=orders",
                "--jwks4j.resource-metadata.resource=https://api.example.com",
                "--spring.cloud.gateway.server.webflux.routes[0].id=orders",
                "--spring.cloud.gateway.server.webflux.routes[0].uri=http://127.0.0.1:"
                        + behind.getAddress().getPort(),
                "--spring.cloud.gateway.server.webflux.routes[0].predicates[0]=Path=/**");
    }

    @AfterEach
    void stop() {
        gateway.close();
        behind.stop(0);
        issuer.close();
    }

    private HttpResponse<String> orderWith(String token) throws Exception {
        String port = gateway.getEnvironment().getRequiredProperty("local.server.port");
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/orders/1"))
                                .header("Authorization", "Bearer " + token)
                                .timeout(Duration.ofSeconds(60))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private String token(Duration life) {
        return issuer.token().claim("aud", "orders").expiresIn(life).mint();
    }

    @Test
    void onlyGoodTokens_reachTheServiceBehind() throws Exception {
        HttpResponse<String> good = orderWith(token(Duration.ofMinutes(5)));
        assertThat(good.statusCode()).isEqualTo(200);
        assertThat(good.body()).isEqualTo("an order");

        HttpResponse<String> expired = orderWith(token(Duration.ofHours(-1)));
        assertThat(expired.statusCode()).isEqualTo(401);
        assertThat(expired.headers().firstValue("WWW-Authenticate").orElse(""))
                .contains("EXPIRED", "https://api.example.com/.well-known/oauth-protected-resource");
        assertThat(handedOn).hasValue(1);
    }

    @Test
    void keysThatCannotBeHad_are503_alsoSinceTheStart_andNothingIsHandedOn() throws Exception {
        String good = token(Duration.ofMinutes(5));
        issuer.stopListening();

        HttpResponse<String> outage = orderWith(good);

        assertThat(outage.statusCode()).isEqualTo(503);
        assertThat(outage.headers().firstValue("Retry-After")).isPresent();
        assertThat(handedOn).hasValue(0);
    }
}
