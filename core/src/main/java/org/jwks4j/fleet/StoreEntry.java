package org.jwks4j.fleet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jwks4j.encoding.Sha256;
import org.jwks4j.refresh.StatedFreshness;
import org.jwks4j.store.SharedStore;

/**
 * The head of an entry, which says everything but the document itself: version, ID of the secret, name, issuer, URI, times, caching, and
 * the length and SHA-256 of the body. An HMAC over all of it follows, and then the body.
 *
 * @param secretId which secret it is sealed with
 * @param name under which it was written: moved to another name, it is not believed
 * @param uri where its body was fetched; empty if that was no single place
 * @param askedAt when it was asked for
 * @param olderBy how old it was then, if a cache had kept it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StoreEntry(
        int secretId,
        String name,
        String issuer,
        String uri,
        AskedAt askedAt,
        Duration olderBy,
        StatedFreshness freshness,
        boolean mayHaveMoved,
        int bodyLength,
        byte[] bodyDigest) {
    /** No head is longer: an issuer and a URI have at most 2048 characters of up to three bytes each. */
    static final int LONGEST_HEAD = 16 * 1024;

    static final int LARGEST_BODY = 2 * 1024 * 1024;

    private static final byte VERSION = 3;
    private static final int SEAL_LENGTH = 32;
    private static final int DIGEST_LENGTH = 32;
    private static final int MUST_REVALIDATE = 1;
    private static final int MAY_HAVE_MOVED = 2;
    private static final long NONE = -1;

    static StoreEntry of(
            int secretId,
            String name,
            String issuer,
            String uri,
            AskedAt askedAt,
            Duration olderBy,
            StatedFreshness freshness,
            boolean mayHaveMoved,
            byte[] body) {
        return new StoreEntry(
                secretId, name, issuer, uri, askedAt, olderBy, freshness, mayHaveMoved, body.length, Sha256.of(body));
    }

    /** All of the entry. */
    byte[] sealed(Seal seal, byte[] body) {
        byte[] head = head();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head);
        all.writeBytes(seal.of(secretId, head));
        all.writeBytes(body);
        return all.toByteArray();
    }

    private byte[] head() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream head = new DataOutputStream(bytes)) {
            head.writeByte(VERSION);
            head.writeInt(secretId);
            write(head, name);
            write(head, issuer);
            write(head, uri);
            head.writeLong(askedAt.wallMillis());
            head.writeLong(askedAt.storeMillis());
            head.writeLong(olderBy.toMillis());
            head.writeLong(freshness.lifetime().map(Duration::toMillis).orElse(NONE));
            head.writeByte((freshness.mustRevalidate() ? MUST_REVALIDATE : 0) | (mayHaveMoved ? MAY_HAVE_MOVED : 0));
            head.writeInt(bodyLength);
            head.write(bodyDigest);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream head, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        head.writeInt(bytes.length);
        head.write(bytes);
    }

    /**
     * Reads a head and checks its seal.
     *
     * @param start the first bytes of an entry, its whole head among them
     * @param name under which it was read
     * @throws RefusedEntryException if it is not one that a node of this fleet wrote under this name
     */
    static StoreEntry read(byte[] start, String name, Seal seal) {
        try {
            StoreEntry entry = read(new DataInputStream(new ByteArrayInputStream(start)));
            if (!seal.knows(entry.secretId)) {
                throw new RefusedEntryException(
                        SharedStore.Refusal.UNKNOWN_SECRET, "it is sealed with a secret that this node does not have");
            }
            byte[] head = entry.head();
            byte[] found = Arrays.copyOfRange(start, head.length, head.length + SEAL_LENGTH);
            requireSameHead(head, start);
            if (!MessageDigest.isEqual(seal.of(entry.secretId, head), found)) {
                throw new RefusedEntryException(
                        SharedStore.Refusal.WRONG_SEAL,
                        "its seal is not right: it was changed, or written by someone without the secret");
            }
            if (!entry.name.equals(name)) {
                throw new RefusedEntryException(SharedStore.Refusal.OTHER_NAME, "it was written under another name");
            }
            return entry;
        } catch (IOException e) {
            throw new RefusedEntryException(SharedStore.Refusal.DAMAGED, "it is cut off");
        }
    }

    private static void requireSameHead(byte[] head, byte[] start) {
        if (!Arrays.equals(head, 0, head.length, start, 0, Math.min(head.length, start.length))) {
            throw new RefusedEntryException(SharedStore.Refusal.DAMAGED, "it is not written as it must be");
        }
    }

    private static StoreEntry read(DataInputStream head) throws IOException {
        int version = head.readByte();
        if (version != VERSION) {
            throw new RefusedEntryException(
                    SharedStore.Refusal.OTHER_VERSION,
                    "it is of version " + version + ", and this node reads " + VERSION);
        }
        int secretId = head.readInt();
        String name = text(head);
        String issuer = text(head);
        String uri = text(head);
        AskedAt askedAt = new AskedAt(head.readLong(), head.readLong());
        long olderBy = head.readLong();
        long lifetime = head.readLong();
        int flags = head.readByte();
        int bodyLength = head.readInt();
        byte[] digest = head.readNBytes(DIGEST_LENGTH);
        if (digest.length < DIGEST_LENGTH
                || olderBy < 0
                || lifetime < NONE
                || bodyLength < 0
                || bodyLength > LARGEST_BODY) {
            throw new RefusedEntryException(SharedStore.Refusal.DAMAGED, "it is not written as it must be");
        }
        Optional<Duration> freshFor = lifetime == NONE ? Optional.empty() : Optional.of(Duration.ofMillis(lifetime));
        StatedFreshness freshness = new StatedFreshness(freshFor, (flags & MUST_REVALIDATE) != 0);
        boolean mayHaveMoved = (flags & MAY_HAVE_MOVED) != 0;
        return new StoreEntry(
                secretId,
                name,
                issuer,
                uri,
                askedAt,
                Duration.ofMillis(olderBy),
                freshness,
                mayHaveMoved,
                bodyLength,
                digest);
    }

    private static String text(DataInputStream head) throws IOException {
        int length = head.readInt();
        if (length < 0 || length > head.available()) {
            throw new RefusedEntryException(SharedStore.Refusal.DAMAGED, "it is cut off");
        }
        return new String(head.readNBytes(length), StandardCharsets.UTF_8);
    }

    /** How long the whole entry is. */
    int length() {
        return bodyStart() + bodyLength;
    }

    private int bodyStart() {
        return head().length + SEAL_LENGTH;
    }

    /** The body in a whole entry. */
    byte[] body(byte[] whole) {
        if (whole.length != length()) {
            throw new RefusedEntryException(
                    SharedStore.Refusal.DAMAGED, "it has " + whole.length + " bytes in place of " + length());
        }
        byte[] body = Arrays.copyOfRange(whole, bodyStart(), whole.length);
        if (!MessageDigest.isEqual(Sha256.of(body), bodyDigest)) {
            throw new RefusedEntryException(SharedStore.Refusal.DAMAGED, "its body is not the one that was written");
        }
        return body;
    }
}
