package org.jwks4j.trust;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.jwks4j.encoding.Sha256;
import org.jwks4j.token.TokenJson;

/**
 * The tokens that this service has taken back before they expire: one, all of a session, or all of a subject, by what they say of it.
 * Kept as digests, since those of other nodes come so.
 */
public final class RevokedTokens {
    /** Those of all nodes, which may not have heard of each other when they added theirs. */
    public static final int MOST_OF_ALL_NODES = 10_000;

    /** RFC 7519 §4.1.7, OpenID Connect Front-Channel Logout 1.0 §3, RFC 7519 §4.1.2. */
    public static final List<String> CLAIMS = List.of("jti", "sid", "sub");

    private final InstantSource wallClock;

    /** By digest, until when, in milliseconds. Read for each token. */
    private volatile Map<String, Long> untilMillis = Map.of();

    public RevokedTokens(InstantSource wallClock) {
        this.wallClock = wallClock;
    }

    /** A store's readers learn no subject from it, and all have the same length. */
    public static String digest(String issuer, String claim, String value) {
        return Sha256.base64Url(issuer.length() + " " + issuer + " " + claim + " " + value);
    }

    /**
     * Adds what is refused from now on.
     *
     * @return false if as many as that are revoked already
     */
    public synchronized boolean put(String digest, long until, int most) {
        Map<String, Long> all = new HashMap<>(untilMillis);
        all.values().removeIf(end -> !isInForce(end));
        if (until > wallClock.millis()) {
            if (all.size() >= most && !all.containsKey(digest)) {
                return false;
            }
            all.merge(digest, until, Long::max);
        }
        untilMillis = Map.copyOf(all);
        return true;
    }

    /** By whichever of the issuer's names: who revoked it knows it by the one that is in its tokens. */
    public boolean contains(String issuer, Set<String> aliases, TokenJson claims) {
        Map<String, Long> revoked = untilMillis;
        return !revoked.isEmpty()
                && Stream.concat(Stream.of(issuer), aliases.stream()).anyMatch(name -> contains(revoked, name, claims));
    }

    private boolean contains(Map<String, Long> revoked, String issuer, TokenJson claims) {
        return CLAIMS.stream()
                .anyMatch(claim -> claims.string(claim)
                        .filter(value -> isInForce(revoked.get(digest(issuer, claim, value))))
                        .isPresent());
    }

    private boolean isInForce(@Nullable Long until) {
        return until != null && wallClock.millis() < until;
    }

    public int size() {
        return (int) untilMillis.values().stream().filter(this::isInForce).count();
    }
}
