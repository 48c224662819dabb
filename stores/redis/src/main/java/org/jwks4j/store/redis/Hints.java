package org.jwks4j.store.redis;

import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Messages of who has written, handed to those who want to know. Nothing is connected before there is one. */
final class Hints {
    private final String channel;
    private final Predicate<String> isName;
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private final LazyConnection<StatefulRedisPubSubConnection<String, String>> connection;

    /**
     * Hints of one channel.
     *
     * @param isName whether a message is one of ours
     */
    Hints(Installation installation, String channel, Predicate<String> isName) {
        this.channel = channel;
        this.isName = isName;
        this.connection =
                new LazyConnection<>(() -> installation.subscribe().thenCompose(this::subscribed), installation::end);
    }

    private CompletableFuture<StatefulRedisPubSubConnection<String, String>> subscribed(
            StatefulRedisPubSubConnection<String, String> opened) {
        opened.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String from, String name) {
                tell(name);
            }
        });
        return opened.async()
                .subscribe(channel)
                .toCompletableFuture()
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        opened.closeAsync();
                    }
                })
                .thenApply(done -> opened);
    }

    /** On a thread of the client. */
    private void tell(String name) {
        if (!isName.test(name)) {
            return;
        }
        for (Consumer<String> listener : listeners) {
            try {
                listener.accept(name);
            } catch (RuntimeException e) { // a listener that throws harms no other one
            }
        }
    }

    Runnable add(Consumer<String> listener) {
        listeners.add(listener);
        keepUp();
        return () -> listeners.remove(listener);
    }

    /** Called by each operation: if the connection could not be opened before, it is tried again. */
    void keepUp() {
        if (!listeners.isEmpty()) {
            connection.get();
        }
    }

    void close() {
        listeners.clear();
        connection.close();
    }
}
