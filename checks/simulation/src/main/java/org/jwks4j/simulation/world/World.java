package org.jwks4j.simulation.world;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.jwks4j.simulation.world.SimulatedIssuer.Trust;

/** A deployment: issuers, the network, nodes and their callers. A script moves it, listeners watch it. */
public final class World {
    private final VirtualTime time;
    private final Network network;
    private final Resolver resolver;
    private final SplittableRandom nodeRandom;
    private final Map<String, SimulatedIssuer> issuers = new LinkedHashMap<>();
    private final List<WorldListener> listeners = new ArrayList<>();
    private final Callers callers = new Callers(this);
    private @Nullable RuntimeException crash;
    private int nodes;
    private boolean stopped;

    /**
     * An empty world.
     *
     * @param order in which tasks of one instant run
     * @param random whose splits all chance in the world is
     */
    public World(VirtualTime.TieOrder order, SplittableRandom random) {
        this.time = new VirtualTime(order, random.split());
        this.network = new Network(this, random.split());
        this.resolver = new Resolver(this, random.split());
        this.nodeRandom = random.split();
        time.onAdvance((from, to) -> tell(listener -> listener.advances(from, to)));
    }

    /** The one clock, and the queue of what will happen. */
    public VirtualTime time() {
        return time;
    }

    /** Adds someone who sees all. */
    public void add(WorldListener listener) {
        listeners.add(listener);
    }

    /** Adds an issuer with one key. */
    public SimulatedIssuer addIssuer(Trust trust) {
        SimulatedIssuer issuer = new SimulatedIssuer(issuers.size(), trust, time);
        issuers.put(issuer.name(), issuer);
        return issuer;
    }

    /** Starts a node that trusts all issuers there are, as each is to be trusted. */
    public Node startNode(NodeSettings settings) {
        Node node = new Node(nodes++, settings, List.copyOf(issuers.values()), this, nodeRandom.split());
        note(() -> node + " starts: " + settings);
        return node;
    }

    /** Changes how requests to an issuer fare, from any node. */
    public void weather(SimulatedIssuer issuer, Weather weather) {
        note(() -> issuer + ": " + weather.name());
        network.weather(issuer, weather);
    }

    /** Changes how a node's requests fare, to any issuer; null for no difference. */
    public void weather(Node node, @Nullable Weather weather) {
        note(() -> node + ": " + (weather == null ? "as others" : weather.name()));
        network.weather(node, weather);
    }

    /** Who vouches for issuers that were not trusted by name. */
    public Resolver resolver() {
        return resolver;
    }

    /** Lets a caller ask a node for the key of a token. */
    public Call call(Node node, String issuerName, String keyId, Call.Api api) {
        return callers.call(node, issuerName, keyId, api);
    }

    /** How many callers there were. */
    public int calls() {
        return callers.count();
    }

    /** How many requests there were. */
    public int requests() {
        return network.requests();
    }

    /** Something for people to read. */
    public void note(Supplier<String> what) {
        tell(listener -> listener.note(what));
    }

    /** Ends the run before the next task. */
    public void stop() {
        stopped = true;
    }

    /** Runs up to a time, unless stopped before. */
    public void runUntil(long end) {
        time.runUntil(end, () -> stopped);
        if (crash != null) {
            throw crash;
        }
    }

    Network network() {
        return network;
    }

    /** The issuer of that exact name; null when there is none. */
    public @Nullable SimulatedIssuer issuer(String name) {
        return issuers.get(name);
    }

    @Nullable
    SimulatedIssuer issuerOf(String uri) {
        int end = uri.indexOf('/', "https://".length());
        return issuers.get(end < 0 ? uri : uri.substring(0, end));
    }

    /** A listener that fails must not be taken for a transport that does: the engine would swallow it. */
    void tell(Consumer<WorldListener> event) {
        try {
            listeners.forEach(event);
        } catch (RuntimeException e) {
            crash = e;
            stopped = true;
        }
    }
}
