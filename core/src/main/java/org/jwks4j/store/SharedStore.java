package org.jwks4j.store;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jwks4j.json.Quoted;

/**
 * A store of key sets as a fetcher uses it. Immutable, and may be given to several fetchers.
 *
 * <p>A fetcher reads the store before it asks an issuer; if there is nothing newer, one of all fetchers that share the store asks
 * and writes the answer, and the others wait for it. What was read counts as old as it is: its age begins when the issuer was
 * asked. If the store fails, a fetcher does as it would do without one.
 */
public final class SharedStore {
    private static final int SHORTEST_SECRET = 32;
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final KeySetStore store;
    private final List<SecretKey> secrets;
    private final Duration timeout;
    private final Duration longestWait;

    private SharedStore(KeySetStore store, List<SecretKey> secrets, Duration timeout, Duration longestWait) {
        this.store = store;
        this.secrets = secrets;
        this.timeout = timeout;
        this.longestWait = longestWait;
    }

    /**
     * A store with a timeout of 500 ms and a wait of 1500 ms, without secrets yet.
     *
     * @param store left open when a fetcher closes
     * @return its use
     */
    public static SharedStore of(KeySetStore store) {
        return new SharedStore(
                requireNonNull(store, "store"), List.of(), Duration.ofMillis(500), Duration.ofMillis(1500));
    }

    /**
     * A directory on a local disk, which outlives the process: the last good keys are there at the next start, though no issuer
     * answers. It may be shared by processes of one user on one machine. It is made if it is not there, for its owner alone (POSIX
     * permissions 0700); a directory that is a link, or that another user owns or may enter, is not used. Anyone who may write to it
     * decides which keys are trusted, unless there are secrets. The timeout is 5 s at first.
     *
     * @param directory of nothing else; its parent exists
     * @return its use; needs no secrets
     */
    public static SharedStore inDirectory(Path directory) {
        return of(new FileStore(directory.toAbsolutePath(), InstantSource.system()))
                .withTimeout(Duration.ofSeconds(5));
    }

    /**
     * Seals entries, and the names of entries, with HMAC-SHA256. To change secrets, first give the new one as an older one to all nodes, then
     * make it the current one, then leave the old one out.
     *
     * @param current seals; at least 32 bytes, from a random generator and not from a person
     * @param older are accepted too
     * @return the same with these secrets
     */
    public SharedStore withSecrets(byte[] current, byte[]... older) {
        List<SecretKey> keys = new ArrayList<>();
        keys.add(key(current));
        for (byte[] secret : older) {
            keys.add(key(secret));
        }
        return new SharedStore(store, List.copyOf(keys), timeout, longestWait);
    }

    private static SecretKey key(byte[] secret) {
        if (secret.length < SHORTEST_SECRET) {
            throw new IllegalArgumentException("a secret has at least " + SHORTEST_SECRET + " bytes");
        }
        return new SecretKeySpec(secret, "HmacSHA256");
    }

    /**
     * Sets how long one operation of the store may take. After that, the store counts as failed and is left alone for 10 s.
     *
     * @param newTimeout more than zero and at most 10 s; 500 ms by default, 5 s for a directory
     * @return the same with this timeout
     */
    public SharedStore withTimeout(Duration newTimeout) {
        requireUpToTenSeconds(newTimeout, "the timeout of a store");
        return new SharedStore(store, secrets, newTimeout, longestWait);
    }

    /**
     * Sets how long a fetcher waits for another one that asks the issuer, before it asks the issuer itself. Most wait nearly as long, a few
     * a third less, so that not all ask at once.
     *
     * @param newWait more than zero and at most 10 s; 1500 ms by default
     * @return the same with this wait
     */
    public SharedStore withWait(Duration newWait) {
        requireUpToTenSeconds(newWait, "the wait for another fetcher");
        return new SharedStore(store, secrets, timeout, newWait);
    }

    private static void requireUpToTenSeconds(Duration duration, String what) {
        if (duration.isNegative() || duration.isZero() || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(what + " must be more than zero and at most " + LONGEST);
        }
    }

    /**
     * Where entries are.
     *
     * @return the store
     */
    public KeySetStore store() {
        return store;
    }

    /**
     * What seals entries.
     *
     * @return the current one first; empty if there are none
     */
    public List<SecretKey> secrets() {
        return secrets;
    }

    /**
     * How long one operation may take.
     *
     * @return more than zero
     */
    public Duration timeout() {
        return timeout;
    }

    /**
     * How long a fetcher waits for another one.
     *
     * @return more than zero
     */
    public Duration longestWait() {
        return longestWait;
    }

    /** Names the store, and says how many secrets there are; never which. */
    @Override
    public String toString() {
        return "SharedStore[" + Quoted.of(store.toString()) + ", secrets=" + secrets.size() + ", timeout=" + timeout
                + ", longestWait=" + longestWait + "]";
    }

    /** Why an entry of a shared store is not believed, and counts as absent. More reasons may come. */
    public enum Refusal {
        /** It was written by another version of jwks4j. */
        OTHER_VERSION,
        /** It is sealed with a secret that this node does not have. */
        UNKNOWN_SECRET,
        /** Its seal is not right: it was changed, or written by someone without the secret. */
        WRONG_SEAL,
        /** It was written under another name, and put under this one. */
        OTHER_NAME,
        /** It is cut off, or not written as it must be. */
        DAMAGED,
        /** It is from more than five minutes to come. */
        FROM_THE_FUTURE,
        /** This node may not use what is in it: it was fetched where this node may not ask, or is of another issuer. */
        NOT_ALLOWED
    }
}
