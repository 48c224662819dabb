package org.jwks4j.attacks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException;

/** Text that two parsers read in two ways (RFC 8725 §2.4): we read one, the service behind us another. All is genuinely signed. */
class ParserAttackTest {
    private static final String ISS = "\"iss\":\"" + Service.ISSUER + "\"";
    private static final String CLAIMS = ISS + ",\"aud\":\"orders\",\"exp\":9999999999";
    private static final String HEADER = "\"alg\":\"ES256\"";

    private final Service service = Service.warm("ES256");

    @AfterEach
    void close() {
        service.close();
    }

    private void refusesPayload(String json) {
        service.refuses(service.token().rawPayload(json).mint(), Reason.MALFORMED_TOKEN);
        service.isUnharmed();
    }

    private void refusesHeader(String json) {
        service.refuses(service.token().rawHeader(json).mint(), Reason.MALFORMED_TOKEN);
        service.isUnharmed();
    }

    /** So that it is the attack, and nothing else, that the others are refused for. */
    @Test
    void plainJson_isRead() {
        service.accepts(service.token().rawPayload("{" + CLAIMS + "}").mint());
        service.accepts(service.token().rawHeader("{" + HEADER + "}").mint());
    }

    /** CVE-2017-12635 (CouchDB): one parser takes the first of two members, the other the last (RFC 8259 §4). */
    @Test
    void aMemberTwice_isRefused() {
        refusesPayload("{" + CLAIMS + ",\"iss\":\"https://evil.example\"}");
        refusesPayload("{\"iss\":\"https://evil.example\"," + CLAIMS + "}");
        refusesHeader("{" + HEADER + ",\"alg\":\"none\"}");
        refusesHeader("{" + HEADER + ",\"kid\":\"a\",\"kid\":\"b\"}");
    }

    /** RFC 8259 §8.3: an escaped name is the same name, to those who compare after unescaping. */
    @Test
    void anEscapedName_isRefused() {
        refusesPayload("{" + CLAIMS + ",\"\\u0069ss\":\"https://evil.example\"}");
        refusesPayload("{" + CLAIMS.replace("\"iss\"", "\"\\u0069ss\"") + "}");
        refusesHeader("{" + HEADER + ",\"\\u0061lg\":\"none\"}");
    }

    /** RFC 8259 §8.1. */
    @Test
    void aByteOrderMark_isRefused() {
        refusesPayload("\ufeff{" + CLAIMS + "}");
        refusesHeader("\ufeff{" + HEADER + "}");
    }

    /** RFC 8259 §2: one text, and nothing behind it. */
    @Test
    void trailingBytes_areRefused() {
        refusesPayload("{" + CLAIMS + "}{\"iss\":\"https://evil.example\"}");
        refusesPayload("{" + CLAIMS + "}\u0000");
        refusesHeader("{" + HEADER + "}x");
    }

    /** CVE-2025-53864 (Nimbus): depth that ends a recursive parser's stack. */
    @Test
    void deepNesting_isRefused() {
        refusesPayload("{" + CLAIMS + ",\"x\":" + "[".repeat(1000) + "]".repeat(1000) + "}");
        refusesPayload("{" + CLAIMS + ",\"x\":" + "{\"x\":".repeat(1000) + "1" + "}".repeat(1000) + "}");
    }

    /** RFC 3629 §10: a slash in two bytes, a surrogate in three, a byte of Latin-1. */
    @Test
    void invalidUtf8_isRefused() {
        for (String wrong : new String[] {"\u00c0\u00af", "\u00ed\u00a0\u0080", "\u00ff"}) {
            byte[] payload = ("{" + CLAIMS + ",\"x\":\"" + wrong + "\"}").getBytes(ISO_8859_1);
            service.refuses(service.token().rawPayload(payload).mint(), Reason.MALFORMED_TOKEN);
        }
        service.isUnharmed();
    }

    /** RFC 8259 §8.2: half of a pair, which one library keeps and the next replaces. */
    @Test
    void aLoneSurrogate_isRefused() {
        refusesPayload("{" + CLAIMS + ",\"x\":\"\\ud800\"}");
        refusesHeader("{" + HEADER + ",\"kid\":\"\\udc00\\ud800\"}");
    }

    static Stream<Arguments> ambiguousSets() {
        String keys = "{\"keys\":[]";
        return Stream.of(
                Arguments.of("keys twice", keys + ",\"keys\":[{\"kty\":\"EC\"}]}"),
                Arguments.of("a byte order mark", "\ufeff" + keys + "}"),
                Arguments.of("trailing bytes", keys + "}{}"),
                Arguments.of("depth", keys + ",\"x\":" + "[".repeat(1000) + "]".repeat(1000) + "}"));
    }

    /** RFC 7517 §4, §5, CVE-2017-12635: a set is read as strictly, and a bad one takes nothing away. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("ambiguousSets")
    void anAmbiguousSet_isRefusedAndTheLastGoodKeysStay(String attack, String document) {
        service.transport.on(Service.JWKS).respondAlways(200, document);
        Throwable failure = service.fetcher
                .refresh(Service.ISSUER)
                .handle((keys, failed) -> failed)
                .join();
        assertThat(failure).as(attack).isInstanceOf(TokenException.class);
        assertThat(((TokenException) failure).reason()).isEqualTo(Reason.INVALID_JWK_SET);
        service.accepts(service.token().mint());
    }
}
