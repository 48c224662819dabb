package org.jwks4j.simulation.world;

import java.security.PublicKey;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One caller of a node, and the answer it got. */
public final class Call {
    private final int number;
    private final Node node;
    private final String issuerName;
    private final @Nullable SimulatedIssuer issuer;
    private final String keyId;
    private final Api api;
    private final long arrivedAt;
    private @Nullable CompletableFuture<?> future;
    private List<Served> served = List.of();
    private @Nullable Throwable failure;
    private int answers;
    private boolean cancelled;
    private @Nullable KeyMaterial signedWith;
    private long answeredAt;

    Call(
            int number,
            Node node,
            String issuerName,
            @Nullable SimulatedIssuer issuer,
            String keyId,
            Api api,
            long arrivedAt) {
        this.number = number;
        this.node = node;
        this.issuerName = issuerName;
        this.issuer = issuer;
        this.keyId = keyId;
        this.api = api;
        this.arrivedAt = arrivedAt;
    }

    /** Who was called. */
    public Node node() {
        return node;
    }

    /** The {@code iss} of the token. */
    public String issuerName() {
        return issuerName;
    }

    /** The issuer of that name; null when there is none. */
    public @Nullable SimulatedIssuer issuer() {
        return issuer;
    }

    /** The {@code kid} of the token. */
    public String keyId() {
        return keyId;
    }

    /** What was called. */
    public Api api() {
        return api;
    }

    /** When. */
    public long arrivedAt() {
        return arrivedAt;
    }

    /** When the answer came. */
    public long answeredAt() {
        return answeredAt;
    }

    /** Whether there is no answer yet. */
    public boolean isPending() {
        return answers == 0;
    }

    /** How many answers there were. */
    public int answers() {
        return answers;
    }

    /** Whether the caller gave up. */
    public boolean wasCancelled() {
        return cancelled;
    }

    /** The keys of the answer; empty if it failed, and where nothing was cached. */
    public List<Served> served() {
        return served;
    }

    /** Why there was no key; null when there was one. */
    public @Nullable Throwable failure() {
        return failure;
    }

    /** What the token of one who verifies was signed with; null if with no key of the issuer. */
    public @Nullable KeyMaterial signedWith() {
        return signedWith;
    }

    void signedWith(@Nullable KeyMaterial material) {
        signedWith = material;
    }

    void waitsFor(CompletableFuture<?> newFuture) {
        future = newFuture;
    }

    /** Gives up, if there is no answer yet. */
    public void cancel() {
        if (isPending() && future != null) {
            cancelled = true;
            future.cancel(true);
        }
    }

    void answered(List<Served> keys, @Nullable Throwable why, long now) {
        answers++;
        served = keys;
        failure = why;
        answeredAt = now;
    }

    @Override
    public String toString() {
        return "call " + number + " " + node + " " + api + " " + (issuer == null ? issuerName : issuer) + "/" + keyId;
    }

    /** What is called. */
    public enum Api {
        /** {@code getKey(token)}. */
        KEY,
        /** {@code getKeys(token)}. */
        KEYS,
        /** {@code getKey(issuer, keyId)}. */
        KEY_BY_NAME,
        /** {@code getKeyIfCached(token)}. */
        CACHED,
        /** {@code refresh(issuer)}. */
        REFRESH,
        /** {@code tryKeys(token)}, with a genuine one. */
        VERIFY,
        /** The same with a token that somebody forged. */
        FORGED;

        /** Whether signatures are verified. */
        public boolean verifies() {
            return this == VERIFY || this == FORGED;
        }
    }

    /** No key was the one that the token was signed with. */
    public static final class WrongSignatureException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        WrongSignatureException() {
            super("wrong signature", null, false, false);
        }
    }

    /** A key of an answer. */
    public record Served(@Nullable String issuer, @Nullable String keyId, PublicKey key) {}
}
