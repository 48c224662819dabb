package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.IssuerStatus;
import org.jwks4j.IssuerTemplate;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.VerificationKey;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.error.KeyFetchException.UntrustedIssuerException;
import org.jwks4j.error.Reason;
import org.jwks4j.testkit.HeldResponse;

/** The operator ends the trust in an issuer. */
class IssuerRevocationTest {
    private static final String ALIAS = "https://alias.example.com";
    private static final String TENANT = "https://idp.example.com/realms/tenant";
    private static final String CUSTOMER = "https://customer.example.com";

    private final List<String> asked = new ArrayList<>();
    private final Scenario scenario = Scenario.of(KeyFetcher.builder()
                    .allowPrivateAddresses()
                    .trust(direct(Scenario.ISSUER).withAlias(ALIAS))
                    .trust(IssuerTemplate.of("https://idp.example.com/realms/{realm}")
                            .with(issuer -> issuer.withJwksUri(Scenario.JWKS.toString())))
                    .trust((String name) -> {
                        asked.add(name);
                        return CompletableFuture.completedFuture(Optional.of(direct(name)));
                    }))
            .publishes();

    @AfterEach
    void close() {
        scenario.close();
    }

    private static TrustedIssuer direct(String name) {
        return TrustedIssuer.of(name).withJwksUri(Scenario.JWKS.toString());
    }

    private String token(String issuer) {
        return scenario.issuer.mint(Map.of("iss", issuer));
    }

    private void assertRevoked(String issuer) {
        assertRevoked(scenario.fetcher.getKey(token(issuer)));
        assertRevoked(scenario.fetcher.getKeys(token(issuer)));
        assertRevoked(scenario.fetcher.getJwkSet(issuer));
        assertRevoked(scenario.fetcher.getMetadata(issuer));
        assertRevoked(scenario.fetcher.refresh(issuer));
        assertRevoked(scenario.fetcher.ready(List.of(issuer)));
        assertThat(Failures.of(() -> scenario.fetcher.getKeyIfCached(token(issuer)))
                        .reason())
                .isEqualTo(Reason.REVOKED_ISSUER);
        assertThat(scenario.fetcher.export(issuer)).isEmpty();
        assertThat(scenario.fetcher.status(issuer).orElseThrow().state()).isEqualTo(IssuerStatus.State.REVOKED);
    }

    private static void assertRevoked(CompletableFuture<?> answer) {
        KeyFetchException failure = Scenario.failureOf(answer);
        assertThat(failure).isInstanceOf(UntrustedIssuerException.class);
        assertThat(failure.reason()).isEqualTo(Reason.REVOKED_ISSUER);
        assertThat(failure.httpStatus()).isEqualTo(401);
        assertThat(failure.retryAfter()).isEmpty();
    }

    @Test
    void anIssuerOfEachKind_isRefusedInEveryWayToAskForIt() {
        for (String name : List.of(Scenario.ISSUER, TENANT, CUSTOMER)) {
            VerificationKey key = scenario.fetcher.getKey(token(name)).join();
            assertThat(scenario.fetcher.isCurrent(key)).isTrue();
            scenario.fetcher.revokeIssuer(name);
            assertThat(scenario.fetcher.isCurrent(key)).isFalse();
            int requests = scenario.jwksRequests();
            assertRevoked(name);
            scenario.after(Duration.ofDays(2));
            assertRevoked(name);
            assertThat(scenario.jwksRequests()).isEqualTo(requests);
        }
        assertThat(asked).containsExactly(CUSTOMER);
    }

    @Test
    void anIssuerThatIsNotKnownYet_isRefusedWithoutAQuestionAndWithoutARequest() {
        for (String name : List.of(Scenario.ISSUER, TENANT, CUSTOMER)) {
            scenario.fetcher.revokeIssuer(name);
            assertRevoked(name);
        }
        assertThat(asked).isEmpty();
        assertThat(scenario.transport.requests()).isEmpty();
    }

