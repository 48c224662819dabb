package org.jwks4j;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.http.HttpTransport.Request;
import org.jwks4j.http.HttpTransport.Response;
import org.jwks4j.store.SharedStore;

/** Nodes that share a store, an issuer that takes 100 ms for an answer, and time that a test moves by hand. */
final class Fleet implements AutoCloseable {
    static final String ISSUER = "https://issuer.example.com";
    static final String METADATA = ISSUER + "/.well-known/openid-configuration";
    static final Duration AN_ANSWER = Duration.ofMillis(100);
    private static final byte[] SECRET = "a secret of the fleet, 32 bytes long".getBytes(UTF_8);

    final VirtualTime time = new VirtualTime();
    final MemoryStore store = new MemoryStore(time);
    final List<KeyFetcher> nodes = new ArrayList<>();
    final List<String> requests = new ArrayList<>();
    boolean issuerIsDown;
    boolean issuerHangs;

    /** Whether an answer has the keys of when it was asked for, and not of when it comes. */
    boolean issuerDecidesAtOnce;

    Duration cacheAge = Duration.ZERO;
    private String keys = "";

    Fleet() {
        publishes("one");
    }

    static Fleet of(int nodes) {
        Fleet fleet = new Fleet();
        for (int i = 0; i < nodes; i++) {
            fleet.node();
        }
        return fleet;
    }

    /** All nodes with keys, and a while later than that. */
    static Fleet warm(int nodes) {
        Fleet fleet = of(nodes);
        fleet.allAsk("one");
        fleet.after(Duration.ofSeconds(10)).requests.clear();
        return fleet;
    }

    void publishes(String... keyIds) {
        keys = Stream.of(keyIds)
                .map(id -> PublishedKeys.named(id.equals("one") ? PublishedKeys.EC : PublishedKeys.OTHER_EC, id) + "}")
                .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    SharedStore shared() {
        return SharedStore.of(store).withSecrets(SECRET);
    }

    KeyFetcher node() {
        return node(shared(), Duration.ZERO);
    }

    /** @param clockAhead how much too late its wall clock is */
    KeyFetcher node(SharedStore shared, Duration clockAhead) {
        return node(KeyFetcher.builder().trust(ISSUER).sharedStore(shared), clockAhead);
    }

    KeyFetcher node(KeyFetcherBuilder builder, Duration clockAhead) {
        KeyFetcher node = builder.transport(this::answer)
                .ticker(time::nanos)
                .instantSource(() -> time.instant().plus(clockAhead))
                .scheduler(time)
                .executor(Runnable::run)
                .listenerExecutor(Runnable::run)
                .random(new SplittableRandom(nodes.size()))
                .build();
        nodes.add(node);
        return node;
    }

    private CompletableFuture<Response> answer(Request request) {
        requests.add(request.uri().toString());
        CompletableFuture<Response> answer = new CompletableFuture<>();
        if (issuerHangs) {
            return answer;
        }
        String asked = keys;
        time.schedule(
                () -> give(request, answer, issuerDecidesAtOnce ? asked : keys),
                AN_ANSWER.toNanos(),
                TimeUnit.NANOSECONDS);
        return answer;
    }

    private void give(Request request, CompletableFuture<Response> answer, String published) {
        String etag = "\"" + published.hashCode() + "\"";
        Map<String, List<String>> headers = Map.of(
                "etag",
                List.of(etag),
                "cache-control",
                List.of("max-age=600"),
                "age",
                List.of(Long.toString(cacheAge.toSeconds())));
        if (issuerIsDown) {
            answer.completeExceptionally(new ConnectException("refused"));
        } else if (etag.equals(request.headers().get("If-None-Match"))) {
            answer.complete(new Response(304, headers, new byte[0]));
        } else if (request.uri().toString().contains(".well-known")) {
            String issuer = request.uri().resolve("/").toString().replaceFirst("/$", "");
            answer.complete(new Response(
                    200,
                    Map.of(),
                    ("{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + issuer + "/jwks\"}").getBytes(UTF_8)));
        } else {
            answer.complete(new Response(200, headers, published.getBytes(UTF_8)));
        }
    }

    List<CompletableFuture<VerificationKey>> allAsk(String keyId) {
        return nodes.stream().map(node -> node.getKey(ISSUER, keyId)).toList();
    }

    Fleet after(Duration duration) {
        time.advance(duration);
        return this;
    }

    long keyRequests() {
        return requests.stream().filter(uri -> uri.endsWith("/jwks")).count();
    }

    static Duration age(KeyFetcher node) {
        return node.status().get(0).age().orElseThrow();
    }

    static Instant fetchedAt(KeyFetcher node) {
        return node.export(ISSUER).orElseThrow().fetchedAt();
    }

    static List<String> keyIds(KeyFetcher node) {
        return node.export(ISSUER).orElseThrow().jwkSet().keys().stream()
                .map(key -> key.keyId().orElse(null))
                .toList();
    }

    static boolean areAllHad(List<CompletableFuture<VerificationKey>> answers) {
        return answers.stream().allMatch(answer -> answer.isDone() && !answer.isCompletedExceptionally());
    }

    static KeyFetchException failureOf(CompletableFuture<?> answer) {
        return (KeyFetchException) answer.handle((value, failure) -> failure).getNow(null);
    }

    @Override
    public void close() {
        nodes.forEach(KeyFetcher::close);
    }
}
