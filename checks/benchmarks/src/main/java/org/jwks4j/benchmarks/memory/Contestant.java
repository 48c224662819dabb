package org.jwks4j.benchmarks.memory;

/** Someone who keeps issuers' keys. */
interface Contestant {
    String title();

    /**
     * Sets as many issuers up and fetches the keys of each.
     *
     * @return what holds all that is kept
     */
    Object fetchAll(int issuers) throws Exception;
}
