package org.jwks4j.jwk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jwks4j.jwk.Jwks.assertSkipped;
import static org.jwks4j.jwk.Jwks.read;
import static org.jwks4j.jwk.Jwks.with;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers of published keys in the base64 that encoders write: the key that comes out is the same, and it is noted. */
final class PublishedSpellingTest {
    private static final Map<String, Object> RSA = Jwks.rsa(Jwks.generate("RSA").getPublic());
    private static final Map<String, Object> EC =
            Jwks.ec("P-256", Jwks.generateEc("secp256r1").getPublic());
    private static final Map<String, Object> OKP =
            Jwks.okp("Ed25519", Jwks.generate("Ed25519").getPublic(), 32);

    static Stream<Arguments> spellings() {
        return Stream.of(
                spelling("padded base64url", PublishedSpellingTest::padded),
                spelling(
                        "standard base64",
                        text -> padded(text).replace('-', '+').replace('_', '/')),
                spelling(
                        "standard base64 without padding",
                        text -> text.replace('-', '+').replace('_', '/')),
                spelling("MIME", PublishedSpellingTest::mime),
                spelling("a line break behind", text -> text + "\n"),
                spelling("broken lines of base64url", text -> text.substring(0, 20) + "\r\n" + text.substring(20)));
    }

    private static Arguments spelling(String name, UnaryOperator<String> spelling) {
        return Arguments.argumentSet(name, spelling);
    }

    private static String padded(String base64Url) {
        return base64Url + "=".repeat((4 - base64Url.length() % 4) % 4);
    }

    private static String mime(String base64Url) {
        byte[] octets = Base64.getUrlDecoder().decode(base64Url);
        return Base64.getMimeEncoder(30, new byte[] {'\n'}).encodeToString(octets);
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void number_isReadAndNoted(UnaryOperator<String> spelling) {
        assertReadAs(RSA, "n", spelling);
        assertReadAs(EC, "x", spelling);
        assertReadAs(EC, "y", spelling);
        assertReadAs(OKP, "x", spelling);
    }

    private static void assertReadAs(Map<String, Object> jwk, String name, UnaryOperator<String> spelling) {
        String spelled = spelling.apply((String) jwk.get(name));
        if (spelled.equals(jwk.get(name))) {
            return; // this number has none of the letters that tell the alphabets apart
        }
        Jwk read = read(with(jwk, name, spelled));

        assertThat(read).isEqualTo(read(jwk)).hasSameHashCodeAs(read(jwk));
        assertThat(read.toJson()).isEqualTo(read(jwk).toJson());
        assertThat(read.publicKey()).isEqualTo(read(jwk).publicKey());
        assertThat(read.notes())
                .containsExactly(
                        name + " has padding, line breaks or the standard base64 alphabet instead of base64url");
    }

    @Test
    void exponent_isReadInEachSpelling() {
        for (String spelled : List.of("AQAB", "AQAB\n", "AQ\r\nAB", "AAEAAQ==", "AAEAAQ")) {
            assertThat(read(with(RSA, "e", spelled))).as(spelled).isEqualTo(read(RSA));
        }
        assertThat(read(with(RSA, "e", "Aw==")).toJson().string("e")).hasValue("Aw");
        assertThat(read(with(RSA, "e", "//8D")).toJson().string("e")).hasValue("__8D");
    }

    @Test
    void notes_areOneForEachFault() {
        Jwk jwk = read(with(with(RSA, "e", "AAEAAQ=="), "x5c", List.of()));

        assertThat(jwk.notes())
                .containsExactly(
                        "e has padding, line breaks or the standard base64 alphabet instead of base64url",
                        "e begins with a zero octet",
                        "x5c is empty");
        assertThat(jwk.notes()).isUnmodifiable();
    }

    @Test
    void mixedAlphabetsSpacesAndTrailingBits_areMalformed() {
        for (String spelled :
                List.of("+_8D", "/-8D", "AQAB ", "AQ AB", "AQ\tAB", "AQ\u000bAB", "AR==", "AQAB=", "A===")) {
            assertSkipped(with(RSA, "e", spelled), SkipReason.MALFORMED, "e is ");
        }
    }
}
