package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.VerificationKey;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.error.KeyFetchException.UntrustedIssuerException;
import org.jwks4j.error.KeyFetchException.UnusableKeyException;
import org.jwks4j.error.Reason;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.jwk.SkipReason;
import org.jwks4j.jwk.SkippedJwk;
import org.jwks4j.testkit.HeldResponse;
import org.jwks4j.testkit.SigningKey;

/** The operator withdraws a key before its issuer does. */
class RevocationTest {
    private static final String OTHER_ISSUER = "https://other.example.com";

    private final Scenario scenario = Scenario.of(KeyFetcher.builder()
                    .trust(TrustedIssuer.of(Scenario.ISSUER).withJwksUri(Scenario.JWKS.toString()))
                    .trust(TrustedIssuer.of(OTHER_ISSUER).withJwksUri(Scenario.JWKS.toString())))
            .publishes();
    private final String keyId = scenario.issuer.signingKeyId();

    @AfterEach
    void close() {
        scenario.close();
    }

    private Scenario warm() {
        scenario.getKey().join();
        return scenario.after(Duration.ofMillis(1));
    }

    private void revoke() {
        scenario.fetcher.revokeNow(Scenario.ISSUER, keyId);
    }

    private static void assertRevoked(CompletableFuture<?> answer) {
        KeyFetchException failure = Scenario.failureOf(answer);
        assertThat(failure).isInstanceOf(UnusableKeyException.class);
        assertThat(failure.reason()).isEqualTo(Reason.REVOKED_KEY);
        assertThat(failure.httpStatus()).isEqualTo(401);
        assertThat(failure.retryAfter()).isEmpty();
        assertThat(failure).hasMessageContaining("revoked by this service's operator");
    }

    private String tokenWithoutKeyId() {
        return scenario.issuer.token().claim("iss", Scenario.ISSUER).keyId(null).mint();
    }

    @Test
    void aRevokedKey_isRefusedAtOnceInEveryWayToAskForIt() {
        warm();
        revoke();
        assertRevoked(scenario.getKey());
        assertRevoked(scenario.fetcher.getKeys(scenario.token()));
        assertRevoked(scenario.fetcher.getKey(Scenario.ISSUER, keyId));
        assertThat(Failures.of(() -> scenario.fetcher.getKeyIfCached(scenario.token()))
                        .reason())
                .isEqualTo(Reason.REVOKED_KEY);
        assertThat(Failures.of(() -> scenario.fetcher.blocking().getKey(scenario.token()))
                        .reason())
                .isEqualTo(Reason.REVOKED_KEY);
        assertThat(scenario.jwksRequests()).isEqualTo(1);
    }

    @Test
    void aRevokedKeyOfAnIssuerThatNobodyHasAsked_costsNoRequest() {
        revoke();
        assertRevoked(scenario.getKey());
        assertRevoked(scenario.fetcher.getKeys(scenario.token()));
        assertThat(Failures.of(() -> scenario.fetcher.getKeyIfCached(scenario.token()))
                        .reason())
                .isEqualTo(Reason.REVOKED_KEY);
        assertThat(scenario.jwksRequests()).isZero();
    }

    @Test
    void whoWaitsForAFetchWhileItIsRevoked_isRefused() {
        HeldResponse held = scenario.transport.on(Scenario.JWKS).hold();
        CompletableFuture<VerificationKey> key = scenario.getKey();
        CompletableFuture<List<VerificationKey>> keys = scenario.fetcher.getKeys(scenario.token());
        CompletableFuture<VerificationKey> byName = scenario.fetcher.getKey(Scenario.ISSUER, keyId);
        CompletableFuture<JwkSet> set = scenario.fetcher.getJwkSet(Scenario.ISSUER);
        revoke();
        held.respond(200, scenario.issuer.jwkSet());
        assertRevoked(key);
        assertRevoked(keys);
        assertRevoked(byName);
        assertThat(set.join().keys()).isEmpty();
    }

    @Test
    void whoWaitsForAKeyThatIsNotThereYet_isRefusedToo() {
        warm();
        SigningKey coming = SigningKey.generate("RS256").withKeyId("coming");
        HeldResponse held = scenario.transport.on(Scenario.JWKS).hold();
        String token = scenario.issuer
                .token()
                .claim("iss", Scenario.ISSUER)
                .signedWith(coming)
                .mint();
        CompletableFuture<VerificationKey> caller = scenario.fetcher.getKey(token);
        scenario.fetcher.revokeNow(Scenario.ISSUER, "coming");
        scenario.issuer.addKey(coming);
        held.respond(200, scenario.issuer.jwkSet());
        assertRevoked(caller);
    }

