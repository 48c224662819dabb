package org.jwks4j.fleet;

import java.time.Duration;
import java.util.Comparator;

/**
 * What an operator has revoked.
 *
 * @param issuer whose; empty for tokens, in whose digest it is
 * @param name the ID of a key, or the digest of what tokens say; empty for the issuer as a whole
 */
public record Revocation(Kind kind, String issuer, String name) {
    /** How long one is in force at the longest: by then an issuer has long ceased to publish a key. */
    public static final Duration LONGEST = Duration.ofDays(400);

    /** How many of tokens a node makes, and a store keeps. */
    public static final int MOST_OF_TOKENS = 1_000;

    static final Comparator<Revocation> ORDER = Comparator.comparing(Revocation::kind)
            .thenComparing(Revocation::issuer)
            .thenComparing(Revocation::name);

    public static Revocation ofKey(String issuer, String keyId) {
        return new Revocation(Kind.KEY, issuer, keyId);
    }

    public static Revocation ofIssuer(String issuer) {
        return new Revocation(Kind.ISSUER, issuer, "");
    }

    public static Revocation ofTokens(String digest) {
        return new Revocation(Kind.TOKENS, "", digest);
    }

    /** What is refused from then on. */
    public enum Kind {
        KEY,
        ISSUER,
        TOKENS
    }
}
