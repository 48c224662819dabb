package org.jwks4j.fetcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jwks4j.http.GuardedTransport;
import org.jwks4j.testkit.ManualTime;

/** A network on manual time that takes a while for each request: {@code least} to {@code most}, by turns. */
public final class SlowNetwork implements GuardedTransport {
    private final ManualTime time;
    private final Duration least;
    private final Duration most;
    private final Function<URI, Response> site;
    private final List<URI> requests = new ArrayList<>();

    public SlowNetwork(ManualTime time, Duration least, Duration most, Function<URI, Response> site) {
        this.time = time;
        this.least = least;
        this.most = most;
        this.site = site;
    }

    public static Response ok(String body) {
        return new Response(200, Map.of(), body.getBytes(UTF_8));
    }

    public static Response notFound() {
        return new Response(404, Map.of(), new byte[0]);
    }

    /** How many there were so far. */
    public int requests() {
        return requests.size();
    }

    @Override
    public CompletableFuture<Response> get(Request request) {
        requests.add(request.uri());
        Duration steps = most.minus(least).dividedBy(10);
        Duration takes = least.plus(steps.multipliedBy(requests.size() % 11));
        CompletableFuture<Response> answer = new CompletableFuture<>();
        var unused = time.scheduler()
                .schedule(() -> answer.complete(site.apply(request.uri())), takes.toNanos(), TimeUnit.NANOSECONDS);
        return answer;
    }
}
