package org.jwks4j.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jwks4j.http.Exchanges.await;
import static org.jwks4j.http.Exchanges.failureOf;
import static org.jwks4j.http.Exchanges.to;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.http.HttpTransport.BodyTooLargeException;
import org.jwks4j.http.HttpTransport.Response;

/** Servers that misbehave: each exchange ends, in its time and within its bytes, and so does its connection. */
public abstract class HttpTransportLimitsContract {
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    private HttpTransport transport;

    /** The transport under test; it may ask plain http on loopback. */
    protected abstract HttpTransport create();

    @BeforeEach
    void open() {
        transport = create();
    }

    @AfterEach
    void close() {
        transport.close();
    }

    private static String withLength(int length) {
        return OK + "Content-Length: " + length + "\r\n\r\n" + "x".repeat(length);
    }

    private static String inChunks(int chunk, int times) {
        String one = Integer.toHexString(chunk) + "\r\n" + "x".repeat(chunk) + "\r\n";
        return OK + "Transfer-Encoding: chunked\r\n\r\n" + one.repeat(times) + "0\r\n\r\n";
    }

    private static String untilTheEnd(int length) {
        return OK + "Connection: close\r\n\r\n" + "x".repeat(length);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 100_000})
    void bodyOfExactlyTheBound_isRead(int length) throws IOException {
        for (String answer : new String[] {withLength(length), inChunks(1, length), untilTheEnd(length)}) {
            try (RawServer server = RawServer.sendingAndClosing(answer)) {
                assertThat(await(transport.get(to(server.uri(), length))).body())
                        .hasSize(length);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 100_000})
    void bodyOfOneByteMore_isRefusedAndTheConnectionEnds(int bound) throws IOException {
        for (String answer : new String[] {withLength(bound + 1), inChunks(1, bound + 1), untilTheEnd(bound + 1)}) {
            try (RawServer server = RawServer.sending(answer)) {
                assertThat(failureOf(transport.get(to(server.uri(), bound))))
                        .isInstanceOf(BodyTooLargeException.class)
                        .hasMessageContaining(String.valueOf(bound));
                await(server.ended());
            }
        }
    }

    @Test
    void announcedLengthBeyondTheBound_isRefusedBeforeTheBodyComes() throws IOException {
        try (RawServer server = RawServer.sending(OK + "Content-Length: 101\r\n\r\n")) {
            assertThat(failureOf(transport.get(to(server.uri(), 100)))).isInstanceOf(BodyTooLargeException.class);
            await(server.ended());
        }
    }

    @Test
    void endlessBody_isRefusedAtTheBound() throws IOException {
        byte[] chunk = ("1000\r\n" + "x".repeat(0x1000) + "\r\n").getBytes(US_ASCII);
        try (RawServer server = RawServer.running((out, connection) -> {
            out.write((OK + "Transfer-Encoding: chunked\r\n\r\n").getBytes(US_ASCII));
            while (true) {
                out.write(chunk);
            }
        })) {
            assertThat(failureOf(transport.get(to(server.uri())))).isInstanceOf(BodyTooLargeException.class);
            await(server.ended());
        }
    }

    @Test
    void endlessHeader_isGivenUp() throws IOException {
        byte[] line = ("X: " + "x".repeat(1000) + "\r\n").getBytes(US_ASCII);
        try (RawServer server = RawServer.running((out, connection) -> {
            out.write(OK.getBytes(US_ASCII));
            while (true) {
                out.write(line);
            }
        })) {
            assertThat(failureOf(transport.get(to(server.uri(), SHORT))))
                    .isInstanceOfAny(IOException.class, TimeoutException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nxxxxxxxxx",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nxxxxx\r\n",
                "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nx",
                "HTTP/1.1 404 Not Found\r\nContent-Length: 10\r\n\r\nx",
                "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic\r\nContent-Length: 10\r\n\r\nx",
                "HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 10\r\n\r\nx",
                "HTTP/1.1 100 Continue\r\n\r\n"
            })
    void silence_endsAtTheTimeoutWhereverItBegins(String answer) throws IOException {
        try (RawServer server = RawServer.sending(answer)) {
            assertThat(failureOf(transport.get(to(server.uri(), SHORT))))
                    .isInstanceOfAny(TimeoutException.class, HttpTimeoutException.class);
            await(server.ended());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nxxxxx"})
    void cancelledExchange_endsItsConnection(String answer) throws IOException {
        try (RawServer server = RawServer.sending(answer)) {
            CompletableFuture<Response> exchange = transport.get(to(server.uri()));
            await(server.requestHead());

            exchange.cancel(true);

            await(server.ended());
            assertThat(exchange).isCompletedExceptionally();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HELLO\r\n\r\n",
                "HTTP/1.1 abc\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nxxxxx",
                "HTTP/1.1 200 OK\r\nContent-Length: abc\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nxx"
            })
    void brokenAnswer_failsWithAnIoException(String answer) throws IOException {
        try (RawServer server = RawServer.sendingAndClosing(answer)) {
            assertThat(failureOf(transport.get(to(server.uri())))).isInstanceOf(IOException.class);
        }
    }

    @Test
    void bodyOfAnotherExchange_isUntouchedByACancelledOne() throws IOException {
        try (RawServer silent = RawServer.sending("");
                RawServer answering = RawServer.sendingAndClosing(withLength(5))) {
            CompletableFuture<Response> cancelled = transport.get(to(silent.uri()));
            CompletableFuture<Response> answered = transport.get(to(answering.uri()));

            cancelled.cancel(true);

            assertThat(await(answered).body()).hasSize(5);
        }
    }

    @Test
    void afterAnAnswer_theNextRequestIsAnswered() throws IOException {
        try (RawServer server = RawServer.sending(withLength(5))) {
            for (int i = 0; i < 50; i++) {
                try (RawServer other = RawServer.sending(withLength(5))) {
                    assertThat(await(transport.get(to(other.uri()))).body()).hasSize(5);
                }
            }
            assertThat(await(transport.get(to(server.uri()))).body()).hasSize(5);
        }
    }

    @Test
    void close_endsWhatIsStillOpen() throws IOException {
        HttpTransport closed = create();
        try (RawServer server = RawServer.sending("")) {
            CompletableFuture<Response> answer = closed.get(to(server.uri()));
            await(server.requestHead());

            closed.close();

            assertThat(answer).isDone();
            await(server.ended());
        }
    }
}
