package org.jwks4j.benchmarks.repeated;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.jwks4j.benchmarks.verify.Issued;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Parts of what a cache of verified tokens has to do. */
@State(Scope.Thread)
public class Floors {
    private byte[] received;
    private MessageDigest digest;
    private Cache<Key, byte[]> cache;

    private record Key(long first, long second, long third, long fourth) {
        private static Key of(byte[] digest) {
            ByteBuffer bytes = ByteBuffer.wrap(digest);
            return new Key(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
        }
    }

    /** Takes the bytes. */
    @Setup
    public void receive(Issued issued) throws Exception {
        received = issued.bytes();
        digest = MessageDigest.getInstance("SHA-256");
        cache = Caffeine.newBuilder().maximumSize(10_000).build();
        cache.put(Key.of(sha256()), received);
    }

    /** The String that every library starts from. */
    @Benchmark
    public String newString() {
        return new String(received, StandardCharsets.ISO_8859_1);
    }

    /** What a cache by digest starts with. */
    @Benchmark
    public byte[] sha256() {
        return digest.digest(received);
    }

    /** What every cache of verified tokens does that keeps no tokens: it digests, and looks the digest up. */
    @Benchmark
    public byte @Nullable [] digestAndRead() {
        return cache.getIfPresent(Key.of(sha256()));
    }
}
