package org.jwks4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jwks4j.KeyFetcher;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.FakeIssuerExtension;

/** Tests a service as it runs, against an issuer that mints whatever token a test needs. */
// tag::testing-a-service[]
@ExtendWith(FakeIssuerExtension.class)
final class TestingAService {
    private KeyFetcher fetcher;
    private OrdersService service;

    @BeforeEach
    void startService(FakeIssuer issuer) throws IOException {
        fetcher = KeyFetcher.builder()
                .trust(issuer.issuer())
                .allowHttpOnLoopback()
                .build();
        service = new OrdersService(fetcher);
    }

    @AfterEach
    void stopService() {
        service.close();
        fetcher.close();
    }

    @Test
    void onlyTokensForThisService_areAccepted(FakeIssuer issuer) throws Exception {
        assertThat(statusFor(issuer.mint(Map.of("aud", "orders")))).isEqualTo(200);
        assertThat(statusFor(issuer.mint(Map.of("aud", "invoices")))).isEqualTo(401);
    }

    @Test
    void rotation_isFollowed(FakeIssuer issuer) throws Exception {
        assertThat(statusFor(issuer.mint(Map.of("aud", "orders")))).isEqualTo(200);

        issuer.rotate();

        assertThat(statusFor(issuer.mint(Map.of("aud", "orders")))).isEqualTo(200);
    }

    @Test
    void outageOfTheIssuer_isNotBlamedOnTheToken(FakeIssuer issuer) throws Exception {
        issuer.stopListening();

        assertThat(statusFor(issuer.mint(Map.of("aud", "orders")))).isEqualTo(503);
    }
    // end::testing-a-service[]

    @Test
    void expiredToken_isCalledInvalid(FakeIssuer issuer) throws Exception {
        String expired = issuer.token()
                .claim("aud", "orders")
                .expiresIn(Duration.ofHours(-1))
                .mint();

        HttpResponse<Void> answer = get(expired);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer error=\"invalid_token\"");
    }

    @Test
    void outageOfTheIssuer_isSaidToPass(FakeIssuer issuer) throws Exception {
        issuer.stopListening();

        assertThat(get(issuer.mint(Map.of("aud", "orders"))).headers().firstValue("Retry-After"))
                .isPresent();
    }

    private int statusFor(String token) throws IOException, InterruptedException {
        return get(token).statusCode();
    }

    private HttpResponse<Void> get(String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(service.orders())
                .header("Authorization", "Bearer " + token)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
    }
}
