package org.jwks4j.keylog;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The keys that an issuer has at present, and when an answer last had them. */
final class Present {
    static final Present NOTHING = new Present(Optional.empty(), Set.of(), Instant.EPOCH);

    private final Optional<String> source;
    private final Set<String> keys;
    private Instant lastSeen;
    private Instant confirmed;
    private Instant written;

    Present(Optional<String> source, Set<String> keys, Instant now) {
        this.source = source;
        this.keys = Set.copyOf(keys);
        this.lastSeen = now;
        this.confirmed = now;
        this.written = now;
    }

    Set<String> keys() {
        return keys;
    }

    boolean isFrom(URI uri) {
        return source.isPresent() && source.get().equals(uri.toString());
    }

    /** The issuer answered. Whether with these keys is known when it is next heard of: one with others is told after its answer. */
    void see(Instant now) {
        confirmed = lastSeen;
        lastSeen = now;
    }

    /** The last answer had no usable key. */
    void doubt() {
        lastSeen = confirmed;
    }

    /** When an answer had these keys, told from one that has others: that is told before the change is. */
    Instant lastSeen() {
        return confirmed;
    }

    /** Whether it is time to write down again that they are there. */
    boolean isDue(Duration interval) {
        return confirmed.isAfter(written)
                && Duration.between(written, confirmed).compareTo(interval) >= 0;
    }

    /** Whether an answer had them since that was written down. After the last answer no change was told, so it had them. */
    boolean wereSeenSince() {
        confirmed = lastSeen;
        return confirmed.isAfter(written);
    }

    LineMembers line(String issuer, Function<String, LineMembers> lines) {
        written = confirmed;
        return lines.apply("keys-seen")
                .with("issuer", issuer)
                .with("lastSeen", confirmed.toString())
                .with("keys", new TreeSet<>(keys));
    }
}
