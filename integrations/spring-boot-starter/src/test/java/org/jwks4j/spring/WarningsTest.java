package org.jwks4j.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.util.ClassUtils;

/** What the log says once at start: what is looser than our default, and what has no effect. */
final class WarningsTest {
    private static final String ISSUER_URI = BootProperties.ISSUER_URI + "=https://issuer.example.com";

    private final Logger logger = (Logger) LoggerFactory.getLogger("org.jwks4j.spring");
    private final Level usual = logger.getLevel();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(Jwks4jAutoConfiguration.class, Jwks4jServletAutoConfiguration.class));

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
        logger.setLevel(usual);
    }

    private List<String> warnings() {
        return log.list.stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Test
    void noAudience_isSaidOnce_withThePropertyToSet() {
        runner.withPropertyValues(ISSUER_URI)
                .run(context ->
                        assertThat(warnings()).singleElement().asString().contains(BootProperties.AUDIENCES));
    }

    @Test
    void aRefusedToken_isExplainedAtDebug() {
        logger.setLevel(Level.DEBUG);
        runner.withPropertyValues(ISSUER_URI).run(context -> {
            JwtDecoder decoder = context.getBean(JwtDecoder.class);
            assertThatExceptionOfType(BadJwtException.class)
                    .isThrownBy(() -> decoder.decode("a.b"))
                    .withMessage("MALFORMED_TOKEN");
        });

        assertThat(log.list)
                .filteredOn(event -> event.getLevel() == Level.DEBUG)
                .extracting(ILoggingEvent::getFormattedMessage)
                .singleElement()
                .asString()
                .startsWith("refused a token, MALFORMED_TOKEN: ")
                .hasSizeGreaterThan("refused a token, MALFORMED_TOKEN: ".length());
    }

    @Test
    void anAudience_leavesNothingToSay() {
        runner.withPropertyValues(ISSUER_URI, BootProperties.AUDIENCES + "=orders")
                .run(context -> assertThat(warnings()).isEmpty());
    }

    @Test
    void aJwkSetUriAlone_isSaidToBeBoots() {
        runner.withPropertyValues(BootProperties.JWK_SET_URI + "=https://issuer.example.com/jwks")
                .run(context ->
                        assertThat(warnings()).singleElement().asString().contains(BootProperties.ISSUER_URI));
    }

    @Test
    void aCustomizerOfBootsDecoder_isSaidToHaveNoEffect() {
        Class<?> type = customizer();
        Object customizer = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (a, b, c) -> null);
        runner.withPropertyValues(ISSUER_URI, BootProperties.AUDIENCES + "=orders")
                .withInitializer(context -> context.getBeanFactory().registerSingleton("withProxy", customizer))
                .run(context ->
                        assertThat(warnings()).singleElement().asString().contains("withProxy"));
    }

    private static Class<?> customizer() {
        return Stream.of(
                        "org.springframework.boot.security.oauth2.server.resource.autoconfigure",
                        "org.springframework.boot.autoconfigure.security.oauth2.resource.servlet")
                .map(where -> where + ".JwkSetUriJwtDecoderBuilderCustomizer")
                .filter(name -> ClassUtils.isPresent(name, null))
                .map(name -> ClassUtils.resolveClassName(name, null))
                .findFirst()
                .orElseThrow();
    }
}
