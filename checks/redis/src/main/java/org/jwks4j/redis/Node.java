package org.jwks4j.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;
import org.jwks4j.KeyFetcher;
import org.jwks4j.RefreshPolicy;
import org.jwks4j.VerificationKey;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.http.HttpTransport;
import org.jwks4j.http.JdkHttpTransport;
import org.jwks4j.store.SharedStore;
import org.jwks4j.store.redis.RedisKeySetStore;
import org.jwks4j.token.TokenJson;
import org.jwks4j.token.UnverifiedToken;

/**
 * One process of the fleet, with several fetchers. It does what each line of its input says, and answers with one line:
 *
 * <ul>
 *   <li>{@code store URI} makes another Redis the store;
 *   <li>{@code cold TIMEOUT WAIT FRESH} makes the fetchers anew, with these settings in milliseconds; the last one is the shortest
 *       freshness;
 *   <li>{@code ask KID} lets all of them ask for a key;
 *   <li>{@code warm KID} the same, and tells those who had to wait for it;
 *   <li>{@code until KID} lets each ask five times a second until it has the key;
 *   <li>{@code revoke KID} revokes a key on one of them;
 *   <li>{@code await KID} ends once all refuse it;
 *   <li>{@code token TOKEN}, {@code revoke-token JTI} and {@code await-token TOKEN} do the same of a token.
 * </ul>
 */
final class Node {
    private static final String REVOKED_TOKEN = "REVOKED_TOKEN";
    private static final long LONGEST_MINUTES = 2;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long BETWEEN_QUESTIONS = TimeUnit.MILLISECONDS.toNanos(200);

    private final String issuer;
    private final byte[] secret;
    private final int count;
    private final HttpTransport transport = JdkHttpTransport.create();
    private final List<KeyFetcher> fetchers = new ArrayList<>();
    private RedisKeySetStore store;

    private Node(String issuer, String redis, String secret, int count) {
        this.issuer = issuer;
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
        this.count = count;
        this.store = RedisKeySetStore.at(redis);
    }

    /**
     * Answers its input.
     *
     * @param args issuer, address of Redis, secret, and number of fetchers
     */
    public static void main(String[] args) throws IOException {
        LogManager.getLogManager().reset(); // the client would tell of each connection that is lost
        Node node = new Node(args[0], args[1], args[2], Integer.parseInt(args[3]));
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            System.out.println(node.answer(line.split(" ", -1)));
        }
        System.exit(0);
    }

    private String answer(String[] command) {
        return switch (command[0]) {
            case "store" -> {
                end();
                store.close();
                store = RedisKeySetStore.at(command[1]);
                yield "done";
            }
            case "cold" -> {
                end();
                begin(millis(command[1]), millis(command[2]), millis(command[3]));
                yield "done";
            }
            case "ask" -> ask(command[1], false);
            case "warm" -> ask(command[1], true);
            case "until" -> until(command[1]);
            case "revoke" -> {
                done(fetchers.get(0).revokeNow(issuer, command[1]));
                yield "done";
            }
            case "await" ->
                await(fetcher -> fetcher.status().get(0).revokedKeys().contains(command[1]));
            case "token" -> answers(fetcher -> judged(fetcher, command[1]));
            case "revoke-token" -> {
                Instant until = Instant.now().plus(1, ChronoUnit.HOURS);
                done(fetchers.get(0).revokeTokens(issuer, "jti", command[1], until));
                yield "done";
            }
            case "await-token" ->
                await(fetcher -> done(judged(fetcher, command[1])).equals(REVOKED_TOKEN));
            default -> throw new IllegalArgumentException("no command: " + command[0]);
        };
    }

    private static Duration millis(String number) {
        return Duration.ofMillis(Long.parseLong(number));
    }

    private void end() {
        fetchers.forEach(KeyFetcher::close);
        fetchers.clear();
    }

    private void begin(Duration timeout, Duration wait, Duration fresh) {
        SharedStore shared =
                SharedStore.of(store).withSecrets(secret).withTimeout(timeout).withWait(wait);
        for (int i = 0; i < count; i++) {
            fetchers.add(KeyFetcher.builder()
                    .trust(issuer)
                    .allowHttpOnLoopback()
                    .transport(transport)
                    .refreshPolicy(RefreshPolicy.defaults().withMinFreshness(fresh))
                    .sharedStore(shared)
                    .build());
        }
    }

    private static <T> T done(CompletableFuture<T> work) {
        return work.orTimeout(LONGEST_MINUTES, TimeUnit.MINUTES).join();
    }

    private String ask(String keyId, boolean atOnce) {
        return answers(fetcher -> {
            CompletableFuture<VerificationKey> key = fetcher.getKey(issuer, keyId);
            boolean waits = atOnce && !key.isDone();
            return key.handle(Node::word).thenApply(word -> waits ? "WAITED_FOR_" + word : word);
        });
    }

    private static CompletableFuture<String> judged(KeyFetcher fetcher, String token) {
        TokenJson claims = UnverifiedToken.parse(token).payload();
        return fetcher.getKey(token)
                .handle((key, failure) ->
                        failure == null && fetcher.isRevoked(key, claims) ? REVOKED_TOKEN : word(key, failure));
    }

    /** How many had which answer, and how long the last one took. */
    private String answers(Function<KeyFetcher, CompletableFuture<String>> question) {
        long start = System.nanoTime();
        TreeMap<String, Integer> answers = new TreeMap<>();
        List<CompletableFuture<String>> asked = fetchers.stream().map(question).toList();
        asked.forEach(one -> answers.merge(done(one), 1, Integer::sum));
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        StringBuilder line = new StringBuilder().append(millis);
        answers.forEach(
                (word, number) -> line.append(' ').append(word).append('=').append(number));
        return line.toString();
    }

    /** When the first one had the key, and when the last one had. */
    private String until(String keyId) {
        long start = System.nanoTime();
        List<CompletableFuture<Long>> all = new ArrayList<>();
        for (KeyFetcher fetcher : fetchers) {
            all.add(CompletableFuture.supplyAsync(
                    () -> until(fetcher, keyId, start), task -> new Thread(task).start()));
        }
        List<Long> millis = all.stream().map(CompletableFuture::join).sorted().toList();
        return millis.get(0) + " " + millis.get(millis.size() - 1);
    }

    private long until(KeyFetcher fetcher, String keyId, long start) {
        long giveUpAt = start + TimeUnit.MINUTES.toNanos(LONGEST_MINUTES);
        while (System.nanoTime() - giveUpAt < 0
                && !fetcher.getKey(issuer, keyId).handle(Node::word).join().equals("KEY")) {
            LockSupport.parkNanos(BETWEEN_QUESTIONS);
        }
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    private static String word(@Nullable VerificationKey key, @Nullable Throwable failure) {
        if (failure == null) {
            return "KEY";
        }
        return failure instanceof KeyFetchException e
                ? e.reason().name()
                : failure.getClass().getSimpleName();
    }

    private String await(Predicate<KeyFetcher> isSo) {
        long giveUpAt = System.nanoTime() + TimeUnit.MINUTES.toNanos(LONGEST_MINUTES);
        for (KeyFetcher fetcher : fetchers) {
            while (!isSo.test(fetcher)) {
                if (System.nanoTime() - giveUpAt > 0) {
                    return "never";
                }
                LockSupport.parkNanos(PAUSE);
            }
        }
        return "done";
    }
}
