package org.jwks4j.benchmarks.firstkey;

/** A library that is set up in a new JVM. */
interface Contestant {
    /**
     * Reads the token, fetches the keys, and finds the token's one. Says what it comes to on the way.
     *
     * @throws Exception when there is no key
     */
    void firstKey(String issuer, String jwksUri, String token, Clock clock) throws Exception;
}
