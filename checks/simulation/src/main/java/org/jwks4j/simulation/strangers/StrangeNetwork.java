package org.jwks4j.simulation.strangers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.jwks4j.http.GuardedTransport;
import org.jwks4j.simulation.world.KeyMaterial;
import org.jwks4j.simulation.world.VirtualTime;

/** The hosts there are: some of ours, some that answer with nothing for invented names, and strangers' own. */
final class StrangeNetwork implements GuardedTransport {
    private static final long FASTEST = Duration.ofMillis(20).toNanos();
    private static final long SLOWEST = Duration.ofMillis(200).toNanos();
    private static final int ROOM_FOR_MEMBERS = 200;
    private static final int MOST_METADATA = 32 * 1024;
    private static final int TOO_MUCH_METADATA = 3 * MOST_METADATA;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /** Documents are cut out of it, since drawing each letter of each would take longer than all the rest. */
    private static final String NOISE = noise();

    private final VirtualTime time;
    private final RandomGenerator random;
    private final StrangerOracle oracle;
    private int requests;

    StrangeNetwork(VirtualTime time, RandomGenerator random, StrangerOracle oracle) {
        this.time = time;
        this.random = random;
        this.oracle = oracle;
    }

    int requests() {
        return requests;
    }

    @Override
    public CompletableFuture<Response> get(Request request) {
        requests++;
        String uri = request.uri().toString();
        int end = uri.indexOf("/.well-known/");
        String issuer = end < 0 ? uri.substring(0, uri.lastIndexOf('/')) : uri.substring(0, end);
        oracle.sent(issuer, end >= 0);
        CompletableFuture<Response> answer = new CompletableFuture<>();
        Response response = end < 0 ? keys() : metadata(issuer);
        if (response.status() != 0) {
            time.in(random.nextLong(FASTEST, SLOWEST), () -> answer.complete(response));
        }
        return answer;
    }

    /** Zero as a status is an answer that never comes. */
    private Response metadata(String issuer) {
        if (issuer.contains("/junk-")) {
            return response(404, "");
        } else if (!Names.isStranger(issuer)) {
            return response(200, document(issuer, 0));
        }
        return switch (random.nextInt(8)) {
            case 0 -> response(0, "");
            case 1 -> response(500, "");
            case 2 -> response(200, document(issuer, TOO_MUCH_METADATA));
            default ->
                response(
                        200, document(issuer, random.nextInt(MOST_METADATA / 2, MOST_METADATA - 2 * ROOM_FOR_MEMBERS)));
        };
    }

    private String document(String issuer, int padding) {
        oracle.publishes(issuer, padding);
        int from = random.nextInt(NOISE.length() - padding);
        String more = NOISE.substring(from, from + padding);
        return "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + issuer + "/keys\",\"more\":\"" + more + "\"}";
    }

    private static String noise() {
        SplittableRandom letters = new SplittableRandom(64);
        StringBuilder noise = new StringBuilder();
        for (int i = 0; i < 4 * TOO_MUCH_METADATA; i++) {
            noise.append(ALPHABET.charAt(letters.nextInt(ALPHABET.length())));
        }
        return noise.toString();
    }

    private static Response keys() {
        return response(200, keySet());
    }

    static String keySet() {
        return "{\"keys\":[" + KeyMaterial.of(0).jwk("k0") + "]}";
    }

    private static Response response(int status, String body) {
        return new Response(status, Map.of(), body.getBytes(UTF_8));
    }
}
