package org.jwks4j.attacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.IssuerTemplate;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException;

/** Many tokens, each with something invented, so that each might cost the issuer or the service something. */
class FloodAttackTest {
    private static final Duration HALF_A_MILLI = Duration.ofNanos(500_000);
    private static final String REALMS = "https://idp.example.com/realms/";

    private Service service = Service.warm("ES256");

    @AfterEach
    void close() {
        service.close();
    }

    /** Nothing of it is signed: whether it is is looked at when there is a key. */
    private static String inventedKid(int i) {
        return token("{\"alg\":\"ES256\",\"kid\":\"invented " + i + "\"}", Service.ISSUER);
    }

    private static String inventedIssuer(String issuer) {
        return token("{\"alg\":\"ES256\"}", issuer);
    }

    private static String token(String header, String issuer) {
        String payload = "{\"iss\":\"" + issuer + "\"}";
        return Segments.encode(header.getBytes(UTF_8)) + "." + Segments.encode(payload.getBytes(UTF_8)) + ".AAAA";
    }

    /** PyJWT CVE-2026-48524, camunda#60462: 10,000 unknown kids in five seconds. */
    @Test
    void inventedKids_costTheIssuerFiveRequestsAndTheOthersNothing() {
        String good = service.token().mint();
        service.time.advance(Duration.ofMinutes(1));
        for (int i = 0; i < 10_000; i++) {
            assertThat(service.verifier.verify(inventedKid(i))).isCompletedExceptionally();
            service.time.advance(HALF_A_MILLI);
            if (i % 100 == 0) {
                service.accepts(good);
            }
        }
        assertThat(service.transport.requests(Service.JWKS)).hasSizeLessThanOrEqualTo(1 + 5);
    }

    /** jwks-rsa-java#173: the budget that the flood has used up was also the rotation's. */
    @Test
    void aRotationInsideOfAFlood_isHonouredWithinSeconds() {
        for (int i = 0; i < 1_000; i++) {
            service.verifier.verify(inventedKid(i));
            service.time.advance(HALF_A_MILLI);
        }
        service.issuer.rotate();
        service.publishes(Service.ISSUER, Service.JWKS.toString());
        String rotated = service.token().mint();
        service.refuses(rotated, Reason.UNKNOWN_KEY_THROTTLED);
        for (int i = 0; i < 4_200; i++) { // 2.1 s
            service.verifier.verify(inventedKid(i));
            service.time.advance(HALF_A_MILLI);
        }
        service.accepts(rotated);
    }

    /** kafka-18573, spring-security's unbounded map: names that no one trusts are no work and no memory. */
    @Test
    void inventedIssuers_costNothing() {
        for (int i = 0; i < 10_000; i++) {
            service.refuses(inventedIssuer("https://invented-" + i + ".example"), Reason.UNTRUSTED_ISSUER);
        }
        assertThat(service.fetcher.status()).hasSize(1);
        service.isUnharmed();
    }

    /** The same with names that fit a template, so that the issuer has to be asked: bounded, and the busy tenant stays. */
    @Test
    void inventedTenants_pushNobodyOut() {
        service.close();
        service = Service.cold(
                KeyFetcher.builder()
                        .trust(IssuerTemplate.of(REALMS + "{realm}"))
                        .maximumIssuers(100),
                "ES256");
        service.publishes(REALMS + "busy", REALMS + "busy/certs");
        String busy = service.token(REALMS + "busy").mint();
        for (int i = 0; i < 100; i++) {
            assertThat(service.fetcher.getKey(busy)).isCompleted();
        }
        for (int i = 0; i < 5_000; i++) {
            service.verifier.verify(inventedIssuer(REALMS + "invented-" + i));
            assertThat(service.fetcher.getKeyIfCached(busy)).isPresent();
        }
        assertThat(service.fetcher.status()).hasSizeLessThanOrEqualTo(101); // and 100 newcomers
        assertThat(service.transport.requests(URI.create(REALMS + "busy/certs")))
                .hasSize(1);
    }

    /** And with names that a resolver is asked about: 64 questions at once, and a trusted issuer that waits for none. */
    @Test
    void inventedNamesForAResolverThatHangs_areRefusedPastABound() {
        service.close();
        service = Service.cold(
                KeyFetcher.builder()
                        .trust(Service.ISSUER)
                        .trust(name -> new CompletableFuture<Optional<TrustedIssuer>>()),
                "ES256");
        for (int i = 0; i < 64; i++) {
            assertThat(service.verifier.verify(inventedIssuer("https://invented-" + i + ".example")))
                    .isNotDone();
        }
        TokenException refusal = service.cannotTell(inventedIssuer("https://one-more.example"), Reason.RESOLVER_FAILED);
        assertThat(refusal).hasMessageContaining("too many questions");
        service.accepts(service.token().mint());
        service.isUnharmed();
    }
}
