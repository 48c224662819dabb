package org.jwks4j.net;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Futures that are not complete yet. */
final class OpenFutures {
    private final Map<CompletableFuture<?>, Long> numbers = new ConcurrentHashMap<>();
    private final AtomicLong came = new AtomicLong();

    @SuppressWarnings("CollectionUndefinedEquality") // a future equals itself alone, as it should here
    void add(CompletableFuture<?> future) {
        numbers.put(future, came.incrementAndGet());
        future.whenComplete((value, failure) -> numbers.remove(future));
    }

    /** In order of arrival, so that the first is completed first, and each run does the same. */
    void forEach(Consumer<CompletableFuture<?>> action) {
        numbers.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList()
                .forEach(action);
    }
}
