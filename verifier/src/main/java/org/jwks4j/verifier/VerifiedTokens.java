package org.jwks4j.verifier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import org.jspecify.annotations.Nullable;
import org.jwks4j.KeyFetcher;

/**
 * Tokens that one verifier has verified, so that one that comes again costs no signature. Whatever may have changed since is
 * asked again at each use: whether the key may still be used, and the time. What else the rules look at is the token's own
 * text, and that is the same, bit for bit.
 */
final class VerifiedTokens {
    private final KeyFetcher fetcher;
    private final ClaimRules rules;
    private final int maxTokenLength;
    private final Cache<TokenDigest, Entry> entries;

    VerifiedTokens(KeyFetcher fetcher, ClaimRules rules, int maxTokens, int maxTokenLength) {
        this.fetcher = fetcher;
        this.rules = rules;
        this.maxTokenLength = maxTokenLength;
        this.entries = Caffeine.newBuilder()
                .maximumSize(maxTokens)
                .executor(Runnable::run)
                .expireAfter(Expiry.<TokenDigest, Entry>writing((digest, entry) -> rules.remaining(entry.validity)))
                .build();
    }

    /** Null when the token is too long to be remembered. */
    @Nullable
    TokenDigest digest(String token) {
        return token.length() <= maxTokenLength ? TokenDigest.of(token) : null;
    }

    /** The token as it was verified; null when it was not, or something has changed: then it is to be verified anew. */
    @Nullable
    VerifiedJwt find(TokenDigest digest) {
        Entry entry = entries.getIfPresent(digest);
        if (entry == null) {
            return null;
        }
        if (fetcher.isCurrent(entry.jwt.key()) && rules.includeNow(entry.validity)) {
            return entry.jwt;
        }
        entries.invalidate(digest);
        return null;
    }

    /** Remembers a verified token, unless there is something odd about its claims. */
    void add(TokenDigest digest, VerifiedJwt jwt) {
        Validity validity = rules.plainly(jwt.claims().text());
        if (validity != null && rules.includeNow(validity)) {
            entries.put(digest, new Entry(jwt, validity));
        }
    }

    /** How many there are. */
    long size() {
        entries.cleanUp();
        return entries.estimatedSize();
    }

    private record Entry(VerifiedJwt jwt, Validity validity) {}
}