    @Test
    void whoWaitsForItsKeys_isRefused() {
        for (String name : List.of(Scenario.ISSUER, TENANT, CUSTOMER)) {
            HeldResponse held = scenario.transport.on(Scenario.JWKS).hold();
            CompletableFuture<?> key = scenario.fetcher.getKey(token(name));
            CompletableFuture<?> set = scenario.fetcher.getJwkSet(name);
            scenario.fetcher.revokeIssuer(name);
            held.respond(200, scenario.issuer.jwkSet());
            assertRevoked(key);
            assertRevoked(set);
            scenario.after(Duration.ofSeconds(3)); // or else the next one shares the answer
        }
    }

    @Test
    void whoWaitsForTheResolver_isRefused() {
        CompletableFuture<Optional<TrustedIssuer>> answer = new CompletableFuture<>();
        try (Scenario slow = Scenario.of(
                        KeyFetcher.builder().allowPrivateAddresses().trust(name -> answer))
                .publishes()) {
            CompletableFuture<VerificationKey> caller = slow.fetcher.getKey(token(CUSTOMER));
            slow.fetcher.revokeIssuer(CUSTOMER);
            answer.complete(Optional.of(direct(CUSTOMER)));
            assertRevoked(caller);
            assertThat(slow.transport.requests()).isEmpty();
        }
    }

    @Test
    void allNamesOfAnIssuer_areRevokedByAnyOfThem() {
        scenario.fetcher.revokeIssuer(ALIAS);
        assertRevoked(ALIAS);
        assertRevoked(Scenario.ISSUER);
        assertThat(scenario.events.lines()).contains("issuer revoked " + Scenario.ISSUER);
    }

    @Test
    void readiness_isThatOfTheOthers() {
        scenario.fetcher.revokeIssuer(Scenario.ISSUER);
        assertThat(scenario.fetcher.ready()).isCompleted();
    }

    @Test
    void status_saysSoWithTheOthers() {
        scenario.fetcher.getKey(token(TENANT)).join();
        scenario.fetcher.revokeIssuer(CUSTOMER);
        scenario.fetcher.revokeIssuer(Scenario.ISSUER);
        assertThat(scenario.fetcher.status())
                .extracting(IssuerStatus::issuer, IssuerStatus::state)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Scenario.ISSUER, IssuerStatus.State.REVOKED),
                        org.assertj.core.groups.Tuple.tuple(TENANT, IssuerStatus.State.FRESH),
                        org.assertj.core.groups.Tuple.tuple(CUSTOMER, IssuerStatus.State.REVOKED));
    }

    @Test
    void theSecondCall_changesNothing() {
        scenario.fetcher.revokeIssuer(TENANT);
        scenario.fetcher.revokeIssuer(TENANT);
        assertThat(scenario.events.lines()).containsOnlyOnce("issuer revoked " + TENANT);
    }

    @Test
    void otherIssuers_areUnaffected() {
        scenario.fetcher.revokeIssuer(TENANT);
        assertThat(scenario.fetcher.getKey(token(TENANT + "2"))).isCompleted();
        assertThat(scenario.fetcher.getKey(token(Scenario.ISSUER))).isCompleted();
    }

    @Test
    void nothingMoreIsFetchedForIt() {
        scenario.fetcher.getKey(token(Scenario.ISSUER)).join();
        scenario.fetcher.revokeIssuer(Scenario.ISSUER);
        scenario.after(Duration.ofDays(1));
        assertThat(scenario.jwksRequests()).isEqualTo(1);
    }

    @Test
    void aMistypedName_isRefusedWhereNobodyOfThatNameCanBeTrusted() {
        try (Scenario named = Scenario.direct()) {
            assertThatExceptionOfType(UntrustedIssuerException.class)
                    .isThrownBy(() -> named.fetcher.revokeIssuer(Scenario.ISSUER + "/"))
                    .matches(failure -> failure.reason() == Reason.UNTRUSTED_ISSUER);
            assertThatNullPointerException().isThrownBy(() -> named.fetcher.revokeIssuer(null));
            assertThat(named.publishes().getKey()).isCompleted();
        }
    }
}
