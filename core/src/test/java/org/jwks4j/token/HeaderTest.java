package org.jwks4j.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jwks4j.token.Tokens.PAYLOAD;
import static org.jwks4j.token.Tokens.assertRefused;
import static org.jwks4j.token.Tokens.segment;
import static org.jwks4j.token.Tokens.withHeader;

import org.junit.jupiter.api.Test;

/** Headers are remembered: no one may notice but by the clock. */
final class HeaderTest {
    @Test
    void headersOfManyKeys_areReadAsTheyAre() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 5_000; i++) {
                UnverifiedToken token = UnverifiedToken.parse(withKid("key-" + i));

                assertThat(token.keyId()).isEqualTo("key-" + i);
                assertThat(token.algorithm()).isEqualTo("RS256");
            }
        }
    }

    @Test
    void headersThatDifferInOneCharacter_areToldApart() {
        String kid = "k".repeat(120);
        for (int i = 0; i < kid.length(); i++) {
            String other = kid.substring(0, i) + "x" + kid.substring(i + 1);

            assertThat(UnverifiedToken.parse(withKid(kid)).keyId()).isEqualTo(kid);
            assertThat(UnverifiedToken.parse(withKid(other)).keyId()).isEqualTo(other);
        }
    }

    @Test
    void whatACallerDoesToAHeader_staysWithTheCaller() {
        String token = withKid("its own");
        UnverifiedToken.parse(token).header().utf8()[0] = 'x';

        assertThat(UnverifiedToken.parse(token).header().utf8()).startsWith('{');
    }

    @Test
    void headerThatIsRefused_isRefusedAgain() {
        for (int i = 0; i < 3; i++) {
            assertRefused(withHeader("{\"kid\":\"without alg\"}")).withMessageContaining("alg");
        }
    }

    @Test
    void certificateThumbprint_isThereIfItMayBeOneAndThereIsNoKid() {
        String thumbprint = "t".repeat(43);
        assertThat(thumbprint("\"x5t#S256\":\"" + thumbprint + "\"")).isEqualTo(thumbprint);
        assertThat(thumbprint("\"kid\":\"a\",\"x5t#S256\":\"" + thumbprint + "\""))
                .isNull();
        assertThat(thumbprint("\"kid\":null,\"x5t#S256\":\"" + thumbprint + "\""))
                .isEqualTo(thumbprint);
        assertThat(thumbprint("\"x5t#S256\":\"" + thumbprint + "=\"")).isNull();
        assertThat(thumbprint("\"x5t#S256\":[\"" + thumbprint + "\"]")).isNull();
        assertThat(thumbprint("\"x5t\":\"" + thumbprint + "\"")).isNull();
    }

    private static String thumbprint(String member) {
        return UnverifiedToken.parse(withHeader("{\"alg\":\"RS256\"," + member + "}"))
                .certificateThumbprint();
    }

    /** The beginning of a remembered one, and one that goes on behind it. */
    @Test
    void headerCutShortOrLengthened_isNotTheRememberedOne() {
        String header = segment("{\"alg\":\"RS256\",\"kid\":\"abc\"} "); // a whole number of base64 groups
        String rest = "." + segment(PAYLOAD) + ".c2ln";
        assertThat(UnverifiedToken.parse(header + rest).keyId()).isEqualTo("abc");

        assertRefused(header.substring(0, header.length() - 8) + rest);
        assertRefused(header + "AAAA" + rest);
    }

    private static String withKid(String keyId) {
        return withHeader("{\"alg\":\"RS256\",\"kid\":\"" + keyId + "\"}");
    }
}
