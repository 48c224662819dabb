package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.TokenException;

/** What is read without parsing is never more lenient than what is read with it. */
final class MemberScanTest {
    private static final long NOW = 1_767_225_600;
    private static final Subject SUBJECT = new Subject("https://issuer.example.com", "k1");
    private static final ClaimRules RULES = new ClaimRules(
            Set.of("shop"), true, false, Duration.ofSeconds(60), InstantSource.fixed(Instant.ofEpochSecond(NOW)));

    private static boolean isPlain(String payload) {
        return RULES.plainly(payload.getBytes(StandardCharsets.UTF_8)) != null;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"exp\":1767226200,\"aud\":\"shop\"}",
                " { \"aud\" : [ \"bank\" , \"shop\" ] ,\r\n\t\"exp\" : 1767226200 } ",
                "{\"a\":{\"exp\":0,\"b\":[1,{\"}\":\"]\\\"\"}]},\"exp\":1767226200,\"aud\":\"shop\",\"t\":[true,false,null,-1.5]}",
                "{\"aud\":\"shop\",\"exp\":1767226200,\"nbf\":0,\"iat\":-1,\"name\":\"Zo\u00eb \\u00eb\"}"
            })
    void ordinaryClaims_arePlain(String payload) {
        assertThat(isPlain(payload)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"aud\":\"shop\"}",
                "{\"exp\":1767226200}",
                "{\"exp\":1767226200,\"aud\":\"bank\"}",
                "{\"exp\":1767226200,\"aud\":[]}",
                "{\"exp\":1767226200,\"aud\":[\"shop\",1]}",
                "{\"exp\":1767226200,\"aud\":[[\"shop\"]]}",
                "{\"exp\":1767226200,\"aud\":{\"shop\":\"shop\"}}",
                "{\"exp\":1767226200,\"aud\":null}",
                "{\"exp\":1767226200,\"aud\":\"sh\\u006fp\"}",
                "{\"exp\":1767226200.5,\"aud\":\"shop\"}",
                "{\"exp\":\"1767226200\",\"aud\":\"shop\"}",
                "{\"exp\":null,\"aud\":\"shop\"}",
                "{\"exp\":-,\"aud\":\"shop\"}",
                "{\"exp\":99999999999999999,\"aud\":\"shop\"}",
                "{\"exp\":1767226200,\"aud\":\"shop\",\"nbf\":\"0\"}",
                "{\"exp\":1767226200,\"aud\":\"shop\",\"iat\":1e3}",
                "{\"exp\":1767226200,\"aud\":\"shop\",\"x\":[{\"y\":1e999}]}",
                "{\"a\":{\"exp\":1767226200},\"aud\":\"shop\"}"
            })
    void whateverElse_isLeftToTheParser(String payload) {
        assertThat(isPlain(payload)).isFalse();
    }

    /** Whatever is plain and in time, the parser accepts, and reads to the end. */
    @Test
    void plainClaims_areAcceptedByTheParserToo() {
        Random random = new Random(20_260_301);
        int plain = 0;
        for (int i = 0; i < 50_000; i++) {
            String payload = payload(random);
            byte[] text = payload.getBytes(StandardCharsets.UTF_8);
            Validity validity = RULES.plainly(text);
            boolean met = validity != null && RULES.includeNow(validity);
            if (met) {
                plain++;
                assertThat(isAccepted(text)).as(payload).isTrue();
            }
        }
        assertThat(plain).isBetween(1_000, 49_000);
    }

    private static boolean isAccepted(byte[] text) {
        try {
            return RULES.parsed(text, SUBJECT) != null;
        } catch (TokenException e) {
            return false;
        }
    }

    private static String payload(Random random) {
        StringBuilder text = new StringBuilder("{\"iss\":\"" + SUBJECT.issuer() + "\"");
        for (String name : List.of("exp", "aud", "nbf", "iat", "other")) {
            if (name.equals("exp") || name.equals("aud") || random.nextBoolean()) {
                text.append(space(random)).append(",").append(space(random));
                text.append('"').append(name).append("\":").append(value(name, random, 0));
            }
        }
        return text.append(space(random)).append('}').toString();
    }

    private static String value(String name, Random random, int depth) {
        return switch (random.nextInt(depth > 3 ? 9 : 12)) {
            case 0 -> "\"shop\"";
            case 1 -> String.valueOf(random.nextLong());
            case 2 -> String.valueOf(NOW + random.nextInt(200) - 100 + random.nextDouble());
            case 3 -> random.nextInt(400) + "e" + random.nextInt(400);
            case 4 -> "9".repeat(1 + random.nextInt(400)) + (random.nextBoolean() ? ".0" : "");
            case 5 -> "[\"bank\"," + space(random) + "\"shop\"]";
            case 6 ->
                List.of("true", "false", "null", "\"\"", "[]", "{}", "\"\\\\\\\"\"")
                        .get(random.nextInt(7));
            case 9 -> "[" + value("", random, depth + 1) + space(random) + "," + value("", random, depth + 1) + "]";
            case 10 -> "{\"exp\":" + value("", random, depth + 1) + space(random) + "}";
            default -> name.equals("aud") ? "[\"shop\"]" : String.valueOf(NOW + random.nextInt(300) - 150);
        };
    }

    private static String space(Random random) {
        return random.nextInt(4) == 0 ? " \n" : "";
    }
}
