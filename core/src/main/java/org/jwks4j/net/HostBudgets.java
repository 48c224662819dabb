package org.jwks4j.net;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;

/**
 * What all issuers of a host may have fetched out of turn, together: two a second. An issuer that failed before its host last
 * answered may draw on twenty a second more, since the host is back.
 */
public final class HostBudgets {
    private static final int MAX_HOSTS = 10_000;

    private final Cache<String, Budget> byHost =
            Caffeine.newBuilder().maximumSize(MAX_HOSTS).executor(Runnable::run).build();

    /** That of the host of a URI. */
    public SharedBudget of(String uri) {
        return byHost.get(hostOf(uri), host -> new Budget());
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
    private static final class Budget implements SharedBudget {
        private final Bucket always = new Bucket(2);
        private final Bucket onceAnswered = new Bucket(20);
        private long answeredAt = Long.MIN_VALUE;

        @Override
        public synchronized boolean take(long now, long failedAt) {
            return always.take(now) || (failedAt < answeredAt && onceAnswered.take(now));
        }

        @Override
        public synchronized void answered(long now) {
            answeredAt = Math.max(answeredAt, now);
        }
    }

    /** Holds what a second fills in. */
    private static final class Bucket {
        private final int most;
        private final long interval;
        private int tokens;
        private long refilledAt;

        Bucket(int perSecond) {
            this.most = perSecond;
            this.interval = Duration.ofSeconds(1).toNanos() / perSecond;
            this.tokens = perSecond;
        }

        boolean take(long now) {
            long earned = (now - refilledAt) / interval;
            if (tokens + earned >= most) {
                tokens = most;
                refilledAt = now;
            } else {
                tokens += (int) earned;
                refilledAt += earned * interval;
            }
            if (tokens == 0) {
                return false;
            }
            tokens--;
            return true;
        }
    }
}
