package org.jwks4j.benchmarks.repeated;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
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

    /** Takes the bytes. */
    @Setup
    public void receive(Issued issued) throws Exception {
        received = issued.bytes();
        digest = MessageDigest.getInstance("SHA-256");
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
}
