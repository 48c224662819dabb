package org.jwks4j.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;
import org.jwks4j.KeyFetcher;
import org.jwks4j.VerificationKey;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.http.HttpTransport;
import org.jwks4j.http.JdkHttpTransport;
import org.jwks4j.store.SharedStore;
import org.jwks4j.store.redis.RedisKeySetStore;

/**
 * One process of the fleet, with several fetchers. It does what each line of its input says, and answers with one line:
 * {@code cold} makes the fetchers anew, {@code ask KID} lets all of them ask for a key, {@code revoke KID} revokes a key on one of
 * them, {@code await KID} ends once all refuse it.
 */
final class Node {
    private static final long LONGEST_MINUTES = 2;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(2);

    private final String issuer;
    private final int count;
    private final SharedStore shared;
    private final HttpTransport transport = JdkHttpTransport.create();
    private final List<KeyFetcher> fetchers = new ArrayList<>();

    private Node(String issuer, int count, SharedStore shared) {
        this.issuer = issuer;
        this.count = count;
        this.shared = shared;
    }

    /**
     * Answers its input.
     *
     * @param args issuer, address of Redis, secret, number of fetchers, timeout and wait in milliseconds
     */
    public static void main(String[] args) throws IOException {
        LogManager.getLogManager().reset(); // the client would tell of each connection that is lost
        RedisKeySetStore store = RedisKeySetStore.at(args[1]);
        SharedStore shared = SharedStore.of(store)
                .withSecrets(args[2].getBytes(StandardCharsets.UTF_8))
                .withTimeout(Duration.ofMillis(Long.parseLong(args[4])))
                .withWait(Duration.ofMillis(Long.parseLong(args[5])));
        Node node = new Node(args[0], Integer.parseInt(args[3]), shared);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            System.out.println(node.answer(line.split(" ", 2)));
        }
        System.exit(0);
    }

    private String answer(String[] command) {
        switch (command[0]) {
            case "cold" -> {
                fetchers.forEach(KeyFetcher::close);
                fetchers.clear();
                for (int i = 0; i < count; i++) {
                    fetchers.add(KeyFetcher.builder()
                            .trust(issuer)
                            .allowHttpOnLoopback()
                            .transport(transport)
                            .sharedStore(shared)
                            .build());
                }
                return "done";
            }
            case "ask" -> {
                return ask(command[1]);
            }
            case "revoke" -> {
                fetchers.get(0)
                        .revokeNow(issuer, command[1])
                        .orTimeout(LONGEST_MINUTES, TimeUnit.MINUTES)
                        .join();
                return "done";
            }
            case "await" -> {
                return await(command[1]);
            }
            default -> throw new IllegalArgumentException("no command: " + command[0]);
        }
    }

    /** How many had which answer, and how long the last one took. */
    private String ask(String keyId) {
        long start = System.nanoTime();
        TreeMap<String, Integer> answers = new TreeMap<>();
        List<CompletableFuture<String>> asked = new ArrayList<>();
        for (KeyFetcher fetcher : fetchers) {
            asked.add(fetcher.getKey(issuer, keyId).handle(Node::word));
        }
        for (CompletableFuture<String> one : asked) {
            answers.merge(one.orTimeout(LONGEST_MINUTES, TimeUnit.MINUTES).join(), 1, Integer::sum);
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        StringBuilder line = new StringBuilder().append(millis);
        answers.forEach(
                (word, number) -> line.append(' ').append(word).append('=').append(number));
        return line.toString();
    }

    private static String word(@Nullable VerificationKey key, @Nullable Throwable failure) {
        if (failure == null) {
            return "KEY";
        }
        return failure instanceof KeyFetchException e
                ? e.reason().name()
                : failure.getClass().getSimpleName();
    }

    private String await(String keyId) {
        long giveUpAt = System.nanoTime() + TimeUnit.MINUTES.toNanos(LONGEST_MINUTES);
        for (KeyFetcher fetcher : fetchers) {
            while (!fetcher.status().get(0).revokedKeys().contains(keyId)) {
                if (System.nanoTime() - giveUpAt > 0) {
                    return "never";
                }
                LockSupport.parkNanos(PAUSE);
            }
        }
        return "done";
    }
}
