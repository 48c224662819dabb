package org.jwks4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.jwks4j.http.HttpTransport.Request;
import org.jwks4j.http.HttpTransport.Response;

final class ScriptedTransportTest {
    private static final URI KEYS = URI.create("https://issuer.example/jwks");

    private final ScriptedTransport transport = new ScriptedTransport();

    @Test
    void respond_givesStatusBodyAndHeaders() {
        transport.on(KEYS).respond(200, "{}", "ETag", "\"1\"", "Vary", "a", "Vary", "b");

        Response response = get(KEYS).join();

        assertThat(response.status()).isEqualTo(200);
        assertThat(text(response)).isEqualTo("{}");
        assertThat(response.header("etag")).hasValue("\"1\"");
        assertThat(response.headers()).containsEntry("Vary", List.of("a", "b"));
    }

    @Test
    void answers_comeInOrder_thenTheLastingOne() {
        IOException failure = new IOException("reset");
        transport
                .on(KEYS)
                .respondAlways(304, "")
                .respond(200, "first")
                .fail(failure)
                .respond(503, "");

        assertThat(text(get(KEYS).join())).isEqualTo("first");
        assertThat(get(KEYS)).failsWithin(Duration.ZERO).withThrowableThat().withCause(failure);
        assertThat(get(KEYS).join().status()).isEqualTo(503);
        assertThat(get(KEYS).join().status()).isEqualTo(304);
        assertThat(get(KEYS).join().status()).isEqualTo(304);
    }

    @Test
    void failAlways_failsEachRequest() {
        transport.on("https://issuer.example/jwks").failAlways(new IOException("down"));

        assertThat(get(KEYS)).isCompletedExceptionally();
        assertThat(get(KEYS)).isCompletedExceptionally();
    }

    @Test
    void unscripted_failsAndIsRemembered() {
        transport.on(KEYS).respond(200, "once");
        get(KEYS).join();

        assertThat(get(KEYS))
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withMessageContaining("no answer is scripted for GET \"" + KEYS);
        assertThat(get(URI.create("https://other.example/"))).isCompletedExceptionally();
        assertThat(transport.unscriptedRequests())
                .extracting(Request::uri)
                .containsExactly(KEYS, URI.create("https://other.example/"));
    }

    @Test
    void requests_areRecordedInOrder() {
        URI metadata = URI.create("https://issuer.example/.well-known/openid-configuration");
        transport.on(KEYS).respondAlways(200, "");
        transport.on(metadata).respondAlways(200, "");

        get(metadata).join();
        get(KEYS).join();

        assertThat(transport.requests()).extracting(Request::uri).containsExactly(metadata, KEYS);
        assertThat(transport.requests(KEYS)).hasSize(1);
    }

    @Test
    void hold_letsTheTestAnswerTheNewerRequestFirst() {
        HeldResponse older = transport.on(KEYS).hold();
        HeldResponse newer = transport.on(KEYS).hold();
        List<String> completed = new ArrayList<>();
        CompletableFuture<?> first = get(KEYS).thenAccept(response -> completed.add(text(response)));
        CompletableFuture<?> second = get(KEYS).thenAccept(response -> completed.add(text(response)));
        assertThat(transport.pending()).containsExactly(older, newer);

        newer.respond(200, "new");
        assertThat(transport.pending()).containsExactly(older);
        older.respond(200, "old");

        assertThat(completed).containsExactly("new", "old");
        assertThat(transport.pending()).isEmpty();
        assertThat(first).isCompleted();
        assertThat(second).isCompleted();
    }

    @Test
    void hold_completedBeforeItIsAskedFor_answersAtOnce() {
        HeldResponse held = transport.on(KEYS).hold();
        assertThat(held.isRequested()).isFalse();
        assertThatIllegalStateException().isThrownBy(held::request);

        held.fail(new IOException("down"));

        assertThat(get(KEYS)).isCompletedExceptionally();
        assertThat(held.isRequested()).isTrue();
        assertThat(held.request().uri()).isEqualTo(KEYS);
    }

    @Test
    void hold_completedTwice_isRefused() {
        HeldResponse held = transport.on(KEYS).hold();
        held.respond(200, "");

        assertThatIllegalStateException().isThrownBy(() -> held.respond(200, ""));
    }

    @Test
    void hold_givenUpByWhoAsked_isCancelled() {
        HeldResponse held = transport.on(KEYS).hold();

        get(KEYS).cancel(true);

        assertThat(held.isCancelled()).isTrue();
        assertThat(transport.pending()).isEmpty();
    }

    @Test
    void headers_withoutValue_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> transport.on(KEYS).respond(200, "", "ETag"));
    }

    private CompletableFuture<Response> get(URI uri) {
        return transport.get(new Request(uri, Map.of(), Duration.ofSeconds(1), 1000));
    }

    private static String text(Response response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
