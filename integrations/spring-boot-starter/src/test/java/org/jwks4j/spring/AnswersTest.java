package org.jwks4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jwks4j.KeyFetcher;
import org.jwks4j.testkit.Endpoint;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.Misbehaviour;
import org.jwks4j.testkit.SigningKey;
import org.jwks4j.testkit.TokenBuilder;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.WebApplicationType;

/** What clients are told by plain Boot, and with our starter: the tables of {@code docs/spring-boot-answers.md}. */
final class AnswersTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Path PAGE = Path.of("../../docs/spring-boot-answers.md");

    @ParameterizedTest
    @CsvSource({"SERVLET, Spring MVC", "REACTIVE, WebFlux"})
    void answers_areThoseOfTheDocumentedTable(WebApplicationType type, String name) throws Exception {
        Map<String, String> plain = answers(type, false);
        Map<String, String> ours = answers(type, true);
        StringBuilder table = new StringBuilder("| | plain Boot | with the starter |\n|---|---|---|\n");
        plain.forEach((situation, answer) ->
                table.append("| %s | %s | %s |%n".formatted(situation, answer, ours.get(situation))));

        String boot = SpringBootVersion.getVersion().replaceFirst("\\.\\d+$", "");
        assertThat(documented("## Boot " + boot + ", " + name)).isEqualTo(table.toString());
    }

    /** The table under a heading. */
    private static String documented(String heading) throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        StringBuilder table = new StringBuilder();
        lines.stream()
                .skip(lines.indexOf(heading) + 1L)
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .forEach(line -> table.append(line).append('\n'));
        return table.toString();
    }

    private static Map<String, String> answers(WebApplicationType type, boolean ours) throws Exception {
        Map<String, String> answers = new LinkedHashMap<>();
        try (FakeIssuer issuer = issuer();
                Service service = service(type, ours, issuer, "1s")) {
            answers.put("the issuer hangs", whileHanging(issuer, service, ours));
        }
        try (FakeIssuer issuer = issuer();
                Service service = service(type, ours, issuer, "60s")) {
            answers.putAll(new Run(issuer, service, ours).answers());
        }
        return answers;
    }

    private static FakeIssuer issuer() {
        return FakeIssuer.builder().algorithms("RS256").start();
    }

    private static Service service(WebApplicationType type, boolean ours, FakeIssuer issuer, String deadline) {
        Class<?> application = type == WebApplicationType.SERVLET ? Applications.Mvc.class : Applications.WebFlux.class;
        String[] properties = {
            BootProperties.ISSUER_URI + "=" + issuer.issuer(),
            BootProperties.AUDIENCES + "=orders",
            "jwks4j.deadline=" + deadline,
            "jwks4j.request-timeout=60s",
            "jwks4j.refresh.unknown-key-burst=10"
        };
        return ours ? Service.start(type, application, properties) : Service.startPlain(type, application, properties);
    }

    /** The gate opens when we have answered; plain Boot answers no earlier than the issuer, or after 30 s. */
    private static String whileHanging(FakeIssuer issuer, Service service, boolean ours) throws Exception {
        CompletableFuture<?> gate = new CompletableFuture<>();
        Misbehaviour hangs = Misbehaviour.heldUntil(gate).and(Misbehaviour.status(503));
        issuer.misbehave(Endpoint.METADATA, hangs);
        issuer.misbehave(Endpoint.OAUTH_METADATA, hangs);
        CompletableFuture<Answer> answer = service.getLater("/", issuer.token().mint());
        issuer.awaitRequests(Endpoint.METADATA, 1, LONG);
        if (ours) {
            answer.join();
        }
        gate.complete(null);
        return answer.join().inWords() + (ours ? "" : ", not before the issuer answers");
    }

    /** One service through all situations, in an order in which each finds what it needs. */
    private static final class Run {
        private final FakeIssuer issuer;
        private final Service service;
        private final boolean ours;
        private final Map<String, String> answers = new LinkedHashMap<>();

        Run(FakeIssuer issuer, Service service, boolean ours) {
            this.issuer = issuer;
            this.service = service;
            this.ours = ours;
        }

        Map<String, String> answers() {
            String good = token().mint();
            issuer.stopListening();
            asked("the issuer is down since the start", good);
            issuer.resume();
            issuer.forgetRequests();
            if (ours) { // after some backoff; what that costs is what the first token would have cost
                service.context.getBean(KeyFetcher.class).blocking().ready(LONG);
            }
            answered("a good token, the first one", good);
            asked("the same again", good);
            asked(
                    "expired",
                    token().claim("iat", 1_700_000_000)
                            .claim("exp", 1_700_000_600)
                            .mint());
            asked("without `exp`", token().claim("exp", null).mint());
            asked("another audience", token().claim("aud", "billing").mint());
            asked("`typ: at+jwt` (RFC 9068)", token().header("typ", "at+jwt").mint());
            SigningKey invented = SigningKey.generate("RS256").withKeyId("invented");
            asked("an invented `kid`", token().signedWith(invented).mint());
            issuer.rotate();
            asked("a new key after a rotation", token().mint());
            issuer.stopListening();
            String before = token().mint();
            issuer.rotate();
            asked("the issuer is down, the key is known", before);
            asked("the issuer is down, the key is new", token().mint());
            return answers;
        }

        private void asked(String situation, String token) {
            issuer.forgetRequests();
            answered(situation, token);
        }

        private void answered(String situation, String token) {
            Answer answer = service.get("/", token);
            answers.put(situation, answer.inWords() + requests(issuer.requests()));
        }

        private static String requests(int count) {
            return count == 0 ? "" : count == 1 ? ", 1 request" : ", " + count + " requests";
        }

        private TokenBuilder token() {
            return issuer.token().claim("aud", "orders").claim("sub", "alice");
        }
    }
}
