package org.jwks4j.verifier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.jwks4j.KeyFetcher;
import org.jwks4j.verifier.remembered.TokenDigest;
import org.jwks4j.verifier.remembered.Validity;

/**
 * Tokens that one verifier has verified, so that one that comes again costs no signature. Whatever may have changed since is
 * asked again at each use: whether the key may still be used, and the time. What else the rules look at is the token's own
 * text, and that is the same, bit for bit.
 */
final class VerifiedTokens {
    private final KeyFetcher fetcher;
    private final InstantSource instants;
    private final Cache<TokenDigest, RememberedToken> entries;

    /** Holds tokens of about that many bytes in all. */
    VerifiedTokens(KeyFetcher fetcher, InstantSource instants, long maxBytes) {
        this.fetcher = fetcher;
        this.instants = instants;
        this.entries = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((TokenDigest digest, RememberedToken token) -> token.weight())
                .executor(Runnable::run)
                .expireAfter(Expiry.<TokenDigest, RememberedToken>writing(
                        (digest, token) -> token.validity().remaining(instants.instant())))
                .build();
    }

    /** The token as it was verified; null when it was not, or something has changed: then it is to be verified anew. */
    @Nullable
    VerifiedJwt find(TokenDigest digest) {
        RememberedToken token = entries.getIfPresent(digest);
        if (token == null) {
            return null;
        }
        VerifiedJwt jwt = token.jwt();
        if (jwt != null && fetcher.isCurrent(jwt.key()) && token.validity().includes(instants.instant())) {
            return jwt;
        }
        entries.invalidate(digest);
        return null;
    }

    /** Remembers a verified token. */
    void add(TokenDigest digest, VerifiedJwt jwt, Validity validity) {
        RememberedToken token = new RememberedToken(jwt, validity);
        if (token.validity().includes(instants.instant())) {
            entries.put(digest, token);
        }
    }

    /** The weight of all there are, in bytes. */
    long bytes() {
        entries.cleanUp();
        return entries.policy().eviction().orElseThrow().weightedSize().orElseThrow();
    }

    /** How many there are. */
    long size() {
        entries.cleanUp();
        return entries.estimatedSize();
    }
}
