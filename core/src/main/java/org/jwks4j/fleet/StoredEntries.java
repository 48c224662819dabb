package org.jwks4j.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.jwks4j.refresh.Fetched;
import org.jwks4j.store.SharedStore;

/** The entry of one source in the store: under which names it is, what of it is believed, and how old it is. */
record StoredEntries<V>(StoreAccess access, StoredForm<V> form, StoreClock clock) {
    private static final Duration FUTURE_ACCEPTED = Duration.ofMinutes(5);
    private static final Duration OLDEST = Duration.ofDays(3650);
    private static final Duration KEPT_FOR = Duration.ofDays(14);

    StoredEntries(StoreAccess access, StoredForm<V> form) {
        this(access, form, new StoreClock(access.environment()));
    }

    String issuer() {
        return form.issuer();
    }

    /** One for each secret that is accepted; the first is written to. */
    List<String> names() {
        return names("entry");
    }

    /** @param lease what it is for */
    String name(String lease) {
        return names(lease).get(0);
    }

    private List<String> names(String use) {
        List<String> parts = new ArrayList<>(form.place());
        parts.add(use);
        return access.names(parts);
    }

    /** @param known from when what there is is: of an older entry, the end is not read */
    CompletableFuture<Optional<Stored>> read(AskedAt known) {
        return read(names(), known);
    }

    private CompletableFuture<Optional<Stored>> read(List<String> names, AskedAt known) {
        String name = names.get(0);
        return start(name)
                .thenCompose(start -> start.isEmpty()
                        ? CompletableFuture.completedFuture(Optional.<Stored>empty())
                        : whole(name, start.get(), known))
                .thenCompose(found -> found.isPresent() || names.size() == 1
                        ? CompletableFuture.completedFuture(found)
                        : read(names.subList(1, names.size()), known));
    }

    /** In one go with what the store's clock says; a store that does not tell has none. */
    private CompletableFuture<Optional<byte[]>> start(String name) {
        long askedAt = access.environment().now();
        return access.use(store -> store.now(name)
                .exceptionally(failure -> Optional.empty())
                .thenCombine(store.read(name, StoreEntry.LONGEST_HEAD), (now, found) -> {
                    clock.says(now, askedAt);
                    return found;
                }));
    }

    private CompletableFuture<Optional<Stored>> whole(String name, byte[] start, AskedAt known) {
        StoreEntry head;
        try {
            head = StoreEntry.read(start, name, access.seal());
            requireBelievableTime(head);
        } catch (RefusedEntryException e) {
            refused(e);
            return CompletableFuture.completedFuture(Optional.empty());
        }
        if (!head.askedAt().isAfter(known) || head.length() <= start.length) {
            return CompletableFuture.completedFuture(Optional.of(new Stored(head, start)));
        }
        return access.use(store -> store.read(name, head.length()))
                .thenApply(all -> all.map(bytes -> new Stored(head, bytes)));
    }

    private void requireBelievableTime(StoreEntry head) {
        Instant askedAt = Instant.ofEpochMilli(head.askedAt().laterMillis());
        if (askedAt.isAfter(clock.now().plus(FUTURE_ACCEPTED))) {
            throw new RefusedEntryException(
                    SharedStore.Refusal.FROM_THE_FUTURE, "it is from a time to come, " + askedAt);
        }
    }

    void refused(RuntimeException why) {
        access.refused(form.issuer(), why);
    }

    void taken(Stored found) {
        access.believed();
        Duration age = age(found.askedAt());
        access.observer().taken(form.issuer(), age.isNegative() ? Duration.ZERO : age);
    }

    /**
     * What an entry has.
     *
     * @param latest when it counts as asked for if it is dated in the future
     * @throws RuntimeException if it is not what it must be
     */
    Fetched<V> fetched(Stored found, @Nullable V known, long latest) {
        StoreEntry head = found.head();
        byte[] body = head.body(found.bytes());
        Fetched<V> fetched = form.read(body, head.uri(), known, requestedAt(head, latest))
                .with(head.freshness())
                .olderBy(head.olderBy())
                .byAnother();
        return head.mayHaveMoved() ? fetched.whichMayHaveMoved() : fetched;
    }

    /** An entry's age never restarts. An entry dated in the future does not answer a caller that has already come. */
    private long requestedAt(StoreEntry head, long latest) {
        Duration age = age(head.askedAt());
        if (age.isNegative()) {
            return latest;
        }
        return access.environment().now() - (age.compareTo(OLDEST) > 0 ? OLDEST : age).toNanos();
    }

    /** The larger one, whichever of the clocks are wrong. */
    private Duration age(AskedAt askedAt) {
        return Duration.between(Instant.ofEpochMilli(askedAt.earlierMillis()), clock.now());
    }

    /** Unless another node has written a newer one: two may ask at once if one has waited too long. */
    CompletableFuture<Void> write(Fetched<V> fetched, AskedAt askedAt) {
        List<String> name = names().subList(0, 1);
        return read(name, AskedAt.LAST).thenCompose(there -> {
            AskedAt told = clock.completed(askedAt, fetched.requestedAt());
            return there.isPresent() && there.get().askedAt().isNotBefore(told)
                    ? CompletableFuture.completedFuture(null)
                    : write(name.get(0), fetched, told);
        });
    }

    private CompletableFuture<Void> write(String name, Fetched<V> fetched, AskedAt askedAt) {
        byte[] body = form.write(fetched.value(), Instant.ofEpochMilli(askedAt.earlierMillis()));
        if (body.length > StoreEntry.LARGEST_BODY) {
            return CompletableFuture.completedFuture(null);
        }
        StoreEntry head = StoreEntry.of(
                access.secretIds().get(0),
                name,
                form.issuer(),
                form.uri(fetched.value()),
                askedAt,
                fetched.olderBy(),
                fetched.freshness(),
                fetched.mayHaveMoved(),
                body);
        byte[] entry = head.sealed(access.seal(), body);
        return access.use(store -> store.write(name, entry, KEPT_FOR));
    }

    /** An entry as it was read: if it is no newer than what there is, perhaps without the end of its body. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Stored(StoreEntry head, byte[] bytes) {
        AskedAt askedAt() {
            return head.askedAt();
        }
    }
}
