package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.FetchedJwkSet;
import org.jwks4j.IssuerStatus;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.VerificationKey;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.error.Reason;
import org.jwks4j.jwk.JwkLimits;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.testkit.HeldResponse;
import org.jwks4j.testkit.SigningKey;

/** An issuer that a resolver vouched for and that no one uses for a while: it is put away, and no one notices. */
class RestingIssuerTest {
    private static final Duration ONE_NANO = Duration.ofNanos(1);
    private static final Duration REST = Duration.ofMinutes(8);
    private static final Duration EXPIRY = Duration.ofMinutes(10).plusHours(6);

    private final List<Scenario> open = new ArrayList<>();
    private final Scenario scenario = resolving(TrustedIssuer::of);

    private Scenario resolving(Function<String, TrustedIssuer> trust) {
        Scenario resolving = Scenario.of(KeyFetcher.builder()
                .allowPrivateAddresses()
                .trust(name -> CompletableFuture.completedFuture(Optional.of(trust.apply(name)))));
        resolving
                .transport
                .on(Scenario.METADATA)
                .respondAlways(
                        200,
                        Scenario.metadata(Scenario.ISSUER)
                                .replace("}", ",\"token_endpoint\":\"https://issuer.example.com/token\"}"));
        open.add(resolving);
        return resolving;
    }

    @AfterEach
    void close() {
        open.forEach(Scenario::close);
    }

    private static Scenario restsWith(Scenario scenario, String... headers) {
        scenario.publishes(headers).getKey().join();
        scenario.after(REST);
        assertThat(scenario.time.pendingTasks()).isZero();
        return scenario;
    }

    private static int metadataRequests(Scenario scenario) {
        return scenario.transport.requests(Scenario.METADATA).size();
    }

    private static IssuerStatus status(Scenario scenario) {
        return scenario.fetcher.status().get(0);
    }

    private static void goesDown(Scenario scenario) {
        scenario.transport.on(Scenario.JWKS).failAlways(new ConnectException("refused"));
        scenario.transport.on(Scenario.METADATA).failAlways(new ConnectException("refused"));
    }

    @Test
    void anUnusedIssuer_comesToRestWhenItsRefreshWouldBeDue() {
        scenario.publishes().getKey().join();
        scenario.after(REST.minus(ONE_NANO));
        assertThat(scenario.time.pendingTasks()).isPositive();
        scenario.after(ONE_NANO);
        assertThat(scenario.time.pendingTasks()).isZero();
        scenario.after(Duration.ofHours(23));
        assertThat(scenario.transport.requests()).hasSize(2);
    }

    @Test
    void aUsedIssuer_isRefreshedInstead() {
        scenario.publishes().getKey().join();
        scenario.after(ONE_NANO).getKey();
        scenario.after(REST);
        assertThat(scenario.jwksRequests()).isEqualTo(2);
        assertThat(scenario.time.pendingTasks()).isPositive();
    }

    @Test
    void theNextToken_wakesItWithOneConditionalRequest() {
        restsWith(scenario, "ETag", "\"a\"", "Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT");
        scenario.answers(304, "");
        assertThat(scenario.after(Duration.ofHours(1)).getKey()).isCompleted();
        assertThat(scenario.jwksRequests()).isEqualTo(2);
        assertThat(metadataRequests(scenario)).isEqualTo(1);
        assertThat(scenario.transport.requests(Scenario.JWKS).get(1).headers())
                .containsEntry("If-None-Match", "\"a\"")
                .containsEntry("If-Modified-Since", "Thu, 01 Jan 2026 00:00:00 GMT");
        assertThat(status(scenario).generation()).isEqualTo(1);
        assertThat(status(scenario).state()).isEqualTo(IssuerStatus.State.FRESH);
    }

    @Test
    void aTokenAfterNineteenHours_stillNeedsNoMetadata() {
        restsWith(scenario, "ETag", "\"a\"");
        scenario.answers(304, "");
        assertThat(scenario.after(Duration.ofHours(19)).getKey()).isCompleted();
        assertThat(metadataRequests(scenario)).isEqualTo(1);
        assertThat(scenario.transport.requests(Scenario.JWKS).get(1).headers()).containsKey("If-None-Match");
    }

