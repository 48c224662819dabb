package org.jwks4j;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.jwks4j.RequestQueueStatus.Issuers;
import org.jwks4j.events.ListenerLane.Receiver;
import org.jwks4j.events.ListenerThreads;
import org.jwks4j.events.Listeners;
import org.jwks4j.fetch.SharedFetchBudgets;
import org.jwks4j.fleet.Revocations;
import org.jwks4j.fleet.StoreAccess;
import org.jwks4j.http.HttpTransport;
import org.jwks4j.http.JdkHttpTransport;
import org.jwks4j.http.UriPolicy;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.net.ClosableRequests;
import org.jwks4j.net.Environment;
import org.jwks4j.net.RequestGate;
import org.jwks4j.net.TimerThread;
import org.jwks4j.net.WorkerThreads;
import org.jwks4j.store.SharedStore;
import org.jwks4j.template.TenantBinding;
import org.jwks4j.token.UnverifiedToken;
import org.jwks4j.trust.RevokedIssuers;
import org.jwks4j.trust.RevokedKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a fetcher together from what a builder was told. */
final class Assembly {
    private static final int NEWCOMERS_AT_ONCE = 32;
    private static final int NEWCOMERS_PER_HOST = 8;

    /** How many events may wait for a listener. */
    static final int WAITING_EVENTS = 1024;

    private static final Logger LOG = LoggerFactory.getLogger(KeyFetcher.class);

    private final KeyFetcherSettings settings;
    private final Trust trust;
    private final Map<Issuers, RequestGate> gates = new EnumMap<>(Issuers.class);
    private final List<Runnable> onClose = new ArrayList<>();

    Assembly(KeyFetcherSettings settings, Trust trust) {
        this.settings = settings;
        this.trust = trust;
    }

    /** What was begun ends if the rest of it cannot be made. */
    KeyFetcher fetcher() {
        try {
            return assemble();
        } catch (RuntimeException e) {
            onClose.forEach(Runnable::run);
            throw e;
        }
    }

    /** The layers from the bottom up: what all issuers share, the transport, who is trusted by name, and who at run time. */
    private KeyFetcher assemble() {
        FetcherContext shared = shared();
        prepare(shared.environment());
        HttpTransport transport = transport();
        IssuerFactory named = named(shared, transport);
        trust.named().forEach(named::check);
        trust.named().forEach(LoggingListener::plainHttpIsAllowed);
        ResolvedIssuers resolved = trust.isNoOneAtRuntime() ? null : resolved(shared, transport);
        TrustedIssuers issuers = new TrustedIssuers(trust.named(), named::named, resolved, shared);
        Revocations revocations = shared.revocations();
        if (revocations != null) {
            revocations.begin(issuers::revokedElsewhere);
            onClose.add(0, revocations::close); // while there is a timer to take it from
        }
        List<Runnable> closing = List.copyOf(onClose); // and not this, which would keep the builder
        return new KeyFetcher(issuers, shared, gates, () -> closing.forEach(Runnable::run));
    }

    /**
     * Loads what the first key needs: the readers of tokens and of JWK Sets. No one waits for it: the first caller loads what is left.
     * Not on an executor of the user's, which may be one that runs tasks at once.
     */
    private void prepare(Environment environment) {
        if (settings.executor == null) {
            environment.handOver(Assembly::loadReaders);
        }
    }

    /** What fails here fails again for the first caller, and is told there. */
    private static void loadReaders() {
        try {
            UnverifiedToken.parse("eyJhbGciOiJSUzI1NiJ9.e30.AA");
            JwkSet.parse("{\"keys\":[{\"kty\":\"RSA\",\"n\":\"AQ\",\"e\":\"AQAB\"}]}"); // far too short, and skipped
        } catch (RuntimeException | LinkageError e) {
            return;
        }
    }

    private FetcherContext shared() {
        Listeners<KeyFetcherEvent> listeners = listeners();
        onClose.add(listeners::close);
        Environment environment =
                new Environment(settings.ticker, settings.instants, scheduler(), executor(), settings.random);
        StoreAccess store = settings.store == null
                ? null
                : new StoreAccess(settings.store, environment, new StoreEvents(listeners));
        return new FetcherContext(
                environment,
                listeners,
                new RevokedKeys(),
                new RevokedIssuers(),
                settings.policy.rules(),
                settings.deadline,
                settings.requestTimeout,
                settings.locations,
                settings.userAgent,
                settings.sameOriginRedirects,
                new SharedFetchBudgets(),
                new SharedFetchBudgets(),
                new ClosableRequests(),
                store,
                store == null ? null : new Revocations(store));
    }

    private IssuerFactory named(FetcherContext shared, HttpTransport transport) {
        RequestGate gate = gate(shared, Issuers.NAMED);
        return new IssuerFactory(shared, transport, null, gate, settings.uriPolicy);
    }

