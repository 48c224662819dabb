package org.jwks4j.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Base64;
import org.assertj.core.api.ThrowableAssertAlternative;

/** Compact tokens out of JSON texts, well-formed or not. */
final class Tokens {
    static final String HEADER = "{\"alg\":\"RS256\",\"kid\":\"k1\"}";
    static final String PAYLOAD = "{\"iss\":\"https://issuer.example.com\"}";
    static final String SIGNATURE = "c2lnbmF0dXJl";

    private Tokens() {}

    static String segment(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String segment(String json) {
        return segment(json.getBytes(UTF_8));
    }

    static String token(String headerJson, String payloadJson) {
        return segment(headerJson) + "." + segment(payloadJson) + "." + SIGNATURE;
    }

    static String withHeader(String headerJson) {
        return token(headerJson, PAYLOAD);
    }

    static String withPayload(String payloadJson) {
        return token(HEADER, payloadJson);
    }

    /** A payload of raw bytes, one per character of the text. */
    static String withRawPayload(String latin1) {
        return segment(HEADER) + "." + segment(latin1.getBytes(ISO_8859_1)) + "." + SIGNATURE;
    }

    static ThrowableAssertAlternative<TokenFormatException> assertRefused(String token) {
        return assertThatExceptionOfType(TokenFormatException.class)
                .as("token of %s characters", token.length())
                .isThrownBy(() -> UnverifiedToken.parse(token));
    }
}
