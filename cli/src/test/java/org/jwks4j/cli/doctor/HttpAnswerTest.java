package org.jwks4j.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.http.HttpTransport.BodyTooLargeException;
import org.jwks4j.http.HttpTransport.Response;

class HttpAnswerTest {
    @Test
    void bodyOfAnAnnouncedLength_isRead() throws IOException {
        Response response = read("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nX: a\r\nx: b\r\n\r\nabcd");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("X")).contains("a, b");
        assertThat(response.body()).asString().isEqualTo("abc");
    }

    @Test
    void bodyInChunks_isRead() throws IOException {
        Response response = read(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n");

        assertThat(response.body()).asString().isEqualTo("abc0123456789");
    }

    @Test
    void bodyUpToTheEnd_isRead() throws IOException {
        assertThat(read("HTTP/1.0 404\n\nnone").body()).asString().isEqualTo("none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip", "GZIP"})
    void gzip_isDecoded(String coding) throws IOException {
        byte[] body = gzipped("{\"keys\":[]}");
        assertThat(read(coding, body).body()).asString().isEqualTo("{\"keys\":[]}");
        assertThat(read(coding, body).header("content-encoding")).contains(coding);
    }

    @Test
    void bodyThatIsPlainAlthoughItSaysGzip_isRead() throws IOException {
        assertThat(read("gzip", "{}".getBytes(StandardCharsets.US_ASCII)).body())
                .asString()
                .isEqualTo("{}");
    }

    @Test
    void otherCodings_failAsInAService() throws IOException {
        byte[] body = gzipped("{}");
        assertThatThrownBy(() -> read("br", body)).hasMessageContaining("the content coding \"br\"");
    }

    @Test
    void codingOfAnErrorPage_hidesNoStatus() throws IOException {
        assertThat(read("HTTP/1.1 404 Not Found\r\nContent-Encoding: br\r\n\r\nxyz")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void gzipOfMoreThanIsRead_fails() throws IOException {
        byte[] body = gzipped("x".repeat(HttpAnswer.MAX_BODY_BYTES + 1));
        assertThatThrownBy(() -> read("gzip", body)).isInstanceOf(BodyTooLargeException.class);
    }

    @Test
    void gzipThatIsCutOff_fails() throws IOException {
        byte[] body = gzipped("{\"keys\":[]}");
        assertThatThrownBy(() -> read("gzip", Arrays.copyOf(body, body.length / 2)))
                .isInstanceOf(IOException.class)
                .hasMessage("the body says that it is gzip, and is cut off or none");
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304})
    void statusWithoutABody_hasNone(int status) throws IOException {
        assertThat(read("HTTP/1.1 " + status + " x\r\nContent-Length: 5\r\n\r\n")
                        .body())
                .isEmpty();
    }

    @Test
    void nothing_isToldFromSomethingBroken() {
        assertThatThrownBy(() -> read("")).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> read("HTTP/1.1 2")).isNotInstanceOf(EOFException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n\r\n",
                "HTTP/2 200\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc",
                "HTTP/1.1 200 OK\r\nX: y"
            })
    void brokenAnswer_fails(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
    }

    @Test
    void endlessHeaders_areNotReadToTheEnd() {
        assertThatThrownBy(() -> read("HTTP/1.1 200 OK\r\nX: " + "x".repeat(70_000)))
                .hasMessageContaining("longer than 65536");
        assertThatThrownBy(() -> read("HTTP/1.1 200 OK\r\n" + "X: x\r\n".repeat(20_000)))
                .hasMessageContaining("longer than 65536");
    }

    private static Response read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Response read(String contentEncoding, byte[] body) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.writeBytes(("HTTP/1.1 200 OK\r\nContent-Encoding: " + contentEncoding + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        answer.writeBytes(body);
        return read(answer.toByteArray());
    }

    private static Response read(byte[] answer) throws IOException {
        return HttpAnswer.readHead(new ByteArrayInputStream(answer)).readBody();
    }

    private static byte[] gzipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.US_ASCII));
        }
        return bytes.toByteArray();
    }
}
