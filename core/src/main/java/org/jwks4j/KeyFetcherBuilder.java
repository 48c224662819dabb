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
import org.jwks4j.trust.VouchingAge;

/**
 * Configures a {@link KeyFetcher}. Only trust is mandatory. A value that cannot be is refused at once, with an
 * {@link IllegalArgumentException}; what does not go together is refused by {@link #build()}. So a mistake shows at start, and
 * not with the first token. Not thread-safe.
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
     * Trusts the issuers that fit a template. Issuers that were trusted by name never get there; of several templates, the
     * first one that fits counts. Where its host has a slot, a {@link #guardedTransport} is needed.
     *
     * @param template the issuers, and where their keys come from
     * @return this
     */
    public KeyFetcherBuilder trust(IssuerTemplate template) {
        settings.trust.add(requireNonNull(template, "template"));
        return this;
    }

    /**
     * Trusts the issuers that a resolver vouches for. Issuers that were trusted by name or fit a template never get there.
     * Needs a {@link #guardedTransport}, or {@link #allowPrivateAddresses()}.
     *
     * @param issuerResolver asked for each {@code iss} that is not known yet
     * @return this
     */
    public KeyFetcherBuilder trust(IssuerResolver issuerResolver) {
        settings.trust.add(requireNonNull(issuerResolver, "issuerResolver"));
        return this;
    }

    /**
     * Trusts every issuer that has an https name in the public DNS: a token then proves no more than that somebody with a web
     * site signed it. Its keys must be in the same registrable domain. Needs a {@link #guardedTransport}.
     *
     * @return this
     */
    public KeyFetcherBuilder trustAnyIssuer() {
        return trustAnyIssuer(JwksHosts.sameRegistrableDomain());
    }

    /**
     * As {@link #trustAnyIssuer()}, with the keys elsewhere.
     *
     * @param jwksHosts where the metadata of each of them may lead
     * @return this
     */
    public KeyFetcherBuilder trustAnyIssuer(JwksHosts jwksHosts) {
        settings.trust.addAnyIssuer(requireNonNull(jwksHosts, "jwksHosts"));
        return this;
    }

    /**
     * How many issuers of a template, a resolver or of anybody are remembered, as many newcomers, and as many names that are not
     * trusted. The busy ones are kept. Issuers that were trusted by name do not count and are never forgotten.
     *
     * @param maximum more than zero; 10,000 unless said
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
     * How much heap the issuers may hold that became known at run time, as estimated. The busy ones are kept.
     *
     * @param knownBytes of issuers whose keys were had; 128 MiB by default, which a hundred thousand at rest with two RSA keys
     *     each fit in (see {@link #maximumIssuers} for their number)
     * @param newcomerBytes of the others, whose names may be a stranger's inventions, and of all issuers with
     *     {@link #trustAnyIssuer()}; 64 MiB by default
     * @return this
     */
    public KeyFetcherBuilder maximumIssuerMemory(long knownBytes, long newcomerBytes) {
        settings.issuerMemory = new IssuerMemory(knownBytes, newcomerBytes);
        return this;
    }

    /**
     * How long a resolver's yes is trusted, counted from when the resolver was asked. One in use is asked for again in the
     * background before it is too old, so that no token waits; one past {@code usual} is not used before the resolver was asked
     * again. If the resolver fails, it is asked again with growing delays, 30 s at most, and its last yes holds until
     * {@code whileFailing}; then tokens of that issuer fail with {@link Reason#RESOLVER_FAILED}.
     *
     * @param usual so a withdrawn trust ends within this time while the resolver answers; 10 min by default
     * @param whileFailing so a withdrawn trust ends within this time in any case; 1 h by default, and no less than
     *     {@code usual}
     * @return this
     */
    public KeyFetcherBuilder maximumTrustAge(Duration usual, Duration whileFailing) {
        settings.trustAge = new VouchingAge(usual, whileFailing);
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
        settings.locations = List.of(inOrder);
        return this;
    }

    /**
     * How long keys are believed and how often an issuer may be asked.
     *
     * @param newPolicy instead of {@link RefreshPolicy#defaults()}
     * @return this
     */
    public KeyFetcherBuilder refreshPolicy(RefreshPolicy newPolicy) {
        settings.policy = requireNonNull(newPolicy, "newPolicy");
        return this;
    }

    /**
     * How long one call waits at most for keys that are not cached. The fetch itself goes on.
     *
     * @param newDeadline more than zero and at most an hour; 10 s unless said
     * @return this
     */
    public KeyFetcherBuilder deadline(Duration newDeadline) {
        settings.deadline = KeyFetcherSettings.requireUpToAnHour(newDeadline, "the deadline");
        return this;
    }

    /**
     * How long one request may take, from connecting to the end of its body. A transport may have less time to connect: the
     * one that is used by default has 2 s.
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
     * Fetches through this transport what issuers have whose host is known only at run time: those of a resolver, of
     * {@link #trustAnyIssuer()}, and of a template with a slot in its host. They are asked by {@code https} only, and
     * {@link #transport} and {@link #httpClient} are not used for them.
     *
     * @param guarded left open when the fetcher closes
     * @return this
     */
    public KeyFetcherBuilder guardedTransport(GuardedTransport guarded) {
        settings.guardedTransport = requireNonNull(guarded, "guarded");
        return this;
    }

    /**
     * Lets issuers whose host is known only at run time be anywhere, also on loopback and inside of your network, instead of a
     * {@link #guardedTransport}: for a resolver all of whose answers are your own and none a customer's.
     *
     * @return this
     */
    public KeyFetcherBuilder allowPrivateAddresses() {
        settings.trust.allowPrivateAddresses();
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
     * How many requests may be under way at once; the others wait for their turn, in order and as long as it takes: a caller's own
     * deadline ends its waiting and not the request. To have had no turn is no failure of the issuer's. Issuers that were trusted
     * by name are counted apart from those that became known at run time.
     *
     * <p>Issuers of which nothing was had yet have small places of their own: at most 32 requests at once and 8 per host, or
     * fewer if these numbers are lower. The first request for each costs a token of its registrable domain, which has 64 and
     * regains 10 a second; the next one is drawn by lot, at most 64 wait for 2 s, and the others fail at once with
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
     * Sets what requests say of who sends them; by default {@code jwks4j} with its version. An issuer's operator sees it in the log, so a
     * service may name itself or a contact.
     *
     * @param value the {@code User-Agent} (RFC 9110 §10.1.5): visible ASCII and spaces, at most 256 characters
     * @return this
     * @throws IllegalArgumentException when it is empty or anything else
     */
    public KeyFetcherBuilder userAgent(String value) {
        settings.userAgent = UserAgent.checked(value);
        return this;
    }

    /**
     * Follows redirects within the origin that was asked, three at most; by default none, and never any to elsewhere.
     *
     * @return this
     */
    public KeyFetcherBuilder followSameOriginRedirects() {
        settings.sameOriginRedirects = true;
        return this;
    }

    /**
     * Tells a listener what happens; can be called for several. The log (SLF4J, logger {@code org.jwks4j.KeyFetcher}) is
     * written in any case.
     *
     * @param listener told on a thread of its own; see {@link #listenerExecutor}
     * @return this
     */
    public KeyFetcherBuilder listener(KeyFetcherEvent.Listener listener) {
        settings.listeners.add(requireNonNull(listener, "listener"));
        return this;
    }

    /**
     * Where answers are read and callers' futures complete; by default {@link ForkJoinPool#commonPool()},
     * or up to four daemon threads of the fetcher's own if that pool has fewer than two. It must have a
     * free thread: while all are blocked, neither answers nor deadlines reach a future ({@link BlockingKeyFetcher} keeps
     * its deadline all the same).
     *
     * @param newExecutor left open when the fetcher closes
     * @return this
     */
    public KeyFetcherBuilder executor(Executor newExecutor) {
        settings.executor = requireNonNull(newExecutor, "newExecutor");
        return this;
    }

    /**
     * Where listeners are told, the log included: one task at a time for each, which goes on while there are events. By default
     * daemon threads of the fetcher's own, at most one for each listener, which end after 10 s without an event.
     *
     * @param newExecutor left open when the fetcher closes; one that runs tasks at once, on the fetcher's threads, is for tests
     * @return this
     */
    public KeyFetcherBuilder listenerExecutor(Executor newExecutor) {
        settings.listenerExecutor = requireNonNull(newExecutor, "newExecutor");
        return this;
    }

    /**
     * Times refreshes and deadlines; by default one daemon thread of the fetcher's own, whatever the number of issuers.
     *
     * @param newScheduler left open when the fetcher closes
     * @return this
     */
    public KeyFetcherBuilder scheduler(ScheduledExecutorService newScheduler) {
        settings.scheduler = requireNonNull(newScheduler, "newScheduler");
        return this;
    }

    /**
     * Measures ages: monotonic nanoseconds of any origin; by default {@link System#nanoTime()}.
     *
     * @param nanoseconds must run at the pace of the scheduler
     * @return this
     */
    public KeyFetcherBuilder ticker(LongSupplier nanoseconds) {
        settings.ticker = requireNonNull(nanoseconds, "nanoseconds");
        return this;
    }

    /**
     * The wall clock, needed only for dates in headers and in {@link IssuerStatus}.
     *
     * @param newInstants by default the system's clock
     * @return this
     */
    public KeyFetcherBuilder instantSource(InstantSource newInstants) {
        settings.instants = requireNonNull(newInstants, "newInstants");
        return this;
    }

    /**
     * The chance that spreads refreshes and retries.
     *
     * @param newRandom thread-safe
     * @return this
     */
    public KeyFetcherBuilder random(RandomGenerator newRandom) {
        settings.random = requireNonNull(newRandom, "newRandom");
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
        if (settings.transport != null && settings.clientTransport != null) {
            throw new IllegalStateException("transport(...) and httpClient(...) contradict each other");
        }
        return new Assembly(settings, settings.trust.checked(settings.guardedTransport)).fetcher();
    }
}
