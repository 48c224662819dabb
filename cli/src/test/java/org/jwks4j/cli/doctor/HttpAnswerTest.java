package org.jwks4j.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
        return HttpAnswer.readHead(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)))
                .readBody();
    }
}
