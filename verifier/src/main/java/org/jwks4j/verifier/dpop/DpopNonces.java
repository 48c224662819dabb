package org.jwks4j.verifier.dpop;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jwks4j.encoding.Base64Url;

/**
 * Nonces of this server for DPoP proofs (RFC 9449 §9), for which nothing is stored: each is a time with a MAC (HMAC-SHA-256).
 * Nodes with the same secret accept each other's. A nonce is accepted until its lifetime is over; a proof with an older one, or
 * with none, is told a new one. Thread-safe.
 */
public final class DpopNonces {
    private static final int SECRET_BYTES = 32;
    private static final int MAC_BYTES = 16;
    private static final String ALGORITHM = "HmacSHA256";

    /** How far the clocks of two nodes may be apart. */
    private static final Duration AHEAD = Duration.ofSeconds(10);

    private final Duration lifetime;

    /** The newest first; one or two. */
    private volatile List<SecretKeySpec> secrets;

    private DpopNonces(Duration lifetime, List<SecretKeySpec> secrets) {
        this.lifetime = lifetime;
        this.secrets = secrets;
    }

    /**
     * Nonces of nodes that share a secret.
     *
     * @param secret at least 32 random bytes
     * @param lifetime how long a nonce is accepted, from 1 s to 1 h; 5 min is usual
     * @return nonces
     */
    public static DpopNonces of(byte[] secret, Duration lifetime) {
        if (lifetime.compareTo(Duration.ofSeconds(1)) < 0 || lifetime.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("a nonce must live for 1 s to 1 h");
        }
        return new DpopNonces(lifetime, List.of(key(secret)));
    }

    /**
     * Nonces of one process, with a secret of its own.
     *
     * @param random makes the secret
     * @param lifetime how long a nonce is accepted, from 1 s to 1 h; 5 min is usual
     * @return nonces
     */
    public static DpopNonces ofThisProcess(SecureRandom random, Duration lifetime) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return of(secret, lifetime);
    }

    /**
     * Changes the secret: new nonces are made with it, and those of the secret before are accepted for their lifetime. Those of
     * the one before that are not.
     *
     * @param secret at least 32 random bytes
     */
    public synchronized void rotate(byte[] secret) {
        secrets = List.of(key(secret), secrets.get(0));
    }

    private static SecretKeySpec key(byte[] secret) {
        if (secret.length < SECRET_BYTES) { // RFC 2104 §3: no shorter than the hash
            throw new IllegalArgumentException("the secret must have at least " + SECRET_BYTES + " bytes");
        }
        return new SecretKeySpec(secret, ALGORITHM);
    }

    /**
     * A nonce for the {@code DPoP-Nonce} header field of a response (RFC 9449 §8.2, §9).
     *
     * @param now the time
     * @return 32 characters of base64url, which are the same for a second
     */
    public String next(Instant now) {
        long second = now.getEpochSecond();
        byte[] nonce = ByteBuffer.allocate(Long.BYTES + MAC_BYTES)
                .putLong(second)
                .put(mac(secrets.get(0), second))
                .array();
        return Base64Url.encode(nonce);
    }

    /**
     * Whether a nonce is one of these, and still accepted.
     *
     * @param nonce untrusted text
     * @param now the time
     * @return true if it is
     */
    public boolean accepts(String nonce, Instant now) {
        byte[] octets;
        try {
            octets = Base64Url.decode(nonce);
        } catch (IllegalArgumentException e) {
            return false;
        }
        if (octets.length != Long.BYTES + MAC_BYTES) {
            return false;
        }
        long second = ByteBuffer.wrap(octets).getLong();
        byte[] mac = Arrays.copyOfRange(octets, Long.BYTES, octets.length);
        boolean ours = secrets.stream().anyMatch(secret -> MessageDigest.isEqual(mac(secret, second), mac));
        return ours && isCurrent(second, now);
    }

    private boolean isCurrent(long second, Instant now) {
        try {
            Instant made = Instant.ofEpochSecond(second);
            return !made.isAfter(now.plus(AHEAD)) && !now.isAfter(made.plus(lifetime));
        } catch (DateTimeException e) { // of a second that no clock shows
            return false;
        }
    }

    private static byte[] mac(SecretKeySpec secret, long second) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            mac.update(ByteBuffer.allocate(Long.BYTES).putLong(second).flip());
            return Arrays.copyOf(mac.doFinal(), MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has HMAC-SHA-256", e);
        }
    }

    /** How long a nonce lives; never the secret. */
    @Override
    public String toString() {
        return "DpopNonces[for " + lifetime + "]";
    }
}
