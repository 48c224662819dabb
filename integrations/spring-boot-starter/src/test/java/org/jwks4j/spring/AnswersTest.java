package org.jwks4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jwks4j.testkit.FakeIssuer;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.WebApplicationType;

/**
 * What clients are told by plain Boot, and with our starter: the tables of {@code docs/spring-boot-answers.md}. They are compared
 * but for the times. {@code scripts/boot-answers} has them written here, with times that are those of the defaults.
 */
final class AnswersTest {
    private static final Path PAGE = Path.of("../../docs/spring-boot-answers.md");
    private static final boolean IS_WRITTEN = Boolean.getBoolean("answers.write");

    @ParameterizedTest
    @CsvSource({"SERVLET, Spring MVC", "REACTIVE, WebFlux"})
    void answers_areThoseOfTheDocumentedTable(WebApplicationType type, String name) throws Exception {
        Map<String, TimedAnswer> plain = answers(type, false);
        Map<String, TimedAnswer> ours = answers(type, true);
        AnswersTable told = AnswersTable.of(plain, ours);

        String boot = SpringBootVersion.getVersion().replaceFirst("\\.\\d+$", "");
        String heading = "## Boot " + boot + ", " + name;
        if (IS_WRITTEN) {
            told.writeInto(PAGE, heading);
        }
        AnswersTable documented = AnswersTable.in(PAGE, heading);
        assertThat(documented.withoutTimes()).isEqualTo(told.withoutTimes());
        assertThat(documented.times()).hasSize(2 * plain.size()).allMatch(TimedAnswer.TIME.asMatchPredicate());
    }

    private static Map<String, TimedAnswer> answers(WebApplicationType type, boolean ours) throws Exception {
        Map<String, TimedAnswer> answers = new LinkedHashMap<>();
        try (FakeIssuer issuer = issuer();
                Service service = service(type, ours, issuer, hanging())) {
            answers.put("the issuer hangs", Situations.hanging(issuer, service, patience(ours)));
        }
        try (FakeIssuer issuer = issuer();
                Service service = service(type, ours, issuer, "jwks4j.deadline=60s", "jwks4j.request-timeout=60s")) {
            answers.putAll(new Situations(issuer, service, ours).answers());
        }
        return answers;
    }

    /** Nothing, so that the page has the defaults' times; or a deadline that is soon over, and is what ends it. */
    private static String[] hanging() {
        return IS_WRITTEN ? new String[0] : new String[] {"jwks4j.deadline=1s", "jwks4j.request-timeout=60s"};
    }

    /** Plain Boot answers late or never: only the page's times are worth waiting for that. */
    private static Duration patience(boolean ours) {
        return IS_WRITTEN || ours ? TimedAnswer.PATIENCE : Duration.ZERO;
    }

    private static FakeIssuer issuer() {
        return FakeIssuer.builder().algorithms("RS256").start();
    }

    private static Service service(WebApplicationType type, boolean ours, FakeIssuer issuer, String... more) {
        Class<?> application = type == WebApplicationType.SERVLET ? Applications.Mvc.class : Applications.WebFlux.class;
        String[] properties = new String[more.length + 3];
        System.arraycopy(more, 0, properties, 3, more.length);
        properties[0] = BootProperties.ISSUER_URI + "=" + issuer.issuer();
        properties[1] = BootProperties.AUDIENCES + "=orders";
        properties[2] = "jwks4j.refresh.unknown-key-burst=10"; // so that no situation uses up what another needs
        return ours ? Service.start(type, application, properties) : Service.startPlain(type, application, properties);
    }
}
