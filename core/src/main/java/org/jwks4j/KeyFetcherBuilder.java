package org.jwks4j;

import static java.util.Objects.requireNonNull;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.jwks4j.http.HttpTransport;
import org.jwks4j.http.JdkHttpTransport;
import org.jwks4j.http.UriPolicy;
import org.jwks4j.json.Quoted;

/**
 * Configures a {@link KeyFetcher}. Only trust is mandatory. A value that cannot be is refused at once, with an
 * {@link IllegalArgumentException}; what does not go together is refused by {@link #build()}. So a mistake shows at start, and
 * not with the first token. Not thread-safe.
 */
public final class KeyFetcherBuilder {
    private static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(10);
    private static final Duration LONGEST_DEADLINE = Duration.ofHours(1);

    private final Map<String, TrustedIssuer> trusted = new LinkedHashMap<>();
    private final List<KeyFetcherListener> listeners = new ArrayList<>();
    private List<MetadataLocation> locations = List.of(MetadataLocation.openIdConfiguration());
    private @Nullable IssuerResolver resolver;
    private int maximumIssuers = 10_000;
    private RefreshPolicy policy = RefreshPolicy.defaults();
    private Duration deadline = DEFAULT_DEADLINE;
    private UriPolicy uriPolicy = UriPolicy.HTTPS_ONLY;
    private int maximumRequests = 16;
    private int maximumRequestsPerHost = 2;
    private boolean sameOriginRedirects;
    private @Nullable HttpTransport transport;
    private @Nullable HttpTransport clientTransport;
    private @Nullable ScheduledExecutorService scheduler;
    private Executor executor = ForkJoinPool.commonPool();
    private LongSupplier ticker = System::nanoTime;
    private InstantSource instants = Clock.systemUTC();
    private RandomGenerator random = new Random();

    KeyFetcherBuilder() {}

    /**
     * Trusts an issuer whose keys are found through its metadata.
     *
     * @param issuer the exact {@code iss} of its tokens
     * @return this
     */
    public KeyFetcherBuilder trust(String issuer) {
        return trust(TrustedIssuer.of(issuer));
    }

    /**
     * Trusts an issuer.
     *
     * @param issuer the issuer, and where its keys come from
     * @return this
     */
    public KeyFetcherBuilder trust(TrustedIssuer issuer) {
        if (trusted.putIfAbsent(issuer.name(), issuer) != null) {
            throw new IllegalArgumentException("trust(...) was called twice for " + Quoted.of(issuer.name()));
        }
        return this;
    }

    /**
     * Trusts the issuers that a resolver vouches for. Issuers that were trusted by name never get there.
     *
     * @param issuerResolver asked for each {@code iss} that is not known yet
     * @return this
     */
    public KeyFetcherBuilder trust(IssuerResolver issuerResolver) {
        if (resolver != null) {
            throw new IllegalArgumentException("trust(IssuerResolver) was called twice");
        }
        resolver = requireNonNull(issuerResolver, "issuerResolver");
        return this;
    }

    /**
     * How many resolved issuers are remembered, and as many names that are not trusted. The busy ones are kept. Issuers
     * that were trusted by name do not count and are never forgotten.
     *
     * @param maximum more than zero; 10,000 unless said
     * @return this
     */
    public KeyFetcherBuilder maximumIssuers(int maximum) {
        if (maximum < 1) {
            throw new IllegalArgumentException("maximumIssuers must be more than zero");
        }
        maximumIssuers = maximum;
        return this;
    }

    /**
     * Where the metadata of all issuers is that do not say otherwise, in order; by default only
     * {@link MetadataLocation#openIdConfiguration()}. The next place is asked when one answers 4xx.
     *
     * @param inOrder at least one
     * @return this
     */
    public KeyFetcherBuilder metadataAt(MetadataLocation... inOrder) {
        if (inOrder.length == 0) {
            throw new IllegalArgumentException("metadataAt() needs a location");
        }
        locations = List.of(inOrder);
        return this;
    }

    /**
     * The path of the metadata of all issuers that do not say otherwise, as
     * {@code metadataAt(MetadataLocation.path(path))}.
     *
     * @param path begins with a slash; appended to the issuer
     * @return this
     */
    public KeyFetcherBuilder metadataPath(String path) {
        return metadataAt(MetadataLocation.path(path));
    }

