package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.store.KeySetStore;
import org.jwks4j.store.SharedStore;

/** What the operator finds in the log of a shared store. */
class StoreLogTest {
    private final FetcherLog log = new FetcherLog();
    private final Store store = new Store();
    private final Scenario scenario = Scenario.of(KeyFetcher.builder()
                    .trust(TrustedIssuer.of(Scenario.ISSUER).withJwksUri(Scenario.JWKS.toString()))
                    .sharedStore(SharedStore.of(store)
                            .withSecrets("a secret of the fleet, 32 bytes long".getBytes(StandardCharsets.UTF_8))))
            .publishes();

    @AfterEach
    void close() {
        log.close();
        scenario.close();
    }

    private List<String> lines() {
        return log.lines().stream().filter(line -> line.contains("store")).toList();
    }

    /** Keys are used and refreshed for two hours. */
    private void serve() {
        for (int minute = 0; minute < 120; minute++) {
            assertThat(scenario.after(Duration.ofMinutes(1)).getKey()).isCompleted();
        }
    }

    @Test
    void aStoreThatFails_isOneWarning_andOneLineWhenItWorksAgain() {
        serve();
        assertThat(lines()).isEmpty();

        store.fails = true;
        serve();
        assertThat(lines())
                .singleElement()
                .asString()
                .matches("WARN the shared store fails: \"java.io.IOException: connection refused\";"
                        + " keys are fetched without it, and it is tried again every \\d+ s");

        store.fails = false;
        log.clear();
        serve();
        assertThat(lines()).containsExactly("INFO the shared store works again");
    }

    /** In memory, until it fails. */
    private static final class Store implements KeySetStore {
        private final Map<String, byte[]> entries = new HashMap<>();
        private boolean fails;

        private <T> CompletableFuture<T> answer(Supplier<T> work) {
            return fails
                    ? CompletableFuture.failedFuture(new IOException("connection refused"))
                    : CompletableFuture.completedFuture(work.get());
        }

        @Override
        public CompletableFuture<Optional<byte[]>> read(String name, int maxBytes) {
            return answer(() -> Optional.ofNullable(entries.get(name)));
        }

        @Override
        public CompletableFuture<Void> write(String name, byte[] value, Duration timeToLive) {
            return answer(() -> {
                entries.put(name, value);
                return null;
            });
        }

        @Override
        public CompletableFuture<Boolean> lease(String name, String owner, Duration atMost) {
            return answer(() -> true);
        }

        @Override
        public CompletableFuture<Void> release(String name, String owner) {
            return answer(() -> null);
        }
    }
}
