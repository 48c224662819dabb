package org.jwks4j.monitoring;

import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jwks4j.http.HttpTransport;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.ManualTime;

/**
 * The way to an issuer that is away for seven hours, as in the simulation's chapter of outages: well for an hour, then for two
 * hours connections are refused, for one they hang, and from then on it answers 503 until it is back.
 */
final class Outage implements HttpTransport {
    static final Duration BEGIN = Duration.ofHours(1);
    static final Duration HANGING = Duration.ofHours(3);
    static final Duration UNAVAILABLE = Duration.ofHours(4);
    static final Duration END = Duration.ofHours(8);
    static final Duration OVER = Duration.ofHours(9);

    private static final Duration ROUND_TRIP = Duration.ofMillis(40);

    private final FakeIssuer issuer;
    private final ManualTime time;
    private final long start;

    Outage(FakeIssuer issuer, ManualTime time) {
        this.issuer = issuer;
        this.time = time;
        this.start = time.ticker().getAsLong();
    }

    Duration elapsed() {
        return Duration.ofNanos(time.ticker().getAsLong() - start);
    }

    @Override
    public CompletableFuture<Response> get(Request request) {
        CompletableFuture<Response> answer = new CompletableFuture<>();
        if (isWithin(BEGIN, HANGING)) {
            answer.completeExceptionally(new ConnectException("refused"));
        } else if (!isWithin(HANGING, UNAVAILABLE)) {
            Response response = isWithin(UNAVAILABLE, END) ? unavailable() : document(request.uri());
            time.scheduler().schedule(() -> answer.complete(response), ROUND_TRIP.toMillis(), TimeUnit.MILLISECONDS);
        }
        return answer;
    }

    private boolean isWithin(Duration from, Duration to) {
        return elapsed().compareTo(from) >= 0 && elapsed().compareTo(to) < 0;
    }

    private static Response unavailable() {
        return new Response(503, Map.of("Retry-After", List.of("120")), new byte[0]);
    }

    private Response document(URI uri) {
        String json = uri.equals(issuer.jwksUri())
                ? issuer.jwkSet()
                : "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(issuer.issuer(), issuer.jwksUri());
        return new Response(
                200,
                Map.of("Content-Type", List.of("application/json"), "Cache-Control", List.of("max-age=600")),
                json.getBytes(StandardCharsets.UTF_8));
    }
}