    /**
     * How long keys are believed and how often an issuer may be asked.
     *
     * @param newPolicy instead of {@link RefreshPolicy#defaults()}
     * @return this
     */
    public KeyFetcherBuilder refreshPolicy(RefreshPolicy newPolicy) {
        policy = requireNonNull(newPolicy, "newPolicy");
        return this;
    }

    /**
     * How long one call waits at most for keys that are not cached. The fetch itself goes on.
     *
     * @param newDeadline more than zero and at most an hour; 10 s unless said
     * @return this
     */
    public KeyFetcherBuilder deadline(Duration newDeadline) {
        if (newDeadline.isNegative() || newDeadline.isZero() || newDeadline.compareTo(LONGEST_DEADLINE) > 0) {
            throw new IllegalArgumentException("the deadline must be more than zero and at most " + LONGEST_DEADLINE);
        }
        deadline = newDeadline;
        return this;
    }

    /**
     * Permits {@code http} for URIs whose host is a loopback address: for tests and local development.
     *
     * @return this
     */
    public KeyFetcherBuilder allowHttpOnLoopback() {
        uriPolicy = UriPolicy.HTTP_ON_LOOPBACK;
        return this;
    }

    /**
     * Fetches through this client, with its proxy, TLS and executor. It must not follow redirects. Answers are read on
     * {@link #executor}, not on the client's.
     *
     * @param client left open when the fetcher closes
     * @return this
     * @throws IllegalArgumentException when the client follows redirects
     */
    public KeyFetcherBuilder httpClient(HttpClient client) {
        clientTransport = JdkHttpTransport.of(client);
        return this;
    }

    /**
     * Fetches through this transport.
     *
     * @param newTransport left open when the fetcher closes
     * @return this
     */
    public KeyFetcherBuilder transport(HttpTransport newTransport) {
        transport = requireNonNull(newTransport, "newTransport");
        return this;
    }

    /**
     * How many requests may be under way at once; the others wait for their turn, 5 s at most. Issuers that were trusted by
     * name and those that a resolver vouched for are counted apart, so that the latter never hold up the former.
     *
     * @param atOnce to all hosts; 16 unless said
     * @param perHost to one host; 2 unless said
     * @return this
     */
    public KeyFetcherBuilder maximumRequests(int atOnce, int perHost) {
        if (perHost < 1 || atOnce < perHost) {
            throw new IllegalArgumentException("maximumRequests(" + atOnce + ", " + perHost
                    + "): at least one per host, and no fewer at once than per host");
        }
        maximumRequests = atOnce;
        maximumRequestsPerHost = perHost;
        return this;
    }

    /**
     * Follows redirects within the origin that was asked, three at most; by default none, and never any to elsewhere.
     *
     * @return this
     */
    public KeyFetcherBuilder followSameOriginRedirects() {
        sameOriginRedirects = true;
        return this;
    }

    /**
     * Tells a listener what happens; can be called for several. The log (SLF4J, logger {@code org.jwks4j.KeyFetcher}) is
     * written in any case.
     *
     * @param listener told after those that were added before
     * @return this
     */
    public KeyFetcherBuilder listener(KeyFetcherListener listener) {
        listeners.add(requireNonNull(listener, "listener"));
        return this;
    }

    /**
     * Where answers are read and callers' futures complete; by default {@link ForkJoinPool#commonPool()}. It must have a
     * free thread: while all are blocked, neither answers nor deadlines reach a future ({@link BlockingKeyFetcher} keeps
     * its deadline all the same).
     *
     * @param newExecutor left open when the fetcher closes
     * @return this
     */
    public KeyFetcherBuilder executor(Executor newExecutor) {
        executor = requireNonNull(newExecutor, "newExecutor");
        return this;
    }

    /**
     * Times refreshes and deadlines; by default one daemon thread of the fetcher's own, whatever the number of issuers.
     *
     * @param newScheduler left open when the fetcher closes
     * @return this
     */
    public KeyFetcherBuilder scheduler(ScheduledExecutorService newScheduler) {
        scheduler = requireNonNull(newScheduler, "newScheduler");
        return this;
    }

