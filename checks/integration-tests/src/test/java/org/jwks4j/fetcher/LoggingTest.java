package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;

/** What the operator finds in the log. */
class LoggingTest {
    private final FetcherLog log = new FetcherLog();
    private final Scenario scenario = Scenario.direct().publishes();

    @AfterEach
    void close() {
        log.close();
        scenario.close();
    }

    @Test
    void aRotation_isOneLineAtInfo() {
        scenario.getKey();
        log.clear();
        scenario.after(Duration.ofMinutes(1)).issuer.rotate();
        scenario.publishes().getKey();
        assertThat(log.lines())
                .containsExactly(
                        "INFO issuer \"https://issuer.example.com\": 2 usable keys; added [\"key-2\"], removed []");
    }

    @Test
    void plainHttp_isOneWarningAtStart() {
        String name = "http://keycloak:8080/realms/one";
        try (Scenario plain =
                Scenario.of(KeyFetcher.builder().trust(TrustedIssuer.of(name).allowHttpTo("keycloak:8080")))) {
            assertThat(log.lines())
                    .containsExactly(
                            "WARN issuer \"" + name + "\": plain http is allowed to [\"keycloak:8080\"] (allowHttpTo);"
                                    + " anyone in that network can replace its keys, and sign tokens that are accepted here");
            log.clear();
            plain.fetcher.getJwkSet(name);
            plain.after(Duration.ofHours(1));
            assertThat(log.lines()).noneMatch(line -> line.contains("plain http"));
        }
    }

    @Test
    void anOutage_isOneWarningAndOneLineWhenItEnds() {
        scenario.getKey();
        scenario.after(Duration.ofMinutes(1)).getKey();
        log.clear();
        scenario.transport.on(Scenario.JWKS).failAlways(new ConnectException());
        scenario.after(Duration.ofHours(1));
        scenario.publishes().after(Duration.ofMinutes(5));
        assertThat(log.lines()).hasSize(2);
        assertThat(log.lines().get(0))
                .startsWith("WARN issuer \"https://issuer.example.com\": GET \"https://issuer.example.com/jwks\": the"
                        + " connection was refused (ISSUER_UNREACHABLE)");
        assertThat(log.lines().get(1)).startsWith("INFO").endsWith("answers again");
    }

    @Test
    void staleKeys_areOneWarningHoweverManyTokensComeIn() {
        scenario.getKey();
        log.clear();
        scenario.transport.on(Scenario.JWKS).failAlways(new ConnectException());
        scenario.after(Duration.ofHours(1));
        for (int i = 0; i < 100; i++) {
            scenario.getKey();
        }
        assertThat(log.lines())
                .filteredOn(line -> line.contains("past their freshness"))
                .hasSize(1);
    }

    @Test
    void tokens_areNotLogged() {
        scenario.getKey();
        log.clear();
        for (int i = 0; i < 100; i++) {
            scenario.getKey();
            scenario.fetcher.getKey(scenario.inventedToken("nobody " + i));
        }
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void aKidWithALineBreak_staysInItsLine() {
        scenario.getKey();
        String token = scenario.inventedToken("a\\nWARN forged \\u001b[31m");
        String message = Scenario.failureOf(scenario.fetcher.getKey(token)).getMessage();
        assertThat(message).contains("a\\u000aWARN forged \\u001b[31m").doesNotContain("\n", "\u001b");
    }

    @Test
    void keysThatNobodyUsedOvernight_areNoErrorInTheMorning() {
        scenario.getKey();
        scenario.after(Duration.ofHours(12)).getKey();
        assertThat(log.lines()).noneMatch(line -> line.startsWith("ERROR") || line.startsWith("WARN"));
    }

    @Test
    void keysThatAreTooOldToBeUsed_areOneError() {
        scenario.getKey();
        scenario.transport.on(Scenario.JWKS).failAlways(new ConnectException());
        for (int hour = 0; hour < 12; hour++) {
            scenario.after(Duration.ofHours(1)).getKey();
        }
        assertThat(log.lines().stream().filter(line -> line.startsWith("ERROR")))
                .allMatch(line -> line.contains("tokens are answered 503"))
                .first()
                .asString()
                .contains("its keys are too old to be used after ", "the last failure: ");
        assertThat(log.lines())
                .filteredOn(line -> line.contains("too old to be used"))
                .hasSize(1);
    }

    @Test
    void anOutageWithoutKeys_isAnErrorAtOnceAndAgainAndHasAnEnd() {
        scenario.transport.on(Scenario.JWKS).failAlways(new ConnectException());
        scenario.getKey();

        assertThat(log.lines())
                .hasSize(2)
                .noneMatch(line -> line.contains("stay in use"))
                .last()
                .asString()
                .startsWith("ERROR issuer \"https://issuer.example.com\": there are no keys that can be used yet;"
                        + " tokens are answered 503")
                .endsWith("the connection was refused");

        log.clear();
        scenario.after(Duration.ofMinutes(14));
        assertThat(log.lines()).isEmpty();
        scenario.after(Duration.ofMinutes(2));
        assertThat(log.lines())
                .singleElement()
                .asString()
                .matches(
                        "ERROR .*: still no keys that can be used, for 1[56] min( \\d+ s)? and after \\d+ more failed requests; .*");

        log.clear();
        scenario.publishes().after(Duration.ofMinutes(1));
        assertThat(log.lines())
                .filteredOn(line -> line.startsWith("INFO"))
                .anyMatch(line -> line.matches(
                        ".*: there are keys again, after 1[67] min( \\d+ s)? and \\d+ more failed requests without"));
    }

    @Test
    void closingWhileTheIssuerIsAsked_isNoOutage() {
        scenario.transport.on(Scenario.JWKS).hold();
        CompletableFuture<?> cold = scenario.fetcher.getKey(scenario.token());
        log.clear();

        scenario.close();

        assertThat(cold).isCompletedExceptionally();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void closingWhileKeysAreRefreshed_isNoFailureOfTheIssuer() {
        scenario.getKey();
        scenario.transport.on(Scenario.JWKS).hold();
        scenario.after(Duration.ofMinutes(10)).getKey();
        log.clear();

        scenario.close();

        assertThat(log.lines()).isEmpty();
    }
}
