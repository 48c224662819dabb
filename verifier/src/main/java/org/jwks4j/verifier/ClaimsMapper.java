package org.jwks4j.verifier;

/**
 * Makes an object of claims: the door for a JSON mapper that the application has.
 *
 * @param <T> what it makes
 */
@FunctionalInterface
public interface ClaimsMapper<T> {
    /**
     * Reads the claims.
     *
     * @param json the payload in UTF-8
     * @return what it makes of them
     * @throws Exception if they do not fit
     */
    T map(byte[] json) throws Exception;
}
