package org.jwks4j.transport.httpclient5;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.hc.client5.http.psl.PublicSuffixMatcher;
import org.apache.hc.client5.http.psl.PublicSuffixMatcherLoader;
import org.jwks4j.http.AddressGuard;

/**
 * Where look-ups block: hosts that have answered before have places of their own, so that name servers of strangers that never
 * answer hold up no issuer that is known. A stranger has one place for each registrable domain.
 */
final class Lookups implements AutoCloseable {
    static final int KNOWN_THREADS = 32;
    static final int OTHER_THREADS = 16;
    private static final int KNOWN_PER_DOMAIN = 2;
    private static final int MAX_KNOWN = 10_000;

    private final ExecutorService knownThreads = threads(KNOWN_THREADS);
    private final ExecutorService otherThreads = threads(OTHER_THREADS);
    private final Places known = new Places(knownThreads, KNOWN_THREADS, KNOWN_PER_DOMAIN);
    private final Places others = new Places(otherThreads, OTHER_THREADS, 1);
    private final PublicSuffixMatcher suffixes = PublicSuffixMatcherLoader.getDefault();

    /** Hosts, the one that was asked longest ago first, and how many look-ups of each have not ended. */
    private final Map<String, Integer> answered = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > MAX_KNOWN;
        }
    };

    private static ExecutorService threads(int most) {
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(most, most, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Lookups::thread);
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    private static Thread thread(Runnable task) {
        Thread thread = Executors.defaultThreadFactory().newThread(task);
        thread.setName("jwks4j-lookup");
        thread.setDaemon(true);
        return thread;
    }

    /** The host has answered as an issuer does. */
    synchronized void remember(String host) {
        answered.putIfAbsent(host.toLowerCase(Locale.ROOT), 0);
    }

    /**
     * Takes a look-up, to be run when it is its turn.
     *
     * @param isOver whether no one waits for it any more
     * @return false when too many wait already
     */
    boolean take(String host, Runnable lookup, BooleanSupplier isOver) {
        String name = host.toLowerCase(Locale.ROOT);
        String domain = domainOf(name);
        if (!beginsKnown(name)) {
            return others.take(domain, lookup, isOver);
        }
        boolean taken = known.take(
                domain,
                () -> {
                    try {
                        lookup.run();
                    } finally {
                        ended(name);
                    }
                },
                isOver);
        if (!taken) {
            ended(name);
        }
        return taken;
    }

    /** A host two look-ups of which have not ended counts as unknown: its name server may hang from now on. */
    private synchronized boolean beginsKnown(String name) {
        Integer begun = answered.get(name);
        if (begun == null || begun >= KNOWN_PER_DOMAIN) {
            return false;
        }
        answered.put(name, begun + 1);
        return true;
    }

    private synchronized void ended(String name) {
        answered.computeIfPresent(name, (host, begun) -> Math.max(0, begun - 1));
    }

    private String domainOf(String name) {
        String root = AddressGuard.literal(name).isPresent() ? null : suffixes.getDomainRoot(name);
        return root == null ? name : root;
    }

    @Override
    public void close() {
        knownThreads.shutdownNow();
        otherThreads.shutdownNow();
    }
}
