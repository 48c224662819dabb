package org.jwks4j.simulation.fleet;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/** Writes entries as a node would, with keys of the intruder: all is as it must be but for the seal, since the secret is not known. */
record Forger(LongSupplier wallClockMillis, UnaryOperator<String> forgedBody) {
    private static final int NAME_AT = 5;
    private static final int DIGEST_LENGTH = 32;
    private static final int SEAL_LENGTH = 32;
    private static final int CACHING_LENGTH = 2 * Long.BYTES + 1;
    private static final int TIMES_LENGTH = 2 * Long.BYTES;

    /** The same entry, asked for now, with another body. What was damaged before is left as it is. */
    byte[] forged(byte[] entry) {
        int askedAt;
        try {
            askedAt = afterText(entry, afterText(entry, afterText(entry, NAME_AT)));
        } catch (IndexOutOfBoundsException e) {
            return entry;
        }
        int lengthAt = askedAt + TIMES_LENGTH + CACHING_LENGTH;
        int bodyAt = lengthAt + Integer.BYTES + DIGEST_LENGTH + SEAL_LENGTH;
        if (bodyAt > entry.length) {
            return entry;
        }
        String real = new String(entry, bodyAt, entry.length - bodyAt, StandardCharsets.UTF_8);
        byte[] body = forgedBody.apply(real).getBytes(StandardCharsets.UTF_8);
        ByteBuffer all = ByteBuffer.allocate(bodyAt + body.length).put(entry, 0, bodyAt);
        all.putLong(askedAt, wallClockMillis.getAsLong());
        all.putLong(askedAt + Long.BYTES, wallClockMillis.getAsLong());
        all.putInt(lengthAt, body.length);
        all.put(lengthAt + Integer.BYTES, sha256(body)).put(body);
        return all.array();
    }

    private static int afterText(byte[] entry, int at) {
        int length = ByteBuffer.wrap(entry).getInt(at);
        if (length < 0 || length > entry.length) {
            throw new IndexOutOfBoundsException(length);
        }
        return at + Integer.BYTES + length;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
