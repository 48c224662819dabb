package org.jwks4j;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.jwks4j.http.HttpTransport;
import org.jwks4j.http.JdkHttpTransport;
import org.jwks4j.http.UriPolicy;
import org.jwks4j.net.Environment;
import org.jwks4j.net.OpenRequests;
import org.jwks4j.net.RequestGate;
import org.jwks4j.net.TimerThread;
import org.jwks4j.net.WorkerThreads;

/** Puts a fetcher together from what a builder was told. */
final class Assembly {
    private final KeyFetcherBuilder settings;
    private final OpenRequests open = new OpenRequests();
    private final List<Runnable> onClose = new ArrayList<>();

    Assembly(KeyFetcherBuilder settings) {
        this.settings = settings;
    }

    /** What was begun ends where the rest of it cannot be. */
    KeyFetcher fetcher() {
        try {
            return assemble();
        } catch (RuntimeException e) {
            onClose.forEach(Runnable::run);
            throw e;
        }
    }

    /** From the outside in: listeners, time and threads, the network, and on them the issuers. */
    private KeyFetcher assemble() {
        Engine engine =
                new Engine(environment(), settings.policy.rules(), settings.deadline, new RevokedKeys(), listeners());
        onClose.add(engine.listeners()::close);
        HttpTransport transport = transport();
        RequestGate gate = gate(engine);
        Reach named = reach(engine, network(engine, transport, gate, gate), settings.uriPolicy);
        settings.trust.issuers().forEach(named::check);
        TrustedIssuers issuers = new TrustedIssuers(
                settings.trust.issuers(),
                issuer -> named.issuer(issuer, Upkeep.PINNED),
                resolvedIssuers(engine, transport));
        return new KeyFetcher(issuers, engine, open, () -> onClose.forEach(Runnable::run));
    }

    /** Issuers that become known at run time have places of their own at gates of their own, so that they hold up nobody else. */
    private @Nullable ResolvedIssuers resolvedIssuers(Engine engine, HttpTransport transport) {
        RuntimeTrust trust = settings.trust.atRuntime();
        if (trust.isNobody()) {
            return null;
        }
        RequestGate first = gate(engine);
        RequestGate later = gate(engine);
        Reach usual = reach(engine, network(engine, transport, first, later), settings.uriPolicy);
        HttpTransport guarded = settings.guardedTransport;
        Reach unguarded = settings.trust.allowsPrivateAddresses() ? usual : null;
        Reach atAnyHost = guarded == null
                ? unguarded
                : reach(engine, network(engine, guarded, first, later), UriPolicy.PUBLIC_HTTPS);
        RuntimeReach reach = new RuntimeReach(usual, atAnyHost);
        trust.templates().stream().map(IssuerTemplate::example).forEach(reach::check);
        return new ResolvedIssuers(trust, settings.maximumIssuers, engine, reach::issuer);
    }

    private Reach reach(Engine engine, Network network, UriPolicy uriPolicy) {
        return new Reach(engine, network, uriPolicy, settings.locations);
    }

    private Network network(Engine engine, HttpTransport transport, RequestGate first, RequestGate later) {
        return new Network(engine.environment(), open.to(transport), first, later, settings.sameOriginRedirects, open);
    }

    private RequestGate gate(Engine engine) {
        return new RequestGate(engine.environment(), settings.maximumRequests, settings.maximumRequestsPerHost);
    }

    private Listeners listeners() {
        List<KeyFetcherListener> all = new ArrayList<>();
        all.add(new LoggingListener(settings.trust::isNamed, settings.ticker));
        all.addAll(settings.listeners);
        return new Listeners(all, listenerExecutor(all.size()), settings.ticker);
    }

    private Executor listenerExecutor(int listeners) {
        if (settings.listenerExecutor != null) {
            return settings.listenerExecutor;
        }
        ExecutorService own = ListenerThreads.start(listeners);
        onClose.add(own::shutdown);
        return own;
    }

    private Environment environment() {
        return new Environment(settings.ticker, settings.instants, scheduler(), executor(), settings.random);
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
}
