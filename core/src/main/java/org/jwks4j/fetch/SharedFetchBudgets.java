package org.jwks4j.fetch;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.jwks4j.net.TokenBucket;
import org.jwks4j.refresh.SharedFetchBudget;

/**
 * What all issuers of a host may have fetched out of turn, together: two a second. An issuer that failed before its host last
 * answered may draw on a hundred a second more, since the host is back: a thousand issuers are asked within ten seconds.
 */
public final class SharedFetchBudgets {
    private static final int KEPT_HOSTS = 100;
    private static final int MAX_FURTHER_HOSTS = 10_000;

    /** The first hosts, those of issuers that were trusted by name among them, for good. */
    private final Map<String, Budget> kept = new ConcurrentHashMap<>();

    /** Made with the first host beyond them. */
    private final AtomicReference<@Nullable Cache<String, Budget>> further = new AtomicReference<>();

    /** The budget of a URI's host. */
    public SharedFetchBudget of(String uri) {
        String host = hostOf(uri);
        Budget known = kept.get(host);
        if (known != null) {
            return known;
        }
        return kept.size() < KEPT_HOSTS
                ? kept.computeIfAbsent(host, first -> new Budget())
                : further().get(host, another -> new Budget());
    }

    private Cache<String, Budget> further() {
        Cache<String, Budget> known = further.get();
        if (known != null) {
            return known;
        }
        Cache<String, Budget> made = Caffeine.newBuilder()
                .maximumSize(MAX_FURTHER_HOSTS)
                .executor(Runnable::run)
                .build();
        return further.compareAndSet(null, made) ? made : requireNonNull(further.get());
    }

    private static String hostOf(String uri) {
        try {
            String host = URI.create(uri).getHost();
            return host == null ? uri : host.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) { // an issuer's name need not be a URI
            return uri;
        }
    }

    /** The lock is held for some nanoseconds, and only by callers that may begin a fetch. */
    private static final class Budget implements SharedFetchBudget {
        private final TokenBucket always =
                new TokenBucket(2, Duration.ofMillis(500).toNanos(), 0);
        private final TokenBucket onceAnswered =
                new TokenBucket(100, Duration.ofMillis(10).toNanos(), 0);
        private long answeredAt = Long.MIN_VALUE;

        @Override
        public synchronized boolean take(long now, long failedAt) {
            return always.tryTake(now) || (failedAt < answeredAt && onceAnswered.tryTake(now));
        }

        @Override
        public synchronized void answered(long now) {
            answeredAt = Math.max(answeredAt, now);
        }
    }
}
