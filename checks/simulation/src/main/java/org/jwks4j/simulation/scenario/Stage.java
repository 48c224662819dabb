package org.jwks4j.simulation.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jwks4j.simulation.world.Caching;
import org.jwks4j.simulation.world.Call;
import org.jwks4j.simulation.world.Node;
import org.jwks4j.simulation.world.NodeSettings;
import org.jwks4j.simulation.world.SimulatedIssuer;
import org.jwks4j.simulation.world.VirtualTime.TieOrder;
import org.jwks4j.simulation.world.Weather;
import org.jwks4j.simulation.world.World;

/** A world with one issuer, which nodes with the default settings trust by name; and its callers. */
final class Stage {
    /** The way to an issuer nearby. */
    static final Weather NEARBY = Weather.usual(Duration.ofMillis(5), Duration.ofMillis(60));

    static final long LONGEST_ROUND_TRIP = NEARBY.longest();

    final World world;
    final SimulatedIssuer issuer;
    final List<Node> nodes;
    final Signer signer;
    final Watch watch = new Watch();
    private final SplittableRandom random;

    /**
     * A stage on which no one has called yet.
     *
     * @param freshFor what the issuer says in {@code max-age}
     * @param etags whether it answers conditional requests
     */
    Stage(long seed, int nodeCount, Duration freshFor, boolean etags) {
        random = new SplittableRandom(seed);
        world = new World(TieOrder.DRAWN, random.split());
        world.add(watch);
        issuer = world.addIssuer(SimulatedIssuer.Trust.DISCOVERED);
        issuer.says(maxAge(freshFor), etags);
        world.weather(issuer, NEARBY);
        signer = new Signer(
                world.time(),
                random.split(),
                issuer.current().keys().keySet().iterator().next());
        nodes = IntStream.range(0, nodeCount)
                .mapToObj(number -> world.startNode(NodeSettings.DEFAULTS))
                .toList();
    }

    private static Caching maxAge(Duration duration) {
        return new Caching(
                Map.of("Cache-Control", "max-age=" + duration.toSeconds()),
                new Caching.Lifetime(Optional.of(duration), true));
    }

    void at(long time, Runnable event) {
        world.time().at(time, event);
    }

    void weather(long time, Weather weather) {
        at(time, () -> world.weather(issuer, weather));
    }

    /** The issuer publishes its next key and signs with it in the same instant. */
    void rotateAtOnce(long time) {
        at(time, () -> {
            String keyId = issuer.nextKeyId();
            issuer.publish(keyId);
            signer.signWith(keyId);
        });
    }

    /** Legitimate callers at every node, so many a second at each. */
    void callers(double perSecond, long from, long to) {
        nodes.forEach(node -> callers(node, perSecond, from, to, signer.tokens()));
    }

    /** Callers one by one, at random moments. */
    void callers(Node node, double perSecond, long from, long to, Supplier<String> keyIds) {
        new Crowd(node, perSecond, to, keyIds, random.split()).comeAfter(from);
    }

    /** Someone who looks, at every node and in equal intervals, whether a key is held. */
    void probe(String keyId, long from, long to, long interval) {
        for (long time = from; time < to; time += interval) {
            at(time, () -> nodes.forEach(node -> world.call(node, issuer.name(), keyId, Call.Api.CACHED)));
        }
    }

    /** Someone who verifies signatures, or forges them, in equal intervals. */
    void verify(Call.Api api, String keyId, double perSecond, long from, long to) {
        long interval = (long) (Span.SECOND / perSecond);
        for (long time = from; time < to; time += interval) {
            at(time, () -> world.call(nodes.get(0), issuer.name(), keyId, api));
        }
    }

    void call(Node node, String keyId) {
        world.call(node, issuer.name(), keyId, Call.Api.KEY);
    }

    private final class Crowd {
        private final Node node;
        private final double perSecond;
        private final long end;
        private final Supplier<String> keyIds;
        private final SplittableRandom chance;

        Crowd(Node node, double perSecond, long end, Supplier<String> keyIds, SplittableRandom chance) {
            this.node = node;
            this.perSecond = perSecond;
            this.end = end;
            this.keyIds = keyIds;
            this.chance = chance;
        }

        /** The time between two who know nothing of each other is distributed exponentially. */
        void comeAfter(long time) {
            double seconds = -StrictMath.log(1 - chance.nextDouble()) / perSecond;
            long next = time + (long) (seconds * Span.SECOND);
            if (next < end) {
                at(next, () -> {
                    call(node, keyIds.get());
                    comeAfter(next);
                });
            }
        }
    }
}
