package org.jwks4j;

import static java.util.Objects.requireNonNull;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jwks4j.error.Reason;
import org.jwks4j.heap.IssuerMemory;
import org.jwks4j.http.GuardedTransport;
import org.jwks4j.http.HttpTransport;
import org.jwks4j.http.JdkHttpTransport;
import org.jwks4j.http.UriPolicy;
import org.jwks4j.location.JwksHosts;
import org.jwks4j.location.MetadataLocation;
import org.jwks4j.net.UserAgent;
import org.jwks4j.store.SharedStore;
import org.jwks4j.trust.VouchingAge;

/**
 * Configures a {@link KeyFetcher}. Only trust is mandatory. An invalid value is refused at once with an
 * {@link IllegalArgumentException}; settings that contradict each other are refused by {@link #build()}. Not thread-safe.
 */
public final class KeyFetcherBuilder {
    private final KeyFetcherSettings settings = new KeyFetcherSettings();

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
        settings.trust.add(requireNonNull(issuer, "issuer"));
        return this;
    }

    /**
     * Trusts the issuers that match a template. Issuers trusted by name come first, then templates in the order of these calls. A
     * template with a slot in its host needs a {@link #guardedTransport}.
     *
     * @param template the issuers, and where their keys come from
     * @return this
     */
    public KeyFetcherBuilder trust(IssuerTemplate template) {
        settings.trust.add(requireNonNull(template, "template"));
        return this;
    }

    /**
     * Trusts the issuers that a resolver accepts. Issuers trusted by name and those that match a template come first. Needs a
     * {@link #guardedTransport}, or {@link #allowPrivateAddresses()}.
     *
     * @param issuerResolver called for each {@code iss} that is not known yet
     * @return this
     */
    public KeyFetcherBuilder trust(IssuerResolver issuerResolver) {
        settings.trust.add(requireNonNull(issuerResolver, "issuerResolver"));
        return this;
    }

    /**
     * Trusts every issuer with an https name in the public DNS. A token then proves only that the owner of some web site signed
     * it. Its keys must be in the same registrable domain. Needs a {@link #guardedTransport}.
     *
     * @return this
     */
    public KeyFetcherBuilder trustAnyIssuer() {
        return trustAnyIssuer(JwksHosts.sameRegistrableDomain());
    }

    /**
     * Trusts every issuer, with another rule for the hosts of their keys.
     *
     * @param jwksHosts which hosts the metadata of each issuer may name
     * @return this
     */
    public KeyFetcherBuilder trustAnyIssuer(JwksHosts jwksHosts) {
        settings.trust.addAnyIssuer(requireNonNull(jwksHosts, "jwksHosts"));
        return this;
    }

    /**
     * Sets how many issuers that became known at run time are remembered: so many whose keys were fetched, as many newcomers, and
     * as many names that are not trusted. The least used are forgotten first. Issuers trusted by name do not count.
     *
     * @param maximum more than zero; 10,000 by default
     * @return this
     */
    public KeyFetcherBuilder maximumIssuers(int maximum) {
        if (maximum < 1) {
            throw new IllegalArgumentException("maximumIssuers must be more than zero");
        }
        settings.maximumIssuers = maximum;
        return this;
    }

    /**
     * Sets how much heap issuers that became known at run time may hold, as estimated. The least used are forgotten first.
     *
     * @param knownBytes for issuers whose keys were fetched; 128 MiB by default, enough for 100,000 resting issuers with two RSA
     *     keys each ({@link #maximumIssuers} sets their number)
     * @param newcomerBytes for the others, whose names may be invented, and for all issuers with {@link #trustAnyIssuer()}; 64 MiB
     *     by default
     * @return this
     */
    public KeyFetcherBuilder maximumIssuerMemory(long knownBytes, long newcomerBytes) {
        settings.issuerMemory = new IssuerMemory(knownBytes, newcomerBytes);
        return this;
    }

    /**
     * Sets how long a resolver's yes is used, counted from when the resolver was asked. If the issuer is in use, the resolver is
     * asked again in the background before that, so that no token waits. If the resolver fails, it is asked again with growing
     * delays of at most 30 s, and its last yes is used until {@code whileFailing}; then tokens of that issuer fail with
     * {@link Reason#RESOLVER_FAILED}.
     *
     * @param usual while the resolver answers; 10 min by default
     * @param whileFailing while the resolver fails; 1 h by default, at least {@code usual}
     * @return this
     */
    public KeyFetcherBuilder maximumTrustAge(Duration usual, Duration whileFailing) {
        settings.trustAge = new VouchingAge(usual, whileFailing);
        return this;
    }

    /**
     * Sets where metadata is, for issuers without a location of their own. The next location is asked if one answers 4xx.
     *
     * @param inOrder at least one; {@link MetadataLocation#openIdConfiguration()} by default
     * @return this
     */
    public KeyFetcherBuilder metadataAt(MetadataLocation... inOrder) {
        if (inOrder.length == 0) {
            throw new IllegalArgumentException("metadataAt() needs a location");
        }
        settings.locations = List.of(inOrder);
        return this;
    }

    /**
     * Sets how long keys are used and how often an issuer may be asked.
     *
     * @param newPolicy instead of {@link RefreshPolicy#defaults()}
     * @return this
     */
    public KeyFetcherBuilder refreshPolicy(RefreshPolicy newPolicy) {
        settings.policy = requireNonNull(newPolicy, "newPolicy");
        return this;
    }

    /**
     * Sets how long one call waits at most for keys that are not cached. The fetch itself goes on.
     *
     * @param newDeadline more than zero and at most an hour; 10 s by default
     * @return this
     */
    public KeyFetcherBuilder deadline(Duration newDeadline) {
        settings.deadline = KeyFetcherSettings.requireUpToAnHour(newDeadline, "the deadline");
        return this;
    }

    /**
     * Sets how long one request may take, from connecting to the end of its body. The default transport has 2 s to connect.
     *
     * @param timeout more than zero and at most an hour; 5 s by default
     * @return this
     */
    public KeyFetcherBuilder requestTimeout(Duration timeout) {
        settings.requestTimeout = KeyFetcherSettings.requireUpToAnHour(timeout, "the request timeout");
        return this;
    }

    /**
     * Permits {@code http} for URIs whose host is a loopback address: for tests and local development.
     *
     * @return this
     */
    public KeyFetcherBuilder allowHttpOnLoopback() {
        settings.uriPolicy = UriPolicy.HTTP_ON_LOOPBACK;
        return this;
    }

    /**
     * Sets the transport for issuers whose host is known only at run time: those of a resolver, of {@link #trustAnyIssuer()}, and
     * of a template with a slot in its host. They are reached by {@code https} only, and never through {@link #transport} or
     * {@link #httpClient}.
     *
     * @param guarded left open when the fetcher closes
     * @return this
     */
    public KeyFetcherBuilder guardedTransport(GuardedTransport guarded) {
        settings.guardedTransport = requireNonNull(guarded, "guarded");
        return this;
    }

    /**
     * Permits private and loopback addresses for issuers whose host is known only at run time, in place of a
     * {@link #guardedTransport}. Only for a resolver whose issuers are all your own: no customer may choose a host.
     *
     * @return this
     */
    public KeyFetcherBuilder allowPrivateAddresses() {
        settings.trust.allowPrivateAddresses();
        return this;
    }

    /**
     * Fetches through this client, with its proxy and TLS. It must not follow redirects. Answers are read on {@link #executor}, not
     * on the client's.
     *
     * @param client left open when the fetcher closes
     * @return this
     * @throws IllegalArgumentException when the client follows redirects
     */
    public KeyFetcherBuilder httpClient(HttpClient client) {
        settings.clientTransport = JdkHttpTransport.of(client);
        return this;
    }

    /**
     * Fetches through this transport.
     *
     * @param newTransport left open when the fetcher closes
     * @return this
     */
    public KeyFetcherBuilder transport(HttpTransport newTransport) {
        settings.transport = requireNonNull(newTransport, "newTransport");
        return this;
    }

    /**
     * Sets the maximum number of concurrent requests, in all and per host. Further requests wait for their turn, in order and
     * without limit of time; the deadline of a caller ends its waiting, not the request. Issuers trusted by name and issuers known at
     * run time have separate limits, so invented issuers cannot delay others.
     *
     * <p>New issuers known at run time, of which no document was fetched yet, have a third limit: 32 requests in all and 8 per host,
     * or these numbers if they are lower. Each first request costs a token of the issuer's registrable domain, which has 64 and
     * regains 10 per second. At most 64 requests wait, for at most 2 s; the next one is drawn by lot. The others fail at once with
     * {@link Reason#TOO_MANY_REQUESTS}.
     *
     * @param atOnce to all hosts; 128 by default
     * @param perHost to one host; 64 by default
     * @return this
     */
    public KeyFetcherBuilder maximumRequests(int atOnce, int perHost) {
        if (perHost < 1 || atOnce < perHost) {
            throw new IllegalArgumentException("maximumRequests(" + atOnce + ", " + perHost
                    + "): at least one per host, and no fewer at once than per host");
        }
        settings.maximumRequests = atOnce;
        settings.maximumRequestsPerHost = perHost;
        return this;
    }

    /**
     * Sets the {@code User-Agent} of requests; {@code jwks4j} with its version by default. Operators of issuers see it in their logs.
     *
     * @param value visible ASCII and spaces, 1 to 256 characters (RFC 9110 §10.1.5)
     * @return this
     */
    public KeyFetcherBuilder userAgent(String value) {
        settings.userAgent = UserAgent.checked(value);
        return this;
    }

    /**
     * Follows redirects within the same origin, at most three. By default none is followed; one to another origin never is.
     *
     * @return this
     */
    public KeyFetcherBuilder followSameOriginRedirects() {
        settings.sameOriginRedirects = true;
        return this;
    }

    /**
     * Reads a store before an issuer is asked, and writes into it what came. Default: none.
     *
     * @param newStore a directory that outlives the process, or a store that many processes share
     * @return this
     */
    public KeyFetcherBuilder sharedStore(SharedStore newStore) {
        settings.store = requireNonNull(newStore, "newStore");
        return this;
    }

    /**
     * Adds a listener. The log (SLF4J, logger {@code org.jwks4j.KeyFetcher}) is written in any case.
     *
     * @param listener told on a thread of its own; see {@link #listenerExecutor}
     * @return this
     */
    public KeyFetcherBuilder listener(KeyFetcherEvent.Listener listener) {
        settings.listeners.add(requireNonNull(listener, "listener"));
        return this;
    }

    /**
     * Sets the executor that reads answers and completes the callers' futures. By default {@link ForkJoinPool#commonPool()}, or up
     * to four daemon threads of the fetcher if that pool has fewer than two. While all of its threads are blocked, no future
     * completes, not even by its deadline; {@link BlockingKeyFetcher} still keeps its deadline.
     *
     * @param newExecutor left open when the fetcher closes
     * @return this
     */
    public KeyFetcherBuilder executor(Executor newExecutor) {
        settings.executor = requireNonNull(newExecutor, "newExecutor");
        return this;
    }

    /**
     * Sets the executor that calls listeners, the log included: one task at a time for each listener. By default daemon threads of
     * the fetcher, at most one for each listener, which end after 10 s without an event.
     *
     * @param newExecutor left open when the fetcher closes; one that runs tasks on the calling thread is for tests only
     * @return this
     */
    public KeyFetcherBuilder listenerExecutor(Executor newExecutor) {
        settings.listenerExecutor = requireNonNull(newExecutor, "newExecutor");
        return this;
    }

    /**
     * Sets the scheduler of refreshes and deadlines. By default one daemon thread of the fetcher, for any number of issuers.
     *
     * @param newScheduler left open when the fetcher closes
     * @return this
     */
    public KeyFetcherBuilder scheduler(ScheduledExecutorService newScheduler) {
        settings.scheduler = requireNonNull(newScheduler, "newScheduler");
        return this;
    }

    /**
     * Sets the clock that measures ages: monotonic nanoseconds. {@link System#nanoTime()} by default.
     *
     * @param nanoseconds must run at the same speed as the scheduler
     * @return this
     */
    public KeyFetcherBuilder ticker(LongSupplier nanoseconds) {
        settings.ticker = requireNonNull(nanoseconds, "nanoseconds");
        return this;
    }

    /**
     * Sets the wall clock: for dates, and for ages too if it moves further than the ticker, as after a machine was suspended.
     *
     * @param newInstants the system clock by default
     * @return this
     */
    public KeyFetcherBuilder instantSource(InstantSource newInstants) {
        settings.instants = requireNonNull(newInstants, "newInstants");
        return this;
    }

    /**
     * Sets the random numbers that spread refreshes and retries.
     *
     * @param newRandom thread-safe
     * @return this
     */
    public KeyFetcherBuilder random(RandomGenerator newRandom) {
        settings.random = requireNonNull(newRandom, "newRandom");
        return this;
    }

    /**
     * Builds the fetcher. It fetches nothing before it is used.
     *
     * @return a new fetcher, which the caller closes
     * @throws IllegalStateException if no issuer is trusted, two settings contradict each other, or a URI is not permitted
     */
    public KeyFetcher build() {
        if (settings.transport != null && settings.clientTransport != null) {
            throw new IllegalStateException("transport(...) and httpClient(...) contradict each other");
        }
        return new Assembly(settings, settings.trust.checked(settings.guardedTransport)).fetcher();
    }
}
