package org.jwks4j.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcher;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException;
import org.jwks4j.testkit.Endpoint;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.Misbehaviour;

/** More than anyone needs: tokens that are read by no one further than their bounds, and answers that end at theirs. */
class SizeAttackTest {
    private final FakeIssuer issuer = FakeIssuer.builder().algorithms("ES256").start();
    private final KeyFetcher fetcher = KeyFetcher.builder()
            .trust(issuer.issuer())
            .allowHttpOnLoopback()
            .deadline(Duration.ofSeconds(20))
            .build();

    @AfterEach
    void close() {
        fetcher.close();
        issuer.close();
    }

    private static void refuses(String token) {
        try (Service service = Service.warm("ES256")) {
            service.refuses(token, Reason.MALFORMED_TOKEN);
            service.isUnharmed();
        }
    }

    private String withHeader(String member, int length) {
        return issuer.token().header(member, "x".repeat(length)).mint();
    }

    /** CWE-400: 16 KiB are enough for every signature there is, ML-DSA's among them. */
    @Test
    void aHugeToken_isNotRead() {
        refuses(issuer.token().claim("x", "x".repeat(16 * 1024)).mint());
        refuses("x".repeat(10_000_000));
    }

    /** CWE-400: a header of 4 KiB, a kid of 256 characters. */
    @Test
    void aHugeHeaderOrKid_isNotRead() {
        refuses(withHeader("x", 4 * 1024));
        refuses(issuer.token().keyId("k".repeat(257)).mint());
    }

    /** CVE-2025-30204 (golang-jwt), CVE-2025-27144 (go-jose): a million dots, a million segments. */
    @Test
    void aTokenOfDots_isNotTakenApart() {
        refuses(".".repeat(1_000_000));
        refuses("a.".repeat(8_000));
    }

    /** The keys are there, and then their issuer goes wrong: its answer is refused, and nothing is lost. */
    private TokenException survives(Misbehaviour misbehaviour) {
        String token = issuer.token().mint();
        fetcher.blocking().getKey(token);
        issuer.rotate(); // or the answer is 304
        issuer.misbehave(Endpoint.JWKS, misbehaviour);
        TokenException failure = (TokenException) fetcher.refresh(issuer.issuer())
                .handle((keys, failed) -> failed)
                .join();
        assertThat(failure.httpStatus()).isEqualTo(503);
        assertThat(fetcher.getKeyIfCached(token)).isPresent();
        return failure;
    }

    /** CWE-770: counted while it comes in, and given up at 1 MiB. */
    @Test
    void aHugeKeySet_isGivenUp() {
        assertThat(survives(Misbehaviour.hugeBody(10 * 1024 * 1024)).reason()).isEqualTo(Reason.INVALID_JWK_SET);
    }

    /** CWE-409: nothing compressed is asked for; what comes so anyway is inflated up to the bound, and no further. */
    @Test
    void aGzipBomb_isGivenUpAtTheBound() {
        assertThat(survives(Misbehaviour.gzipBomb(10 * 1024 * 1024))).hasMessageContaining("larger than 1048576 bytes");
    }

    /** CWE-400, "Slowloris" turned round: each byte is in time, and the whole never. One deadline for all of it, 5 s. */
    @Test
    void aSlowDrip_isCutOff() {
        assertThat(survives(Misbehaviour.slowDrip(1, Duration.ofMillis(100))).reason())
                .isEqualTo(Reason.TIMEOUT);
    }

    /** CWE-770: headers that do not end. */
    @Test
    void anEndlessHeader_isCutOff() {
        assertThat(survives(Misbehaviour.hugeHeader(10 * 1024 * 1024)).reason()).isEqualTo(Reason.ISSUER_UNREACHABLE);
    }
}
