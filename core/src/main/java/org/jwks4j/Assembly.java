package org.jwks4j;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.jwks4j.http.HttpTransport;
import org.jwks4j.http.JdkHttpTransport;
import org.jwks4j.http.UriPolicy;
import org.jwks4j.net.Environment;
import org.jwks4j.net.RequestGate;
import org.jwks4j.net.TimerThread;

/** Puts a fetcher together from what a builder was told. */
final class Assembly {
    private final KeyFetcherBuilder settings;
    private final AtomicBoolean closed = new AtomicBoolean();
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
        Engine engine = new Engine(
                environment(),
                settings.policy.rules(),
                settings.deadline,
                new RevokedKeys(),
                new RevokedIssuers(),
                new SafeListeners(listeners()));
        HttpTransport transport = transport();
        RequestGate gate = gate(engine);
        Reach named = reach(engine, network(engine, transport, gate, gate), settings.uriPolicy);
        settings.trust.issuers().forEach(named::check);
        TrustedIssuers issuers = new TrustedIssuers(
                settings.trust.issuers(),
                issuer -> named.issuer(issuer, Upkeep.PINNED),
                resolvedIssuers(engine, transport),
                engine.revokedIssuers());
        return new KeyFetcher(issuers, engine, closed, () -> onClose.forEach(Runnable::run));
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
        return new ResolvedIssuers(trust, settings.trustAge, settings.maximumIssuers, engine, reach::issuer);
    }

    private Reach reach(Engine engine, Network network, UriPolicy uriPolicy) {
        return new Reach(engine, network, uriPolicy, settings.locations);
    }

    private Network network(Engine engine, HttpTransport transport, RequestGate first, RequestGate later) {
        return new Network(engine.environment(), transport, first, later, settings.sameOriginRedirects, closed::get);
    }

    private RequestGate gate(Engine engine) {
        return new RequestGate(engine.environment(), settings.maximumRequests, settings.maximumRequestsPerHost);
    }

    private List<KeyFetcherListener> listeners() {
        List<KeyFetcherListener> all = new ArrayList<>();
        all.add(new LoggingListener(settings.trust::isNamed, settings.ticker));
        all.addAll(settings.listeners);
        return all;
    }

    private Environment environment() {
        return new Environment(settings.ticker, settings.instants, scheduler(), settings.executor, settings.random);
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
