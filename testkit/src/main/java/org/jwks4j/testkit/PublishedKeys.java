package org.jwks4j.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The keys of an issuer: those in its JWK Set, and the one that signs, which need not be among them. */
final class PublishedKeys {
    private final List<Entry> published = new ArrayList<>();
    private SigningKey signing;
    private @Nullable String replacement;
    private int issued;

    PublishedKeys(List<String> algorithms) {
        algorithms.forEach(algorithm -> publish(newKey(algorithm)));
        this.signing = Objects.requireNonNull(published.get(0).key);
    }

    /** Neither published nor signing yet. Generating takes long, so it happens outside the lock. */
    SigningKey newKey(String algorithm) {
        return SigningKey.generate(algorithm).withKeyId("key-" + nextNumber());
    }

    synchronized void publish(SigningKey key) {
        published.add(new Entry(key, Json.write(key.jwk())));
    }

    synchronized void publish(String json) {
        published.add(new Entry(null, json));
    }

    synchronized void publishAndSignWith(SigningKey key) {
        publish(key);
        signing = key;
    }

    synchronized void signWith(SigningKey key) {
        signing = key;
    }

    synchronized SigningKey signing() {
        return signing;
    }

    synchronized boolean withdraw(String keyId) {
        return published.removeIf(entry -> entry.key != null && keyId.equals(entry.key.keyId()));
    }

    synchronized boolean withdrawJson(String json) {
        return published.removeIf(entry -> entry.key == null && entry.json.equals(json));
    }

    synchronized List<SigningKey> keys() {
        return published.stream().map(Entry::key).filter(Objects::nonNull).toList();
    }

    @Nullable
    SigningKey newest(String algorithm) {
        return keys().stream()
                .filter(key -> key.algorithm().equals(algorithm))
                .reduce((older, newer) -> newer)
                .orElse(null);
    }

    synchronized void replaceDocument(@Nullable String body) {
        replacement = body;
    }

    synchronized String document() {
        return replacement != null
                ? replacement
                : published.stream().map(Entry::json).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    private synchronized int nextNumber() {
        return ++issued;
    }

    private record Entry(@Nullable SigningKey key, String json) {}
}
