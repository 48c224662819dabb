package org.jwks4j.attacks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.http.GuardedTransport;
import org.jwks4j.http.HttpTransport.Request;
import org.jwks4j.http.HttpTransport.Response;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.ManualTime;

/** A service with one issuer that trusts anyone besides, and what strangers do to it: a program of its own, in a small heap. */
final class SmallHeap {
    private static final String ISSUER = "https://issuer.example.com";
    private static final int STRANGERS = 20_000;
    private static final int MANY_MEMBERS = 9_900;

    private final ManualTime time = ManualTime.start();
    private final Random random = new Random(1);
    private final FakeIssuer issuer =
            FakeIssuer.builder().clock(time.instants()).algorithms("ES256").start();
    private final String keys = issuer.jwkSet();
    private int ownRequests;

    private SmallHeap() {}

    /** Prints how many requests the issuer itself had; fails if its tokens are not served. */
    public static void main(String[] args) {
        new SmallHeap().run();
    }

    private void run() {
        try (issuer;
                KeyFetcher fetcher = KeyFetcher.builder()
                        .trust(TrustedIssuer.of(ISSUER).withJwksUri(ISSUER + "/jwks"))
                        .trustAnyIssuer()
                        .transport(request -> {
                            ownRequests++;
                            return answer(200, keys);
                        })
                        .guardedTransport(new Strangers())
                        .ticker(time.ticker())
                        .instantSource(time.instants())
                        .scheduler(time.scheduler())
                        .executor(Runnable::run)
                        .listenerExecutor(Runnable::run)
                        .build()) {
            String own = issuer.mint(Map.of("iss", ISSUER));
            for (int i = 0; i < STRANGERS; i++) {
                fetcher.getKey(token("https://s" + i + ".stranger-" + i + ".example"));
                if (i % 50 == 0) {
                    time.advance(Duration.ofMillis(500));
                    fetcher.getKey(own).join();
                }
            }
            System.out.println("own requests: " + ownRequests);
        }
    }

    private static String token(String issuer) {
        return Segments.encode("{\"alg\":\"ES256\",\"kid\":\"key-1\"}".getBytes(UTF_8)) + "."
                + Segments.encode(("{\"iss\":\"" + issuer + "\"}").getBytes(UTF_8)) + ".AAAA";
    }

    private static CompletableFuture<Response> answer(int status, String body) {
        return CompletableFuture.completedFuture(new Response(status, Map.of(), body.getBytes(UTF_8)));
    }

    private final class Strangers implements GuardedTransport {
        @Override
        public CompletableFuture<Response> get(Request request) {
            String host = request.uri().getHost();
            boolean forMetadata = request.uri().getPath().contains(".well-known");
            return switch (Integer.parseInt(host.substring(1, host.indexOf('.'))) % 8) {
                case 0 -> answer(200, forMetadata ? metadata(host, MANY_MEMBERS) : keys);
                case 1 -> answer(200, forMetadata ? metadata(host, 2_000) : keys);
                case 2 -> answer(200, forMetadata ? metadata(host, 0) : padded(1024 * 1024 - 10));
                case 3 -> answer(200, forMetadata ? metadata(host, 0) : manyKeys());
                case 4 -> answer(500, "no");
                case 5 -> new CompletableFuture<>(); // hangs
                case 6 -> answer(302, "");
                default -> answer(200, forMetadata ? metadata(host, 0) : keys);
            };
        }

        private String metadata(String host, int members) {
            StringBuilder document = new StringBuilder(
                    "{\"issuer\":\"https://" + host + "\",\"jwks_uri\":\"https://" + host + "/jwks\"");
            for (int i = 0; i < members; i++) {
                document.append(",\"")
                        .append(Integer.toString(random.nextInt(), 36))
                        .append(i)
                        .append("\":1");
            }
            return document.append('}').toString();
        }

        private String padded(int length) {
            return keys + " ".repeat(length - keys.length());
        }

        private String manyKeys() {
            String key = keys.substring(keys.indexOf('[') + 1, keys.lastIndexOf(']'));
            String padding = "x".repeat(200);
            StringBuilder all = new StringBuilder("{\"keys\":[");
            for (int i = 0; i < 64; i++) {
                all.append(i == 0 ? "" : ",").append(key.replace("key-1", "key-" + i + padding));
            }
            return all.append("]}").toString();
        }
    }
}