    @Test
    void aThousandTokensAtOnce_wakeItOnce() {
        restsWith(scenario, "ETag", "\"a\"");
        HeldResponse held = scenario.transport.on(Scenario.JWKS).hold();
        String token = scenario.after(Duration.ofHours(1)).token();
        List<CompletableFuture<VerificationKey>> callers = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            callers.add(scenario.fetcher.getKey(token));
        }
        held.respond(304, "");
        assertThat(callers).allSatisfy(caller -> assertThat(caller).isCompleted());
        assertThat(scenario.jwksRequests()).isEqualTo(2);
    }

    @Test
    void whileItsIssuerIsDown_itServesAsLongAsOneThatIsAwake() {
        restsWith(scenario);
        goesDown(scenario);
        scenario.after(EXPIRY.minus(REST).minus(ONE_NANO));
        assertThat(scenario.getKey()).isCompleted();
        scenario.after(ONE_NANO);
        assertThat(Scenario.failureOf(scenario.getKey()).httpStatus()).isEqualTo(503);
    }

    @Test
    void pastItsFreshness_theTokenWaitsASecondAtMost() {
        restsWith(scenario);
        scenario.transport.on(Scenario.JWKS).hold();
        CompletableFuture<VerificationKey> caller =
                scenario.after(Duration.ofMinutes(2)).getKey();
        scenario.after(Duration.ofSeconds(1).minus(ONE_NANO));
        assertThat(caller).isNotDone();
        scenario.after(ONE_NANO);
        assertThat(caller).isCompleted();
    }

    @Test
    void cachedLookups_findWhatIsAtRestAndBeginItsRefresh() {
        restsWith(scenario);
        goesDown(scenario);
        assertThat(scenario.fetcher.getKeyIfCached(scenario.token())).isPresent();
        assertThat(scenario.jwksRequests()).isEqualTo(2);
        scenario.after(EXPIRY.minus(REST).minus(ONE_NANO));
        assertThat(scenario.fetcher.getKeyIfCached(scenario.token()))
                .as("a failure of hours ago says nothing: the issuer is asked first")
                .isEmpty();
        assertThat(scenario.fetcher.getKeyIfCached(scenario.token())).isPresent();
        scenario.after(ONE_NANO);
        assertThat(scenario.fetcher.getKeyIfCached(scenario.token())).isEmpty();
    }

    @Test
    void statusOfOneAtRest_isRightAndWakesNobody() {
        scenario.issuer.publishJwk("{\"kty\":\"oct\",\"kid\":\"symmetric\",\"k\":\"AAAA\"}");
        scenario.publishes("ETag", "\"a\"").getKey().join();
        scenario.after(REST.minus(ONE_NANO));
        IssuerStatus awake = status(scenario);
        scenario.after(ONE_NANO);
        IssuerStatus resting = status(scenario);
        assertThat(resting)
                .usingRecursiveComparison()
                .ignoringFields("state", "age", "freshFor", "nextAttempt", "counters")
                .isEqualTo(awake);
        assertThat(resting.skippedKeys()).isEqualTo(1);
        assertThat(resting.state()).isEqualTo(IssuerStatus.State.DUE);
        assertThat(resting.age()).hasValue(REST);
        assertThat(resting.freshFor()).hasValue(Duration.ofMinutes(2));
        assertThat(resting.nextAttempt()).isEmpty();
        scenario.after(Duration.ofMinutes(2));
        assertThat(status(scenario).state()).isEqualTo(IssuerStatus.State.STALE);
        scenario.after(Duration.ofHours(6).minus(ONE_NANO));
        assertThat(status(scenario).state()).isEqualTo(IssuerStatus.State.STALE);
        scenario.after(ONE_NANO);
        assertThat(status(scenario).state()).isEqualTo(IssuerStatus.State.EXPIRED);
        assertThat(scenario.time.pendingTasks()).isZero();
        assertThat(scenario.transport.requests()).hasSize(2);
    }

    @Test
    void skippedKeys_keepTheirReasons() {
        SigningKey weak = SigningKey.generateRsa("RS256", 1024).withKeyId("weak");
        scenario.issuer.addKey(weak);
        restsWith(scenario, "ETag", "\"a\"");
        scenario.answers(304, "");
        String token = scenario.issuer
                .token()
                .claim("iss", Scenario.ISSUER)
                .signedWith(weak)
                .mint();
        KeyFetchException failure =
                Scenario.failureOf(scenario.after(Duration.ofHours(1)).fetcher.getKey(token));
        assertThat(failure.reason()).isEqualTo(Reason.SKIPPED_KEY);
        assertThat(failure).hasMessageContaining("1024 bits");
    }

    @Test
    void theSameDocument_isNoChangeForOneThatIsWoken() {
        restsWith(scenario);
        String digest = status(scenario).digest().orElseThrow();
        scenario.events.forget();
        for (int cycle = 0; cycle < 10; cycle++) {
            assertThat(scenario.after(Duration.ofHours(1)).getKey()).isCompleted();
            scenario.after(REST);
            assertThat(scenario.time.pendingTasks()).isZero();
        }
        assertThat(status(scenario).generation()).isEqualTo(1);
        assertThat(status(scenario).digest()).hasValue(digest);
        assertThat(scenario.events.lines()).noneMatch(line -> line.startsWith("changed"));
        assertThat(metadataRequests(scenario)).isEqualTo(1);
    }

    @Test
    void aRotationDuringTheRest_isHonouredWithTheFirstToken() {
        restsWith(scenario, "ETag", "\"a\"");
        scenario.issuer.rotate();
        scenario.publishes("ETag", "\"b\"").after(Duration.ofHours(1));
        assertThat(scenario.getKey().join().keyId()).isEqualTo(scenario.issuer.signingKeyId());
        assertThat(status(scenario).generation()).isEqualTo(2);
        assertThat(scenario.jwksRequests()).isEqualTo(2);
    }

    @Test
    void getMetadata_hasTheWholeDocumentAgainForOneRequest() {
        restsWith(scenario);
        scenario.after(Duration.ofHours(1));
        for (int i = 0; i < 3; i++) {
            assertThat(scenario.fetcher
                            .getMetadata(Scenario.ISSUER)
                            .join()
                            .document()
                            .string("token_endpoint"))
                    .hasValue("https://issuer.example.com/token");
            scenario.after(ONE_NANO);
        }
        assertThat(metadataRequests(scenario)).isEqualTo(2);
        assertThat(scenario.jwksRequests()).isEqualTo(1);
    }

    @Test
    void keysInsideTheMetadata_areFetchedAnew() {
        JwkSet keys = JwkSet.parse(scenario.issuer.jwkSet());
        scenario.transport
                .on(Scenario.METADATA)
                .respondAlways(
                        200,
                        "{\"issuer\":\"" + Scenario.ISSUER + "\",\"jwks\":"
                                + keys.toJson().toJson() + "}");
        restsWith(scenario);
        assertThat(scenario.after(Duration.ofHours(1)).getKey()).isCompleted();
        assertThat(metadataRequests(scenario)).isEqualTo(2);
        assertThat(scenario.jwksRequests()).isZero();
    }

    @Test
    void aConfiguredUri_isAskedConditionallyToo() {
        Scenario direct = resolving(name -> TrustedIssuer.of(name).withJwksUri(Scenario.JWKS.toString()));
        restsWith(direct, "ETag", "\"a\"");
        assertThat(status(direct).jwksUri()).hasValue(Scenario.JWKS.toString());
        direct.answers(304, "");
        assertThat(direct.after(Duration.ofHours(1)).getKey()).isCompleted();
        assertThat(direct.transport.requests(Scenario.JWKS).get(1).headers()).containsEntry("If-None-Match", "\"a\"");
    }

    @Test
    void keysOfEveryKindAndWithOddNames_surviveTheRest() {
        String[] oddNames = {
            "",
            " ",
            "\"quoted\"",
            "back\\slash",
            "{\"kid\":\"x\"}",
            "emoji \ud83d\udd11",
            "nul \u0000",
            "line\nbreak\r",
            "\u202eright-to-left",
            "k".repeat(256),
            "\uffff",
            "\u00e9",
            "null",
            "0"
        };
        SigningKey pair = SigningKey.generate("ES256");
        for (String name : oddNames) {
            scenario.issuer.addKey(pair.withKeyId(name));
        }
        for (String algorithm :
                List.of("ES384", "ES512", "EdDSA", "Ed25519", "Ed448", "PS256", "ML-DSA-44", "ES256K")) {
            scenario.issuer.addKey(SigningKey.generate(algorithm).withKeyId(algorithm));
        }
        scenario.issuer.addKey(pair.withKeyId(null));
        scenario.issuer.addKey(pair.withKeyId("no alg").withJwkMember("alg", null));
        scenario.issuer.addKey(pair.withKeyId("certified").withCertificate());
        scenario.issuer.addKey(pair.withKeyId("private").withPrivateMembers());
        scenario.issuer.addKey(
                pair.withKeyId("ops").withJwkMember("use", null).withJwkMember("key_ops", List.of("verify")));
        scenario.issuer.addKey(pair.withKeyId("extra").withJwkMember("x-extra", Map.of("a", List.of(1, "b"))));
        assertSurvivesTheRest();
    }

    @Test
    void asManyKeysAsASetMayHave_surviveTheRest() {
        SigningKey pair = SigningKey.generate("RS256");
        for (int i = 1; i < JwkLimits.defaults().maxKeys(); i++) {
            scenario.issuer.addKey(pair.withKeyId("key " + i));
        }
        assertSurvivesTheRest();
        assertThat(status(scenario).keys()).isEqualTo(JwkLimits.defaults().maxKeys());
    }

    private void assertSurvivesTheRest() {
        scenario.publishes();
        JwkSet before = scenario.fetcher.getJwkSet(Scenario.ISSUER).join();
        scenario.after(REST);
        assertThat(scenario.time.pendingTasks()).isZero();
        goesDown(scenario);
        scenario.after(Duration.ofHours(1));
        JwkSet after = scenario.fetcher.getJwkSet(Scenario.ISSUER).join();
        assertThat(after.keys()).isEqualTo(before.keys());
        assertThat(after.skipped()).isEqualTo(before.skipped());
        before.keys().stream()
                .filter(jwk -> jwk.keyId().isPresent())
                .forEach(jwk -> assertThat(scenario.fetcher
                                .getKey(Scenario.ISSUER, jwk.keyId().orElseThrow())
                                .join()
                                .publicKey())
                        .isEqualTo(jwk.publicKey()));
    }

    @Test
    void seededKeys_restAndWakeAtTheirAge() {
        JwkSet keys = JwkSet.parse(scenario.issuer.jwkSet());
        Scenario seeded = resolving(name -> TrustedIssuer.of(name)
                .withJwksUri(Scenario.JWKS.toString())
                .withSeed(new FetchedJwkSet(name, keys, scenario.time.instant().minus(Duration.ofMinutes(5)))));
        goesDown(seeded);
        String token = scenario.token();
        assertThat(seeded.fetcher.getKey(token)).isCompleted();
        assertThat(status(seeded).age()).hasValue(Duration.ofMinutes(5));
        seeded.after(EXPIRY.minus(Duration.ofMinutes(5)).minus(ONE_NANO));
        assertThat(seeded.fetcher.getKey(token)).isCompleted();
        seeded.after(ONE_NANO);
        assertThat(seeded.fetcher.getKey(token)).isCompletedExceptionally();
    }

    @Test
    void configuredKeys_haveNothingToRestFrom() {
        JwkSet keys = JwkSet.parse(scenario.issuer.jwkSet());
        Scenario fixed = resolving(name -> TrustedIssuer.of(name).withJwkSet(keys));
        String token = scenario.token();
        assertThat(fixed.fetcher.getKey(token)).isCompleted();
        assertThat(fixed.time.pendingTasks()).isZero();
        assertThat(fixed.after(Duration.ofHours(20)).fetcher.getKey(token)).isCompleted();
        assertThat(fixed.transport.requests()).isEmpty();
    }

    @Test
    void whatIsExportedOfOneAtRest_isAsOldAsItIs() {
        scenario.publishes().getKey().join();
        FetchedJwkSet awake = scenario.fetcher.export(Scenario.ISSUER).orElseThrow();
        scenario.after(Duration.ofHours(1));
        assertThat(scenario.fetcher.export(Scenario.ISSUER)).hasValue(awake);
        assertThat(scenario.jwksRequests()).isEqualTo(1);
    }

    @Test
    void close_endsOneAtRest() {
        restsWith(scenario);
        scenario.fetcher.close();
        assertThat(status(scenario).state()).isEqualTo(IssuerStatus.State.CLOSED);
        assertThat(Scenario.failureOf(scenario.getKey()).reason()).isEqualTo(Reason.CLOSED);
    }
}
