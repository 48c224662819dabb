package org.jwks4j.heap;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.jwks4j.jwk.Jwk;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.jwk.SkippedJwk;
import org.jwks4j.refresh.Failures;

/**
 * Estimates how many bytes of heap things hold, rather too many than too few: what the tables of issuers are bounded by. The
 * constants are measured ({@code IssuerWeightTest}), for a 64-bit JVM with compressed references.
 */
public final class HeapSize {
    private static final int STRING = 56;
    private static final int JWK = 600;
    private static final int SKIPPED = 150;

    /** The text of a key is half again as long as its numbers, and these are kept up to four times once it is used. */
    private static final int PER_CHARACTER_OF_JWK = 4;

    private static final int ENTRY = 400;
    private static final int AT_WORK = 2_600;
    private static final int FAILURE = 200;
    private static final int NAME = 100;

    private HeapSize() {}

    public static long of(@Nullable String text) {
        return text == null ? 0 : STRING + 2L * text.length();
    }

    /** A name that is remembered, and nothing else. */
    public static long ofName(String name) {
        return ENTRY / 2 + of(name);
    }

    /** An entry of a table, without what it knows. */
    public static long ofEntry(String issuer) {
        return ENTRY + 2 * of(issuer);
    }

    public static long ofText(byte[] text) {
        return 16L + text.length;
    }

    public static long of(JwkSet set) {
        long bytes = 0;
        for (Jwk key : set.keys()) {
            bytes += JWK + (long) PER_CHARACTER_OF_JWK * key.toJson().toJson().length();
        }
        for (SkippedJwk skipped : set.skipped()) {
            bytes += SKIPPED + of(skipped.keyId()) + of(skipped.detail());
        }
        return bytes;
    }

    /**
     * An issuer at work: its two sources with their states.
     *
     * @param names what is remembered of keys that are not there
     */
    public static long ofWork(
            @Nullable JwkSet keys, long metadata, Failures ofKeys, Failures ofMetadata, Collection<String> names) {
        long remembered = names.stream().mapToLong(name -> NAME + of(name)).sum();
        return AT_WORK + (keys == null ? 0 : of(keys)) + metadata + of(ofKeys) + of(ofMetadata) + remembered;
    }

    public static long of(Failures failures) {
        return failures.last() == null
                ? 0
                : FAILURE + of(failures.last().cause().getMessage());
    }
}