    @Test
    void refreshesAndRotations_bringItBackInNoWay() {
        warm();
        String old = scenario.token();
        revoke();
        scenario.fetcher.refresh(Scenario.ISSUER).join();
        assertRevoked(scenario.fetcher.getKey(old));
        scenario.issuer.rotate();
        scenario.publishes().after(Duration.ofHours(1));
        assertThat(scenario.getKey()).isCompleted();
        assertRevoked(scenario.fetcher.getKey(old));
        scenario.answers(503, "").after(Duration.ofDays(1));
        assertRevoked(scenario.fetcher.getKey(old));
    }

    @Test
    void aTokenWithoutKid_neverGetsIt() {
        scenario.issuer.addKey(SigningKey.generate("ES256").withKeyId("good"));
        scenario.publishes();
        warm();
        assertThat(scenario.fetcher.getKeys(tokenWithoutKeyId()).join()).hasSize(2);
        revoke();
        assertThat(scenario.fetcher.getKey(tokenWithoutKeyId()).join().keyId()).isEqualTo("good");
        assertThat(scenario.fetcher.getKeys(tokenWithoutKeyId()).join())
                .extracting(VerificationKey::keyId)
                .containsExactly("good");
        assertThat(scenario.fetcher
                        .getKeyIfCached(tokenWithoutKeyId())
                        .orElseThrow()
                        .keyId())
                .isEqualTo("good");
    }

    @Test
    void aTokenWithoutKid_whereEveryKeyIsRevokedFindsNone() {
        warm();
        revoke();
        assertThat(Scenario.failureOf(scenario.fetcher.getKey(tokenWithoutKeyId()))
                        .httpStatus())
                .isEqualTo(401);
        assertThat(Scenario.failureOf(scenario.fetcher.getKeys(tokenWithoutKeyId()))
                        .httpStatus())
                .isEqualTo(401);
        assertThat(scenario.fetcher.getKeyIfCached(tokenWithoutKeyId())).isEmpty();
    }

    @Test
    void aTokenWithoutKidThatWaits_neverGetsItEither() {
        HeldResponse held = scenario.transport.on(Scenario.JWKS).hold();
        CompletableFuture<VerificationKey> key = scenario.fetcher.getKey(tokenWithoutKeyId());
        CompletableFuture<List<VerificationKey>> keys = scenario.fetcher.getKeys(tokenWithoutKeyId());
        revoke();
        held.respond(200, scenario.issuer.jwkSet());
        assertThat(key).isCompletedExceptionally();
        assertThat(keys).isCompletedExceptionally();
    }

    @Test
    void keysThatShareTheKid_areAllRevoked() {
        scenario.issuer.addKey(SigningKey.generate("ES384").withKeyId(keyId));
        scenario.publishes();
        warm();
        revoke();
        assertRevoked(scenario.fetcher.getKey(Scenario.ISSUER, keyId));
        assertThat(scenario.fetcher.getJwkSet(Scenario.ISSUER).join().keys()).isEmpty();
    }

