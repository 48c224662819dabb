package org.jwks4j.transport.httpclient5;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jwks4j.http.Exchanges.await;
import static org.jwks4j.http.Exchanges.failureOf;
import static org.jwks4j.http.Exchanges.to;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jwks4j.http.HttpTransport;
import org.jwks4j.http.HttpTransportLimitsContract;
import org.jwks4j.http.RawServer;

final class GuardedHttpTransportLimitsTest extends HttpTransportLimitsContract {
    @Override
    protected HttpTransport create() {
        return Loopback.reachingAll();
    }

    /** A semicolon stands for the end of a line. */
    @ParameterizedTest
    @CsvSource({
        "'HTTP/1.1 200 OK;', 'X: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy;'",
        "'HTTP/1.1 200 OK;X: ', yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy",
        "'HTTP/1.1 200 OK;X: y;', ' yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy;'",
        "'HTTP/1.1 200 ', yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy",
        "'', 'HTTP/1.1 103 Early Hints;;'",
        "'', ';;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;'",
        "'HTTP/1.1 200 OK;Transfer-Encoding: chunked;;0;', 'X: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy;'",
        "'HTTP/1.1 200 OK;Transfer-Encoding: chunked;;1', 0000000000000000000000000000000",
        "'HTTP/1.1 200 OK;Transfer-Encoding: chunked;;1;y', ';;;;;;;;;;;;;;;;;;;;;;;;;;;'"
    })
    void endlessText_isGivenUpAndItsConnectionEnds(String beginning, String forEver) throws IOException {
        byte[] more = lines(forEver.repeat(30));
        try (HttpTransport transport = create();
                RawServer server = RawServer.running((out, connection) -> {
                    out.write(lines(beginning));
                    while (true) {
                        out.write(more);
                    }
                })) {
            assertThat(failureOf(transport.get(to(server.uri(), Duration.ofMillis(200)))))
                    .isInstanceOfAny(IOException.class, TimeoutException.class);
            await(server.ended());
        }
    }

    private static byte[] lines(String text) {
        return text.replace(";", "\r\n").getBytes(US_ASCII);
    }

    @Test
    void brokenAnswer_isNotQuotedInTheFailure() throws IOException {
        try (HttpTransport transport = create();
                RawServer server = RawServer.sendingAndClosing("EVIL\u001b[2J evil\r\n\r\n")) {
            assertThat(failureOf(transport.get(to(server.uri()))))
                    .isInstanceOf(IOException.class)
                    .hasNoCause()
                    .message()
                    .doesNotContainIgnoringCase("evil");
        }
    }
}
