package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;
import org.slf4j.LoggerFactory;

/** What the operator finds in the log. */
class LoggingTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(KeyFetcher.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Scenario scenario = Scenario.direct().publishes();

    @BeforeEach
    void listen() {
        log.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(log);
    }

    @AfterEach
    void close() {
        logger.detachAppender(log);
        logger.setLevel(null);
        scenario.close();
    }

    private List<String> lines() {
        return log.list.stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    @Test
    void aRotation_isOneLineAtInfo() {
        scenario.getKey();
        log.list.clear();
        scenario.after(Duration.ofMinutes(1)).issuer.rotate();
        scenario.publishes().getKey();
        assertThat(lines())
                .containsExactly(
                        "INFO issuer \"https://issuer.example.com\": 2 usable keys; added [\"key-2\"], removed []");
    }

    @Test
    void plainHttp_isOneWarningAtStart() {
        String name = "http://keycloak:8080/realms/one";
        try (Scenario plain =
                Scenario.of(KeyFetcher.builder().trust(TrustedIssuer.of(name).allowHttpTo("keycloak:8080")))) {
            assertThat(lines())
                    .containsExactly(
                            "WARN issuer \"" + name + "\": plain http is allowed to [\"keycloak:8080\"] (allowHttpTo);"
                                    + " anyone in that network can replace its keys, and sign tokens that are accepted here");
            log.list.clear();
            plain.fetcher.getJwkSet(name);
            plain.after(Duration.ofHours(1));
            assertThat(lines()).noneMatch(line -> line.contains("plain http"));
        }
    }

    @Test
    void anOutage_isOneWarningAndOneLineWhenItEnds() {
        scenario.getKey();
        scenario.after(Duration.ofMinutes(1)).getKey();
        log.list.clear();
        scenario.transport.on(Scenario.JWKS).failAlways(new ConnectException());
        scenario.after(Duration.ofHours(1));
        scenario.publishes().after(Duration.ofMinutes(5));
        assertThat(lines()).hasSize(2);
        assertThat(lines().get(0))
                .startsWith("WARN issuer \"https://issuer.example.com\": GET \"https://issuer.example.com/jwks\": the"
                        + " connection was refused (ISSUER_UNREACHABLE)");
        assertThat(lines().get(1)).startsWith("INFO").endsWith("answers again");
    }

    @Test
    void staleKeys_areOneWarningHoweverManyTokensComeIn() {
        scenario.getKey();
        log.list.clear();
        scenario.transport.on(Scenario.JWKS).failAlways(new ConnectException());
        scenario.after(Duration.ofHours(1));
        for (int i = 0; i < 100; i++) {
            scenario.getKey();
        }
        assertThat(lines())
                .filteredOn(line -> line.contains("past their freshness"))
                .hasSize(1);
    }

    @Test
    void tokens_areNotLogged() {
        scenario.getKey();
        log.list.clear();
        for (int i = 0; i < 100; i++) {
            scenario.getKey();
            scenario.fetcher.getKey(scenario.inventedToken("nobody " + i));
        }
        assertThat(lines()).isEmpty();
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
        assertThat(lines()).noneMatch(line -> line.startsWith("ERROR") || line.startsWith("WARN"));
    }

    @Test
    void keysThatAreTooOldToBeUsed_areOneError() {
        scenario.getKey();
        scenario.transport.on(Scenario.JWKS).failAlways(new ConnectException());
        for (int hour = 0; hour < 12; hour++) {
            scenario.after(Duration.ofHours(1)).getKey();
        }
        assertThat(lines().stream().filter(line -> line.startsWith("ERROR")))
                .allMatch(line -> line.contains("tokens are answered 503"))
                .first()
                .asString()
                .contains("its keys are too old to be used after ", "the last failure: ");
        assertThat(lines())
                .filteredOn(line -> line.contains("too old to be used"))
                .hasSize(1);
    }

    @Test
    void anOutageWithoutKeys_isAnErrorAtOnceAndAgainAndHasAnEnd() {
        scenario.transport.on(Scenario.JWKS).failAlways(new ConnectException());
        scenario.getKey();

        assertThat(lines())
                .hasSize(2)
                .noneMatch(line -> line.contains("stay in use"))
                .last()
                .asString()
                .startsWith("ERROR issuer \"https://issuer.example.com\": there are no keys that can be used yet;"
                        + " tokens are answered 503")
                .endsWith("the connection was refused");

        log.list.clear();
        scenario.after(Duration.ofMinutes(14));
        assertThat(lines()).isEmpty();
        scenario.after(Duration.ofMinutes(2));
        assertThat(lines())
                .singleElement()
                .asString()
                .matches(
                        "ERROR .*: still no keys that can be used, for 1[56] min( \\d+ s)? and after \\d+ more failed requests; .*");

        log.list.clear();
        scenario.publishes().after(Duration.ofMinutes(1));
        assertThat(lines())
                .filteredOn(line -> line.startsWith("INFO"))
                .anyMatch(line -> line.matches(
                        ".*: there are keys again, after 1[67] min( \\d+ s)? and \\d+ more failed requests without"));
    }

    @Test
    void closingWhileTheIssuerIsAsked_isNoOutage() {
        scenario.transport.on(Scenario.JWKS).hold();
        CompletableFuture<?> cold = scenario.fetcher.getKey(scenario.token());
        log.list.clear();

        scenario.close();

        assertThat(cold).isCompletedExceptionally();
        assertThat(lines()).isEmpty();
    }

    @Test
    void closingWhileKeysAreRefreshed_isNoFailureOfTheIssuer() {
        scenario.getKey();
        scenario.transport.on(Scenario.JWKS).hold();
        scenario.after(Duration.ofMinutes(10)).getKey();
        log.list.clear();

        scenario.close();

        assertThat(lines()).isEmpty();
    }
}
