package org.jwks4j.simulation.world;

import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyFetcherBuilder;
import org.jwks4j.KeyFetcherEvent;
import org.jwks4j.RefreshPolicy;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.location.MetadataLocation;

/** One service: the real engine on virtual time, with a wall clock of its own that jumps when it is told to. */
public final class Node {
    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

    private final int number;
    private final NodeSettings settings;
    private final World world;
    private final KeyFetcher fetcher;
    private final boolean hasResolver;
    private long wallOffset;
    private boolean closed;

    Node(int number, NodeSettings settings, List<SimulatedIssuer> issuers, World world, RandomGenerator random) {
        this.number = number;
        this.settings = settings;
        this.world = world;
        VirtualTime time = world.time();
        KeyFetcherBuilder builder = KeyFetcher.builder()
                .ticker(() -> settings.tickerOrigin() + time.now())
                .instantSource(() -> EPOCH.plusNanos(time.now() + wallOffset))
                .scheduler(new VirtualScheduler(time))
                .executor(time.executor())
                .random(random)
                .transport(request -> world.network().get(this, request))
                .listenerExecutor(Runnable::run)
                .listener(new StaleListener())
                .refreshPolicy(settings.policy())
                .deadline(settings.deadline());
        if (settings.twoMetadataPlaces()) {
            builder.metadataAt(MetadataLocation.openIdConfiguration(), MetadataLocation.oauthAuthorizationServer());
        }
        issuers.stream().filter(issuer -> issuer.trust().isPinned()).forEach(issuer -> builder.trust(trusted(issuer)));
        hasResolver = issuers.stream().anyMatch(issuer -> issuer.trust().isResolved());
        if (hasResolver) {
            builder.trust((String name) -> world.resolver().resolve(this, name)).allowPrivateAddresses();
        }
        this.fetcher = builder.build();
    }

    static TrustedIssuer trusted(SimulatedIssuer issuer) {
        TrustedIssuer named = TrustedIssuer.of(issuer.name());
        return issuer.trust().isDiscovered() ? named : named.withJwksUri(issuer.jwksUri());
    }

    /** Nodes are numbered from zero. */
    public int number() {
        return number;
    }

    /** How it was configured. */
    public RefreshPolicy policy() {
        return settings.policy();
    }

    /** How long its callers wait at most, in nanoseconds. */
    public long deadline() {
        return settings.deadline().toNanos();
    }

    /** How long a caller waits at most, who may have to ask twice. */
    public long deadline(Call.Api api) {
        return api.verifies() ? 2 * deadline() : deadline();
    }

    /** Whether it asks a resolver for issuers that it does not know. */
    public boolean hasResolver() {
        return hasResolver;
    }

    /** In how many places it looks for metadata. */
    public int metadataPlaces() {
        return settings.twoMetadataPlaces() ? 2 : 1;
    }

    /** The engine. */
    KeyFetcher fetcher() {
        return fetcher;
    }

    boolean ignoresCancelling() {
        return settings.ignoresCancelling();
    }

    /** Whether {@link #close} was called. */
    public boolean isClosed() {
        return closed;
    }

    /** Sets the wall clock off; the monotonic one stays what it is. */
    public void jumpWallClock(long nanos) {
        wallOffset += nanos;
        world.note(() -> this + ": the wall clock jumps by " + nanos / 1_000_000_000 + " s");
    }

    /** Ends the fetcher. */
    public void close() {
        closed = true;
        world.tell(listener -> listener.closing(this));
        fetcher.close();
        world.tell(listener -> listener.closed(this));
    }

    @Override
    public String toString() {
        return "node" + number;
    }

    private final class StaleListener implements KeyFetcherEvent.Listener {
        @Override
        public void onEvent(KeyFetcherEvent event) {
            if (event instanceof KeyFetcherEvent.StaleServed) {
                world.tell(listener -> listener.staleServed(Node.this));
            }
        }
    }
}
