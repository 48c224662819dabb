package org.jwks4j.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.error.Reason;
import org.slf4j.LoggerFactory;

/** Text of the attacker in a log or a message (CWE-117): no line of its own, no command to a terminal, no great length. */
class LogAttackTest {
    /** As JSON has it: a line break and a forged line, a terminal's escape, a change of direction, and much of it. */
    private static final String EVIL = "\\r\\nERROR forged \\u001b[2J \\u202e \\u2028" + "x".repeat(150);

    private static final String UNESCAPED = "\r\nERROR forged \u001b[2J \u202e \u2028" + "x".repeat(150);

    private final Logger logger = (Logger) LoggerFactory.getLogger("org.jwks4j");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final List<String> written = new ArrayList<>();
    private Service service = Service.warm("ES256");

    @BeforeEach
    void listen() {
        log.start();
        logger.setLevel(Level.TRACE);
        logger.addAppender(log);
    }

    @AfterEach
    void close() {
        logger.detachAppender(log);
        logger.setLevel(Level.ERROR);
        service.close();
    }

    private void isOneTameLine() {
        log.list.forEach(event -> written.add(event.getFormattedMessage()));
        assertThat(written).isNotEmpty().allSatisfy(text -> {
            assertThat(text.chars()).allMatch(sign -> sign >= ' ' && sign <= '~');
            assertThat(text).hasSizeLessThan(1000);
        });
    }

    /** CWE-117, by the one header member that everybody logs. */
    @Test
    void aKid_isEscapedAndShortened() {
        String token = service.token()
                .rawHeader("{\"alg\":\"ES256\",\"kid\":\"" + EVIL + "\"}")
                .mint();
        written.add(service.refuses(token, Reason.UNKNOWN_KEY).getMessage());
        isOneTameLine();
    }

    /** CWE-117, by a name that is not trusted. */
    @Test
    void anIss_isEscapedAndShortened() {
        written.add(service.refuses(service.token(UNESCAPED).mint(), Reason.UNTRUSTED_ISSUER)
                .getMessage());
        isOneTameLine();
    }

    /** CWE-117, by a name that a resolver vouches for unseen. */
    @Test
    void anIssThatAResolverVouchesFor_isEscapedAndShortened() {
        service.close();
        service = Service.cold(
                KeyFetcher.builder()
                        .trust(name -> CompletableFuture.completedFuture(Optional.of(TrustedIssuer.of(name)))),
                "ES256");
        written.add(service.cannotTell(service.token(UNESCAPED).mint(), Reason.RESOLVER_FAILED)
                .getMessage());
        isOneTameLine();
    }

    /** CWE-117, by what the issuer's documents say. */
    @Test
    void whatMetadataSays_isEscapedAndShortened() {
        service.close();
        service = Service.cold(KeyFetcher.builder().trust(Service.ISSUER), "ES256");
        service.metadata(Service.ISSUER, "{\"issuer\":\"" + EVIL + "\",\"jwks_uri\":\"https://" + EVIL + "\"}");
        written.add(service.cannotTell(service.token().mint(), Reason.INVALID_METADATA)
                .getMessage());
        isOneTameLine();
    }

    /** CWE-117, by what the issuer's keys say. */
    @Test
    void whatAJwkSays_isEscapedAndShortened() {
        service.issuer.publishJwk("{\"kty\":\"" + EVIL + "\",\"kid\":\"" + EVIL + "\",\"alg\":\"" + EVIL + "\"}");
        service.publishes(Service.ISSUER, Service.JWKS.toString());
        assertThat(service.fetcher.refresh(Service.ISSUER).join().skipped()).hasSize(1);
        isOneTameLine();
    }
}