    /**
     * Measures ages: monotonic nanoseconds of any origin; by default {@link System#nanoTime()}.
     *
     * @param nanoseconds must run at the pace of the scheduler
     * @return this
     */
    public KeyFetcherBuilder ticker(LongSupplier nanoseconds) {
        ticker = requireNonNull(nanoseconds, "nanoseconds");
        return this;
    }

    /**
     * The wall clock, needed only for dates in headers and in {@link IssuerStatus}.
     *
     * @param newInstants by default the system's clock
     * @return this
     */
    public KeyFetcherBuilder instantSource(InstantSource newInstants) {
        instants = requireNonNull(newInstants, "newInstants");
        return this;
    }

    /**
     * The chance that spreads refreshes and retries.
     *
     * @param newRandom thread-safe
     * @return this
     */
    public KeyFetcherBuilder random(RandomGenerator newRandom) {
        random = requireNonNull(newRandom, "newRandom");
        return this;
    }

    /**
     * Builds the fetcher. Nothing is fetched yet.
     *
     * @return a new fetcher; close it in the end
     * @throws IllegalStateException when nobody is trusted, two calls contradict each other, or an issuer's URIs may not be
     *     asked
     */
    public KeyFetcher build() {
        if (trusted.isEmpty() && resolver == null) {
            throw new IllegalStateException(
                    "nobody is trusted: call trust(...) for each issuer whose tokens are accepted");
        }
        if (transport != null && clientTransport != null) {
            throw new IllegalStateException("transport(...) and httpClient(...) contradict each other");
        }
        trusted.values().forEach(issuer -> IssuerUris.check(issuer, issuer.locationsOr(locations), uriPolicy));
        return assemble();
    }

    /** From the outside in: listeners, time and threads, the network, and on them the issuers. */
    private KeyFetcher assemble() {
        List<KeyFetcherListener> all = new ArrayList<>();
        all.add(new LoggingListener());
        all.addAll(listeners);
        KeyFetcherListener listener = new SafeListeners(all);
        boolean ownScheduler = scheduler == null;
        ScheduledExecutorService timer = scheduler == null ? TimerThread.start() : scheduler;
        Environment environment = new Environment(ticker, instants, timer, executor, random);
        boolean ownTransport = transport == null && clientTransport == null;
        HttpTransport network = network();
        HttpTransport redirected = sameOriginRedirects ? new SameOriginRedirects(network) : network;
        TimedTransport timed = new TimedTransport(redirected, environment); // all redirects within one deadline
        Engine engine = new Engine(
                environment,
                fetcher(timed, environment, listener),
                uriPolicy,
                policy,
                deadline,
                new RevokedKeys(),
                listener);
        Engine resolvedEngine = engine.with(fetcher(timed, environment, listener));
        List<MetadataLocation> places = locations;
        ResolvedIssuers resolved = resolver == null
                ? null
                : new ResolvedIssuers(resolver, maximumIssuers, resolvedEngine, (trust, upkeep) -> {
                    IssuerUris.check(trust, trust.locationsOr(places), resolvedEngine.uriPolicy());
                    return new Issuer(trust, trust.locationsOr(places), resolvedEngine, upkeep);
                });
        TrustedIssuers issuers = new TrustedIssuers(
                trusted.values(),
                trust -> new Issuer(trust, trust.locationsOr(places), engine, Upkeep.PINNED),
                resolved);
        return new KeyFetcher(issuers, engine, timed, () -> {
            if (ownScheduler) {
                timer.shutdownNow();
            }
            if (ownTransport) {
                network.close();
            }
        });
    }

    private DocumentFetcher fetcher(HttpTransport timed, Environment environment, KeyFetcherListener listener) {
        HttpTransport gate = new RequestGate(timed, environment, maximumRequests, maximumRequestsPerHost);
        return new DocumentFetcher(gate, uriPolicy, environment, listener);
    }

    private HttpTransport network() {
        if (transport != null) {
            return transport;
        }
        return clientTransport == null ? JdkHttpTransport.create() : clientTransport;
    }
}
