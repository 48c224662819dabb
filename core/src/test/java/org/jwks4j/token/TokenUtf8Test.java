package org.jwks4j.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jwks4j.token.Tokens.assertRefused;
import static org.jwks4j.token.Tokens.withRawPayload;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Strings are UTF-8 as RFC 3629 §4 has it, and no other bytes. */
final class TokenUtf8Test {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "7f",
                "c280",
                "dfbf",
                "e0a080",
                "e18080",
                "ecbfbf",
                "ed9fbf",
                "ee8080",
                "efbbbf",
                "efbfbf",
                "f0908080",
                "f3bfbfbf",
                "f48fbfbf"
            })
    void sequenceAtAnEdge_isRead(String hex) {
        String raw = bytes(hex);

        assertThat(UnverifiedToken.parse(withRawPayload("{\"iss\":\"" + raw + "\"}"))
                        .issuer())
                .isEqualTo(new String(raw.getBytes(ISO_8859_1), UTF_8));
        assertThat(UnverifiedToken.parse(withRawPayload("{\"" + raw + "\":\"" + raw + "\"}")))
                .isNotNull();
    }

    /** Overlong forms, surrogates, past U+10FFFF, bytes out of place, and sequences cut short. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "c080",
                "c0af",
                "c1bf",
                "e08080",
                "e09fbf",
                "f0808080",
                "f08fbfbf",
                "eda080",
                "edbfbf",
                "eda0bdedb880",
                "f4908080",
                "f5808080",
                "f6808080",
                "f8888080",
                "fc8480808080",
                "fe",
                "ff",
                "80",
                "bf",
                "c2",
                "c241",
                "c2c2",
                "e1",
                "e180",
                "e18041",
                "e14180",
                "e180c0",
                "f1",
                "f18080",
                "f1808041",
                "f1804180",
                "f1418080",
                "f18080c0",
                "e9",
                "c27f",
                "c2c0",
                "ed9f7f",
                "ed9fc0"
            })
    void invalidSequence_isRefusedInValuesAndNames(String hex) {
        String raw = bytes(hex);

        assertRefused(withRawPayload("{\"iss\":\"" + raw + "\"}"));
        assertRefused(withRawPayload("{\"iss\":\"a\",\"x\":\"b" + raw + "c\"}"));
        assertRefused(withRawPayload("{\"iss\":\"a\",\"" + raw + "\":1}"));
        assertRefused(withRawPayload("{\"iss\":\"" + raw));
    }

    @ParameterizedTest
    @ValueSource(strings = {"efbbbf", "fffe", "feff", "c2a0", "80", "e28080"})
    void bytesOutsideStrings_areRefused(String hex) {
        String raw = bytes(hex);

        assertRefused(withRawPayload(raw + "{\"iss\":\"a\"}"));
        assertRefused(withRawPayload("{" + raw + "\"iss\":\"a\"}"));
        assertRefused(withRawPayload("{\"iss\":" + raw + "\"a\"}"));
        assertRefused(withRawPayload("{\"iss\":\"a\"}" + raw));
    }

    private static String bytes(String hex) {
        return new String(HexFormat.of().parseHex(hex), ISO_8859_1);
    }
}
