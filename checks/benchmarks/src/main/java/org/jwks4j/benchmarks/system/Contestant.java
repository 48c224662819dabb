package org.jwks4j.benchmarks.system;

/** A library that is set up for one issuer, once, as a service does when it starts. */
interface Contestant extends AutoCloseable {
    /** Verifies, on the caller's thread, and throws when the token is refused or its key cannot be learned. */
    void verify(String token) throws Exception;

    /** Ends what it started. */
    @Override
    default void close() {}
}