    /**
     * Issuers that become known at run time have gates of their own, so that they delay none that was trusted by name. So have
     * those at the hosts of others: if anyone is trusted, strangers are among them.
     */
    private ResolvedIssuers resolved(FetcherContext shared, HttpTransport transport) {
        RequestGate newcomers = new RequestGate(
                shared.environment(),
                Math.min(NEWCOMERS_AT_ONCE, settings.maximumRequests),
                Math.min(NEWCOMERS_PER_HOST, settings.maximumRequestsPerHost));
        gates.put(Issuers.NEWCOMERS, newcomers);
        HttpTransport guarded = settings.guardedTransport;
        IssuerFactory atConfiguredHost = new IssuerFactory(
                shared, transport, newcomers, gate(shared, Issuers.AT_CONFIGURED_HOSTS), settings.uriPolicy);
        IssuerFactory unguarded = trust.allowsPrivateAddresses() ? atConfiguredHost : null;
        IssuerFactory atAnyHost = guarded == null
                ? unguarded
                : new IssuerFactory(
                        shared, guarded, newcomers, gate(shared, Issuers.AT_HOSTS_OF_OTHERS), UriPolicy.PUBLIC_HTTPS);
        Function<TrustedIssuer, IssuerFactory> factories = issuer -> factory(issuer, atConfiguredHost, atAnyHost);
        trust.templates().stream()
                .map(IssuerTemplate::example)
                .peek(issuer -> factories.apply(issuer).check(issuer))
                .forEach(LoggingListener::plainHttpIsAllowed);
        return new ResolvedIssuers(
                trust, settings.trustAge, settings.issuerMemory, settings.maximumIssuers, shared, factories);
    }

    /** @param atAnyHost null if no request may go to a host that is not known at start */
    private static IssuerFactory factory(
            TrustedIssuer issuer, IssuerFactory atConfiguredHost, @Nullable IssuerFactory atAnyHost) {
        TenantBinding tenant = issuer.tenant();
        if (tenant != null && !tenant.choosesHost()) {
            return atConfiguredHost;
        } else if (atAnyHost == null) {
            throw new IllegalStateException("its configuration leads to another host than that of other tenants: "
                    + "with(...) of its template needs guardedTransport(...), or allowPrivateAddresses() if all hosts are "
                    + "your own");
        }
        return atAnyHost;
    }

    private RequestGate gate(FetcherContext shared, Issuers issuers) {
        RequestGate gate =
                new RequestGate(shared.environment(), settings.maximumRequests, settings.maximumRequestsPerHost);
        gates.put(issuers, gate);
        return gate;
    }

    private Listeners<KeyFetcherEvent> listeners() {
        List<KeyFetcherEvent.Listener> all = new ArrayList<>();
        all.add(new LoggingListener(trust::isNamed, settings.ticker));
        all.addAll(settings.listeners);
        return listeners(all, listenerExecutor(all.size()), settings.ticker);
    }

    /** The first one is the log. */
    static Listeners<KeyFetcherEvent> listeners(
            List<KeyFetcherEvent.Listener> listeners, Executor executor, LongSupplier ticker) {
        List<Receiver<KeyFetcherEvent>> receivers = new ArrayList<>(listeners.size());
        for (KeyFetcherEvent.Listener one : listeners) {
            receivers.add(new Receiver<>(one.getClass().getName(), LOG, one::onEvent));
        }
        return new Listeners<>(
                receivers.get(0), receivers, WAITING_EVENTS, KeyFetcherEvent.EventsDropped::new, executor, ticker);
    }

    private Executor listenerExecutor(int listeners) {
        if (settings.listenerExecutor != null) {
            return settings.listenerExecutor;
        }
        ExecutorService own = ListenerThreads.start(listeners);
        onClose.add(own::shutdown);
        return own;
    }

    private Executor executor() {
        if (settings.executor != null) {
            return settings.executor;
        } else if (!WorkerThreads.areNeeded()) {
            return ForkJoinPool.commonPool();
        }
        ExecutorService own = WorkerThreads.start();
        onClose.add(own::shutdown);
        return own;
    }

    private ScheduledExecutorService scheduler() {
        if (settings.scheduler != null) {
            return settings.scheduler;
        }
        ScheduledExecutorService own = TimerThread.start();
        onClose.add(own::shutdownNow);
        return own;
    }

    private HttpTransport transport() {
        if (settings.transport != null) {
            return settings.transport;
        } else if (settings.clientTransport != null) {
            return settings.clientTransport;
        }
        HttpTransport own = JdkHttpTransport.create();
        onClose.add(own::close);
        return own;
    }

    /** Tells listeners what the store is used for. */
    private record StoreEvents(Listeners<KeyFetcherEvent> listeners) implements StoreAccess.Observer {
        @Override
        public void taken(String issuer, Duration age) {
            listeners.tell(n -> new KeyFetcherEvent.StoreEntryTaken(n, issuer, age));
        }

        @Override
        public void leased(String issuer) {
            listeners.tell(n -> new KeyFetcherEvent.StoreLeaseTaken(n, issuer));
        }

        @Override
        public void awaited(String issuer, Duration waited, boolean found) {
            listeners.tell(n -> new KeyFetcherEvent.StoreLeaseAwaited(n, issuer, waited, found));
        }

        @Override
        public void refused(String issuer, SharedStore.Refusal reason) {
            listeners.tell(n -> new KeyFetcherEvent.StoreEntryRefused(n, issuer, reason));
        }
    }
}
