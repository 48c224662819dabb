package org.jwks4j.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.http.HttpTransport.BodyTooLargeException;
import org.jwks4j.http.HttpTransport.Response;

/** Bodies in a coding that was not asked for. */
final class ContentCodingTest {
    private static final byte[] PLAIN = "{\"keys\":[]}".getBytes(UTF_8);
    private static final int ROOMY = 1_000;

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static byte[] decoded(byte[] body, int maxBytes, String... codings) throws IOException {
        return ContentCoding.decoded(new Response(200, Map.of("content-encoding", List.of(codings)), body), maxBytes);
    }

    @Test
    void withoutTheHeader_theBodyIsItself() throws IOException {
        assertThat(ContentCoding.decoded(new Response(200, Map.of(), PLAIN), ROOMY))
                .isEqualTo(PLAIN);
        byte[] gzip = gzip(PLAIN);
        assertThat(ContentCoding.decoded(new Response(200, Map.of(), gzip), ROOMY))
                .isEqualTo(gzip);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "identity",
                "Identity",
                "identity, identity",
                "",
                " ",
                ",",
                "UTF-8",
                "utf8",
                "none",
                "json",
                "7bit",
                "identity, none",
                "none, utf-8"
            })
    void oddValueOverAPlainBody_isIdentity(String coding) throws IOException {
        assertThat(decoded(PLAIN, ROOMY, coding)).isEqualTo(PLAIN);
        assertThat(decoded(PLAIN, ROOMY, "identity", coding)).isEqualTo(PLAIN);
        byte[] indented = joined(new byte[] {' ', '\t', '\r', '\n'}, PLAIN);
        assertThat(decoded(indented, ROOMY, coding)).isEqualTo(indented);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "x-gzip", "identity, gzip", " gzip ,"})
    void gzip_isDecoded(String coding) throws IOException {
        assertThat(decoded(gzip(PLAIN), ROOMY, coding)).isEqualTo(PLAIN);
    }

    @Test
    void plainBodyThatSaysGzip_isItself() throws IOException {
        assertThat(decoded(PLAIN, ROOMY, "gzip")).isEqualTo(PLAIN);
        byte[] html = "<html>".getBytes(UTF_8);
        assertThat(decoded(html, ROOMY, "gzip")).isEqualTo(html);
    }

    /** RFC 1952 §2.2. */
    @Test
    void gzipMembersInARow_areOneBody() throws IOException {
        byte[] one = Arrays.copyOf(PLAIN, 4);
        byte[] rest = Arrays.copyOfRange(PLAIN, 4, PLAIN.length);

        assertThat(decoded(joined(gzip(one), gzip(new byte[0]), gzip(rest)), ROOMY, "gzip"))
                .isEqualTo(PLAIN);
    }

    @Test
    void decodedBody_isHeldToTheBound() throws IOException {
        byte[] spaces = new byte[ROOMY];
        assertThat(decoded(gzip(spaces), ROOMY, "gzip")).hasSize(ROOMY);
        assertThat(decoded(joined(gzip(new byte[ROOMY / 2]), gzip(new byte[ROOMY / 2])), ROOMY, "gzip"))
                .hasSize(ROOMY);
        for (byte[] bomb : List.of(
                gzip(new byte[ROOMY + 1]), gzip(new byte[50_000_000]), joined(gzip(spaces), gzip(new byte[1])))) {
            assertThatExceptionOfType(BodyTooLargeException.class)
                    .isThrownBy(() -> decoded(bomb, ROOMY, "gzip"))
                    .withMessageContaining("1000");
        }
        assertThatExceptionOfType(BodyTooLargeException.class)
                .isThrownBy(() -> decoded(PLAIN, PLAIN.length - 1, "identity"));
    }

    @Test
    void brokenGzip_isUnsupported() {
        byte[] whole = gzip(PLAIN);
        byte[] wrongSum = whole.clone();
        wrongSum[whole.length - 5] ^= 1;
        for (byte[] broken : List.of(
                new byte[0],
                Arrays.copyOf(whole, 1),
                Arrays.copyOf(whole, 10),
                Arrays.copyOf(whole, whole.length - 1),
                Arrays.copyOf(whole, whole.length - 9),
                wrongSum,
                new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 7, 7, 7})) {
            assertThatExceptionOfType(UnsupportedCodingException.class)
                    .isThrownBy(() -> decoded(broken, ROOMY, "gzip"))
                    .withMessageContaining("cut off");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"br", "BR", "zstd", "deflate", "compress", "gzip, br", "br, gzip", "gzip, gzip", "identity, br"})
    void otherCoding_isUnsupportedWhateverTheBodyLooksLike(String coding) {
        for (byte[] body : List.of(PLAIN, gzip(PLAIN), new byte[0])) {
            assertThatExceptionOfType(UnsupportedCodingException.class)
                    .isThrownBy(() -> decoded(body, ROOMY, coding))
                    .withMessageContaining("although only identity was accepted");
        }
    }

    @Test
    void oddValueOverWhatIsNoText_isUnsupportedAndQuoted() {
        assertThatExceptionOfType(UnsupportedCodingException.class)
                .isThrownBy(() -> decoded(gzip(PLAIN), ROOMY, "x\u001b[31m"))
                .withMessageContaining("\"x\\u001b[31m\"");
    }
}
