package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.jwks4j.error.TokenException;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.JsonObject.JsonFormatException;
import org.jwks4j.token.UnverifiedToken;
import org.jwks4j.verifier.form.Subject;

/** Claims that are read where they stand meet the rules exactly when the parsed ones do. */
final class ClaimReadingTest {
    private static final long NOW = 1_767_225_600;
    private static final long SKEW = 60;
    private static final Subject SUBJECT = new Subject("https://issuer.example.com", "k1");
    private static final TokenRules RULES = TokenRules.forAudience("shop").withClockSkew(Duration.ofSeconds(SKEW));

    @Test
    void rules_areMetExactlyWhenTheParsedClaimsMeetThem() {
        Random random = new Random(20_260_301);
        int met = 0;
        for (int i = 0; i < 50_000; i++) {
            String payload = payload(random);
            boolean expected = isExpected(payload);
            met += expected ? 1 : 0;
            assertThat(isAccepted(payload)).as(payload).isEqualTo(expected);
        }
        assertThat(met).isBetween(1_000, 49_000);
    }

    private static boolean isAccepted(String payload) {
        String segment =
                Base64.getUrlEncoder().withoutPadding().encodeToString(payload.getBytes(StandardCharsets.UTF_8));
        UnverifiedToken token = UnverifiedToken.parse("eyJhbGciOiJSUzI1NiJ9." + segment + ".");
        try {
            Claims claims = new Claims(token.payload());
            ClaimRules.check(claims, token.header(), RULES, SUBJECT, Instant.ofEpochSecond(NOW));
            return true;
        } catch (TokenException e) {
            return false;
        }
    }

    /** The rules once more, in a simple way, over a tree. */
    private static boolean isExpected(String payload) {
        try {
            Map<String, @Nullable Object> claims = JsonObject.parse(payload).asMap();
            boolean forUs = "shop".equals(claims.get("aud"))
                    || (claims.get("aud") instanceof List<?> many
                            && many.contains("shop")
                            && many.stream().allMatch(String.class::isInstance));
            return forUs
                    && isDate(claims.get("exp"))
                    && seconds(claims.get("exp")).compareTo(BigDecimal.valueOf(NOW - SKEW)) > 0
                    && isNotLater(claims.get("nbf"))
                    && isNotLater(claims.get("iat"))
                    && (claims.get("jti") == null || claims.get("jti") instanceof String);
        } catch (JsonFormatException e) {
            return false;
        }
    }

    private static boolean isNotLater(@Nullable Object date) {
        return date == null || (isDate(date) && seconds(date).compareTo(BigDecimal.valueOf(NOW + SKEW)) <= 0);
    }

    private static boolean isDate(@Nullable Object date) {
        return (date instanceof Long seconds && Math.abs(seconds) <= 31_556_889_864_403_199L)
                || (date instanceof Double fraction && Math.abs(fraction) < 1e12);
    }

    private static BigDecimal seconds(@Nullable Object date) {
        return new BigDecimal(String.valueOf(date));
    }

    private static String payload(Random random) {
        StringBuilder text = new StringBuilder("{\"iss\":\"" + SUBJECT.issuer() + "\"");
        for (String name : List.of("exp", "aud", "nbf", "iat", "jti", "other")) {
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
                List.of("true", "false", "null", "\"\"", "[]", "{}", "\"\\\\\\\"\"", "\"sh\\u006fp\"")
                        .get(random.nextInt(8));
            case 9 -> "[" + value("", random, depth + 1) + space(random) + "," + value("", random, depth + 1) + "]";
            case 10 -> "{\"exp\":" + value("", random, depth + 1) + space(random) + "}";
            default ->
                switch (name) {
                    case "aud" -> "[\"shop\"]";
                    case "jti" -> "\"id\"";
                    default -> String.valueOf(NOW + random.nextInt(300) - 150);
                };
        };
    }

    private static String space(Random random) {
        return random.nextInt(4) == 0 ? " \n" : "";
    }
}
