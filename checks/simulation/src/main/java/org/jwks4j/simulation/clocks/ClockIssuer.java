package org.jwks4j.simulation.clocks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.jwks4j.http.HttpTransport.Response;
import org.jwks4j.simulation.world.KeyMaterial;

/** An issuer that rotates, and is down now and then. */
final class ClockIssuer {
    private static final List<Integer> LIFETIMES = List.of(300, 600, 3_600);

    private final int number;
    private final SplittableRandom random;
    private final Map<String, KeyMaterial> keys = new LinkedHashMap<>();
    private Trouble trouble = Trouble.NONE;
    private int lifetimeSeconds;
    private int keysMade;

    ClockIssuer(int number, SplittableRandom random) {
        this.number = number;
        this.random = random;
        this.lifetimeSeconds = LIFETIMES.get(random.nextInt(LIFETIMES.size()));
        publishes();
    }

    String name() {
        return "https://issuer" + number + ".example";
    }

    String newest() {
        return "k" + (keysMade - 1);
    }

    /** A key ID that it has or had, or, now and then, one that never was. */
    String someKeyId() {
        return switch (random.nextInt(8)) {
            case 0 -> "invented" + random.nextInt(50);
            case 1, 2 -> "k" + random.nextInt(keysMade);
            default -> newest();
        };
    }

    /** Something happens to it; says what. */
    String changes() {
        return switch (random.nextInt(6)) {
            case 0 -> publishes();
            case 1, 2 -> {
                String published = publishes();
                String oldest = keys.keySet().iterator().next();
                keys.remove(oldest);
                yield published + " and withdraws " + oldest;
            }
            case 3, 4 -> {
                trouble = trouble == Trouble.NONE ? Trouble.values()[1 + random.nextInt(3)] : Trouble.NONE;
                yield "has trouble: " + trouble;
            }
            default -> {
                lifetimeSeconds = LIFETIMES.get(random.nextInt(LIFETIMES.size()));
                yield "is fresh for " + lifetimeSeconds + " s";
            }
        };
    }

    private String publishes() {
        String keyId = "k" + keysMade++;
        keys.put(keyId, KeyMaterial.of(number * 40 + keysMade));
        return "publishes " + keyId;
    }

    Answer answer() {
        return switch (trouble) {
            case NONE -> answerOf(keys, Duration.ofSeconds(lifetimeSeconds));
            case REFUSES -> new Answer(null, Duration.ZERO, Duration.ZERO, null);
            case FAILS -> new Answer(null, Duration.ZERO, Duration.ZERO, new Response(503, Map.of(), new byte[0]));
            case COME_AGAIN -> {
                int seconds = random.nextInt(20, 600);
                Map<String, List<String>> headers = Map.of("retry-after", List.of(Integer.toString(seconds)));
                yield new Answer(
                        null, Duration.ZERO, Duration.ofSeconds(seconds), new Response(503, headers, new byte[0]));
            }
        };
    }

    private static Answer answerOf(Map<String, KeyMaterial> keys, Duration lifetime) {
        List<String> jwks = new ArrayList<>();
        keys.forEach((keyId, material) -> jwks.add(material.jwk(keyId)));
        String body = "{\"keys\":[" + String.join(",", jwks) + "]}";
        Map<String, List<String>> headers = Map.of("cache-control", List.of("max-age=" + lifetime.toSeconds()));
        return new Answer(Map.copyOf(keys), lifetime, Duration.ZERO, new Response(200, headers, body.getBytes(UTF_8)));
    }

    @Override
    public String toString() {
        return "issuer" + number;
    }

    private enum Trouble {
        NONE,
        REFUSES,
        FAILS,
        COME_AGAIN
    }

    /**
     * What reaches the machine.
     *
     * @param keys what was published; null if nothing can be had
     * @param lifetime how long that is fresh
     * @param retryAfter when to come again
     * @param response null if the connection is refused
     */
    record Answer(
            @Nullable Map<String, KeyMaterial> keys,
            Duration lifetime,
            Duration retryAfter,
            @Nullable Response response) {
        void give(CompletableFuture<Response> answer) {
            if (response == null) {
                answer.completeExceptionally(new ConnectException("refused"));
            } else {
                answer.complete(response);
            }
        }

        @Override
        public String toString() {
            return keys == null ? (response == null ? "refused" : "503 " + response.headers()) : "200 " + keys.keySet();
        }
    }
}