    @Test
    void theJwkSet_hasItAmongTheSkipped() {
        scenario.issuer.addKey(SigningKey.generate("ES256").withKeyId("good"));
        scenario.issuer.publishJwk("{\"kty\":\"oct\",\"kid\":\"symmetric\",\"k\":\"AAAA\"}");
        scenario.publishes();
        warm();
        revoke();
        for (JwkSet set : List.of(
                scenario.fetcher.getJwkSet(Scenario.ISSUER).join(),
                scenario.fetcher.refresh(Scenario.ISSUER).join(),
                scenario.fetcher.export(Scenario.ISSUER).orElseThrow().jwkSet())) {
            assertThat(set.keys()).extracting(jwk -> jwk.keyId().orElse(null)).containsExactly("good");
            assertThat(set.skipped())
                    .extracting(SkippedJwk::keyId, SkippedJwk::reason)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("symmetric", SkipReason.SYMMETRIC_KEY),
                            org.assertj.core.groups.Tuple.tuple(keyId, SkipReason.REVOKED));
        }
    }

    @Test
    void anExportedSet_doesNotHaveIt() {
        scenario.issuer.addKey(SigningKey.generate("ES256").withKeyId("good"));
        scenario.publishes();
        warm();
        revoke();
        assertThat(scenario.fetcher.export(Scenario.ISSUER).orElseThrow().toJson())
                .contains("\"good\"")
                .doesNotContain(keyId);
    }

    /** It would be refused as a seed, at the worst of times. */
    @Test
    void whereAllKeysAreRevoked_thereIsNothingToExport() {
        warm();
        revoke();
        assertThat(scenario.fetcher.export(Scenario.ISSUER)).isEmpty();
    }

    @Test
    void aSeed_bringsItBackInNoWay() {
        warm();
        var seed = scenario.fetcher.export(Scenario.ISSUER).orElseThrow();
        TrustedIssuer seeded = TrustedIssuer.of(Scenario.ISSUER)
                .withJwksUri(Scenario.JWKS.toString())
                .withSeed(seed);
        try (KeyFetcher other =
                scenario.onManualTime(KeyFetcher.builder().trust(seeded)).build()) {
            assertThat(other.getKey(scenario.token())).isCompleted();
            other.revokeNow(Scenario.ISSUER, keyId);
            assertRevoked(other.getKey(scenario.token()));
            assertThat(other.getJwkSet(Scenario.ISSUER).join().keys()).isEmpty();
        }
    }

    @Test
    void configuredKeys_canBeRevoked() {
        JwkSet set = JwkSet.parse(scenario.issuer.jwkSet());
        TrustedIssuer fixed = TrustedIssuer.of(Scenario.ISSUER).withJwkSet(set);
        try (KeyFetcher other =
                scenario.onManualTime(KeyFetcher.builder().trust(fixed)).build()) {
            other.revokeNow(Scenario.ISSUER, keyId);
            assertRevoked(other.getKey(scenario.token()));
            assertThat(Scenario.failureOf(other.getKey(tokenWithoutKeyId())).httpStatus())
                    .isEqualTo(401);
        }
    }

    private Scenario resolving(int maximumIssuers) {
        return Scenario.of(KeyFetcher.builder()
                        .allowPrivateAddresses()
                        .trust(name -> CompletableFuture.completedFuture(
                                Optional.of(TrustedIssuer.of(name).withJwksUri(Scenario.JWKS.toString()))))
                        .maximumIssuers(maximumIssuers))
                .publishes();
    }

    @Test
    void aResolvedIssuerThatHasRested_stillRefusesIt() {
        try (Scenario resolved = resolving(10)) {
            String revoked = resolved.issuer.signingKeyId();
            resolved.getKey().join();
            resolved.fetcher.revokeNow(Scenario.ISSUER, revoked);
            resolved.after(Duration.ofHours(1));
            assertThat(resolved.fetcher.status().get(0).revokedKeys()).containsExactly(revoked);
            assertRevoked(resolved.getKey());
            assertThat(resolved.fetcher.getJwkSet(Scenario.ISSUER).join().keys())
                    .isEmpty();
            assertRevoked(resolved.getKey());
        }
    }

    @Test
    void aResolvedIssuerThatWasForgotten_stillRefusesIt() {
        try (Scenario resolved = resolving(1)) {
            resolved.fetcher.revokeNow(Scenario.ISSUER, resolved.issuer.signingKeyId()); // before anyone knows it
            assertRevoked(resolved.getKey());
            for (int i = 0; i < 50; i++) {
                resolved.fetcher.getJwkSet("https://tenant-" + i + ".example.com");
            }
            resolved.after(Duration.ofDays(2));
            assertRevoked(resolved.getKey());
        }
    }

    @Test
    void aSlipInTheIssuersName_isRefusedAndRevokesNothing() {
        for (String slip : List.of(Scenario.ISSUER + "/", "https://ISSUER.example.com", "", " " + Scenario.ISSUER)) {
            assertThatExceptionOfType(UntrustedIssuerException.class)
                    .isThrownBy(() -> scenario.fetcher.revokeNow(slip, keyId));
        }
        assertThat(warm().getKey()).isCompleted();
        assertThat(scenario.events.lines()).noneMatch(line -> line.startsWith("revoked"));
    }

    @Test
    void aSlipInACall_isRefused() {
        assertThatNullPointerException().isThrownBy(() -> scenario.fetcher.revokeNow(null, keyId));
        assertThatNullPointerException().isThrownBy(() -> scenario.fetcher.revokeNow(Scenario.ISSUER, null));
    }

    @Test
    void otherIssuersKeys_ofTheSameKidAreUnaffected() {
        warm();
        revoke();
        String token = scenario.issuer.mint(Map.of("iss", OTHER_ISSUER));
        assertThat(scenario.fetcher.getKey(token).join().keyId()).isEqualTo(keyId);
        assertThat(scenario.fetcher.status().get(1).revokedKeys()).isEmpty();
    }

    @Test
    void otherKids_areUnaffectedHoweverAlike() {
        SigningKey alike = SigningKey.generate("RS256").withKeyId(keyId + " ");
        scenario.issuer.addKey(alike);
        scenario.publishes();
        warm();
        revoke();
        assertThat(scenario.fetcher.getKey(Scenario.ISSUER, keyId + " ")).isCompleted();
    }

    @Test
    void status_and_listener_tell() {
        warm();
        revoke();
        scenario.fetcher.revokeNow(Scenario.ISSUER, "another");
        revoke();
        assertThat(scenario.fetcher.status().get(0).revokedKeys()).containsExactlyInAnyOrder(keyId, "another");
        assertThat(scenario.events.lines()).contains("revoked " + keyId, "revoked another");
        assertThat(Scenario.failureOf(scenario.fetcher.getKey(scenario.inventedToken("another")))
                        .reason())
                .isEqualTo(Reason.REVOKED_KEY);
        assertThat(scenario.jwksRequests()).isEqualTo(1);
    }
}
