package org.jwks4j;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jwks4j.error.KeyFetchException.UntrustedIssuerException;
import org.jwks4j.store.SharedStore;
import org.jwks4j.token.TokenJson;
import org.jwks4j.token.UnverifiedToken;

/** A token, a session or a subject that is revoked on one node is revoked on all, for as long as was said. */
class RevokedTokensTest {
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final Duration A_REPAIR = Duration.ofSeconds(11);
    private static final Duration AN_HOUR = Duration.ofHours(1);

    @TempDir
    private Path directory;

    private static TokenJson payload(String json) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return UnverifiedToken.parse(base64.encodeToString("{\"alg\":\"ES256\"}".getBytes(UTF_8)) + "."
                        + base64.encodeToString(json.getBytes(UTF_8)) + ".AAAA")
                .payload();
    }

    private static boolean refuses(KeyFetcher node, String json) {
        VerificationKey key = node.getKey(Fleet.ISSUER, "one").join();
        return node.isRevoked(key, payload(json));
    }

    private static Instant inAnHour(Fleet fleet) {
        return fleet.time.instant().plus(AN_HOUR);
    }

    @Test
    void aTokenASessionAndASubject_areThreeThings() {
        try (Fleet fleet = Fleet.warm(1)) {
            KeyFetcher node = fleet.nodes.get(0);
            node.revokeTokens(Fleet.ISSUER, "jti", "t", inAnHour(fleet));
            node.revokeTokens(Fleet.ISSUER, "sid", "s", inAnHour(fleet));
            node.revokeTokens(Fleet.ISSUER, "sub", "u", inAnHour(fleet));
            assertThat(refuses(node, "{\"jti\":\"t\"}")).isTrue();
            assertThat(refuses(node, "{\"sid\":\"s\",\"jti\":\"other\"}")).isTrue();
            assertThat(refuses(node, "{\"sub\":\"u\"}")).isTrue();
            assertThat(refuses(node, "{\"jti\":\"s\",\"sid\":\"u\",\"sub\":\"t\"}"))
                    .isFalse();
            assertThat(refuses(node, "{\"jti\":[\"t\"],\"sid\":null}")).isFalse();
            assertThat(refuses(node, "{}")).isFalse();
            assertThat(node.revokedTokens()).isEqualTo(3);
        }
    }

    @Test
    void aNameWrittenOtherwiseInJson_isTheSameName() {
        try (Fleet fleet = Fleet.warm(1)) {
            fleet.nodes.get(0).revokeTokens(Fleet.ISSUER, "sub", "ué", inAnHour(fleet));
            assertThat(refuses(fleet.nodes.get(0), "{\"sub\":\"\\u0075\\u00e9\"}"))
                    .isTrue();
        }
    }

    @Test
    void whatIsRevokedOnOneNode_isRefusedByAllWithinASecond() {
        try (Fleet fleet = Fleet.warm(200)) {
            CompletableFuture<Void> written =
                    fleet.nodes.get(7).revokeTokens(Fleet.ISSUER, "sid", "s", inAnHour(fleet));
            assertThat(refuses(fleet.nodes.get(7), "{\"sid\":\"s\"}")).isTrue(); // at once
            fleet.after(A_SECOND);
            assertThat(written).isCompleted();
            assertThat(fleet.nodes)
                    .allSatisfy(
                            node -> assertThat(refuses(node, "{\"sid\":\"s\"}")).isTrue());
            assertThat(fleet.requests).isEmpty();
        }
    }

    @Test
    void whatIsRevokedForLonger_isRefusedForLonger_byAll() {
        try (Fleet fleet = Fleet.warm(2)) {
            KeyFetcher here = fleet.nodes.get(0);
            here.revokeTokens(Fleet.ISSUER, "jti", "t", inAnHour(fleet));
            fleet.after(A_SECOND);
            CompletableFuture<Void> written =
                    here.revokeTokens(Fleet.ISSUER, "jti", "t", inAnHour(fleet).plus(AN_HOUR));
            here.revokeTokens(Fleet.ISSUER, "jti", "t", fleet.time.instant().plusSeconds(2)); // for less: nothing
            fleet.after(A_SECOND);
            assertThat(written).isCompleted();
            fleet.after(AN_HOUR.plus(A_SECOND)).allAsk("one");
            fleet.after(A_SECOND);
            assertThat(fleet.nodes)
                    .allSatisfy(
                            node -> assertThat(refuses(node, "{\"jti\":\"t\"}")).isTrue());
        }
    }

    @Test
    void itEndsWhenItsTimeIsOver() {
        try (Fleet fleet = Fleet.warm(1)) {
            KeyFetcher node = fleet.nodes.get(0);
            node.revokeTokens(Fleet.ISSUER, "jti", "t", fleet.time.instant().plusSeconds(60));
            fleet.after(Duration.ofSeconds(60).minusMillis(1));
            assertThat(refuses(node, "{\"jti\":\"t\"}")).isTrue();
            fleet.after(Duration.ofMillis(1));
            assertThat(refuses(node, "{\"jti\":\"t\"}")).isFalse();
            assertThat(node.revokedTokens()).isZero();
        }
    }

    @Test
    void whatIsOverBeforeTheStoreIsBack_isToldToBe() {
        try (Fleet fleet = Fleet.warm(1)) {
            fleet.store.mode = MemoryStore.Mode.FAILS;
            CompletableFuture<Void> written = fleet.nodes
                    .get(0)
                    .revokeTokens(Fleet.ISSUER, "jti", "t", fleet.time.instant().plusSeconds(5));
            fleet.after(Duration.ofSeconds(30)).store.mode = MemoryStore.Mode.WORKS;
            assertThat(written).isNotDone();
            fleet.after(Duration.ofSeconds(30));
            assertThat(written).isCompletedExceptionally();
        }
    }

    @Test
    void aNodeThatStartsLater_knowsIt_beforeItHandsOutAKey() {
        try (Fleet fleet = Fleet.warm(1)) {
            fleet.nodes.get(0).revokeTokens(Fleet.ISSUER, "sub", "u", inAnHour(fleet));
            fleet.after(A_SECOND).nodes.get(0).close();
            KeyFetcher late = fleet.node();
            late.getKey(Fleet.ISSUER, "one");
            assertThat(refuses(late, "{\"sub\":\"u\"}")).isTrue();
        }
    }

    @Test
    void aSetThatIsDeletedOrPutBack_takesNothingFromWarmNodes_andIsWrittenAnew() {
        try (Fleet fleet = Fleet.warm(3)) {
            Map<String, byte[]> before = new TreeMap<>(fleet.store.entries);
            fleet.nodes.get(0).revokeTokens(Fleet.ISSUER, "jti", "t", inAnHour(fleet));
            fleet.after(A_SECOND);
            fleet.store.entries.keySet().retainAll(before.keySet());
            fleet.after(A_REPAIR);
            assertThat(fleet.store.entries).hasSize(before.size() + 1);
            KeyFetcher cold = fleet.node();
            cold.getKey(Fleet.ISSUER, "one");
            assertThat(fleet.nodes)
                    .allSatisfy(
                            node -> assertThat(refuses(node, "{\"jti\":\"t\"}")).isTrue());
        }
    }

    @Test
    void aReaderOfTheStore_learnsNoSubject() {
        try (Fleet fleet = Fleet.warm(1)) {
            fleet.nodes.get(0).revokeTokens(Fleet.ISSUER, "sub", "someone@example.com", inAnHour(fleet));
            fleet.after(A_SECOND);
            assertThat(fleet.store.entries.values())
                    .allSatisfy(entry -> assertThat(new String(entry, UTF_8)).doesNotContain("someone"));
        }
    }

    @Test
    void theThousandAndFirst_isToldToHaveFailed_untilAPlaceIsFree() {
        try (Fleet fleet = Fleet.warm(1)) {
            KeyFetcher revoked = fleet.nodes.get(0);
            for (int i = 0; i < 1000; i++) {
                assertThat(revoked.revokeTokens(
                                Fleet.ISSUER,
                                "jti",
                                "t" + i,
                                fleet.time.instant().plusSeconds(60)))
                        .isNotCompletedExceptionally();
            }
            assertThatThrownBy(() -> revoked.revokeTokens(Fleet.ISSUER, "jti", "one more", inAnHour(fleet))
                            .join())
                    .hasRootCauseInstanceOf(IllegalStateException.class);
            assertThat(revoked.revokeTokens(Fleet.ISSUER, "jti", "t7", inAnHour(fleet)))
                    .isNotCompletedExceptionally();
            assertThat(refuses(fleet.nodes.get(0), "{\"jti\":\"one more\"}")).isFalse();
            fleet.after(Duration.ofSeconds(60));
            assertThat(revoked.revokeTokens(Fleet.ISSUER, "jti", "one more", inAnHour(fleet)))
                    .isNotCompletedExceptionally();
            assertThat(refuses(fleet.nodes.get(0), "{\"jti\":\"one more\"}")).isTrue();
        }
    }

    @Test
    void nodesThatRevokeMuchAtOnce_knowAllOfIt() {
        try (Fleet fleet = Fleet.warm(4)) {
            for (int i = 0; i < 1000; i++) {
                fleet.nodes.get(i % 4).revokeTokens(Fleet.ISSUER, "jti", "t" + i, inAnHour(fleet));
            }
            fleet.after(A_SECOND.multipliedBy(5));
            assertThat(fleet.nodes)
                    .allSatisfy(node -> assertThat(node.revokedTokens()).isEqualTo(1000));
        }
    }

    @Test
    void anIssuerThatIsNotTrusted_andATimeThatIsTooLate_areMistakes() {
        try (Fleet fleet = Fleet.warm(1)) {
            KeyFetcher revoked = fleet.nodes.get(0);
            assertThatThrownBy(() -> revoked.revokeTokens("https://mistyped.example.com", "jti", "t", inAnHour(fleet)))
                    .isInstanceOf(UntrustedIssuerException.class);
            Instant latest = fleet.time.instant().plus(Duration.ofDays(400));
            assertThat(revoked.revokeTokens(Fleet.ISSUER, "jti", "t", latest)).isNotCompletedExceptionally();
            assertThat(revoked.revokeTokens(Fleet.ISSUER, "jti", "past", fleet.time.instant()))
                    .isCompleted();
            assertThat(refuses(fleet.nodes.get(0), "{\"jti\":\"past\"}")).isFalse();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> revoked.revokeTokens(Fleet.ISSUER, "azp", "t", latest))
                    .withMessageContaining("jti, sid, sub");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> revoked.revokeTokens(Fleet.ISSUER, "jti", "t", latest.plusNanos(1)));
        }
    }

    @Test
    void underAnAlias_itIsTheSameIssuer() {
        try (Fleet fleet = new Fleet()) {
            TrustedIssuer trusted = TrustedIssuer.of(Fleet.ISSUER)
                    .withJwksUri(Fleet.ISSUER + "/jwks")
                    .withAlias("issuer.example.com");
            KeyFetcher node = fleet.node(KeyFetcher.builder().trust(trusted), Duration.ZERO);
            node.getKey(Fleet.ISSUER, "one");
            fleet.after(A_SECOND);
            assertThat(node.revokeTokens("issuer.example.com", "sid", "s", inAnHour(fleet)))
                    .isCompleted(); // there is no store
            assertThat(refuses(node, "{\"sid\":\"s\"}")).isTrue();
        }
    }

    @Test
    void aDirectoryKeepsIt() throws Exception {
        SharedStore kept = SharedStore.inDirectory(directory.resolve("keys"));
        Instant later = Instant.now().plus(AN_HOUR);
        try (KeyFetcher fetcher = fetcher(kept)) {
            fetcher.revokeTokens(Fleet.ISSUER, "sid", "s", later).get(60, TimeUnit.SECONDS);
        }
        try (KeyFetcher next = fetcher(kept)) {
            next.revokeTokens(Fleet.ISSUER, "sid", "another", later).get(60, TimeUnit.SECONDS); // so it has read
            assertThat(next.revokedTokens()).isEqualTo(2);
        }
    }

    private static KeyFetcher fetcher(SharedStore store) {
        return KeyFetcher.builder()
                .trust(Fleet.ISSUER)
                .transport(request -> new CompletableFuture<>())
                .sharedStore(store)
                .build();
    }
}
