package org.jwks4j.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.jwks4j.http.HttpTransport.Request;
import org.jwks4j.http.HttpTransport.Response;

class ClosableRequestsTest {
    private static final Request REQUEST =
            new Request(URI.create("https://issuer.example.com/jwks"), Map.of(), Duration.ofSeconds(1), 1_000);

    private final ClosableRequests requests = new ClosableRequests();
    private final CompletableFuture<Response> sent = new CompletableFuture<>();

    private static Throwable failureOf(CompletableFuture<Response> answer) {
        assertThat(answer).isCompletedExceptionally();
        return Futures.unwrapped(answer.handle((response, failure) -> failure).join());
    }

    @Test
    void onceClosed_nothingIsSent() {
        requests.close();
        assertThat(failureOf(requests.to(request -> sent).get(REQUEST))).isInstanceOf(ClosedException.class);
        assertThat(sent).isNotDone();
    }

    /** The caller is told that the fetcher was closed, and not that the issuer cannot be reached. */
    @Test
    void aRequestThatIsSentDuringTheEnd_isCancelled_andFailsAsClosed() {
        CompletableFuture<Response> answer = requests.to(request -> {
                    requests.close();
                    requests.cancelAll();
                    return sent;
                })
                .get(REQUEST);
        assertThat(failureOf(answer)).isInstanceOf(ClosedException.class);
        assertThat(sent).isCancelled();
    }

    @Test
    void whatIsUnderWay_isCancelledInTheEnd() {
        CompletableFuture<Response> answer = requests.to(request -> sent).get(REQUEST);
        requests.close();
        assertThat(answer).isNotDone();
        requests.cancelAll();
        assertThat(answer).isCancelled();
    }
}
