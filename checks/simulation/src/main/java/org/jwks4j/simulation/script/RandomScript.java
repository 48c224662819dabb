package org.jwks4j.simulation.script;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jwks4j.simulation.world.Node;
import org.jwks4j.simulation.world.NodeSettings;
import org.jwks4j.simulation.world.SimulatedIssuer;
import org.jwks4j.simulation.world.SimulatedIssuer.Trust;
import org.jwks4j.simulation.world.World;

/**
 * Hours to days in the life of a deployment: busy scenes of seconds to minutes, with pauses between them that often end where
 * something of the engine is due.
 */
public final class RandomScript {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofHours(10).toNanos();
    private static final long ENDING = Duration.ofMinutes(15).toNanos();

    /** Lifetimes, staleness, memory and backoff, in seconds: around these ages something happens. */
    private static final List<Integer> AGES = List.of(2, 4, 10, 30, 60, 300, 600, 900, 1200, 1800, 3600, 7200, 25_200);

    private final World world;
    private final SplittableRandom random;
    private final Draw draw;
    private final List<SimulatedIssuer> issuers = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();

    /** A script that moves a world; nothing happens before {@link #write}. */
    public RandomScript(World world, SplittableRandom random) {
        this.world = world;
        this.random = random;
        this.draw = new Draw(random);
    }

    /**
     * Draws everything and queues it.
     *
     * @return when all is over
     */
    public long write() {
        int trusted = 1 + random.nextInt(3);
        for (int number = 0; number < trusted; number++) {
            SimulatedIssuer issuer = world.addIssuer(draw.oneOf(
                    Trust.DISCOVERED, Trust.DISCOVERED, Trust.DIRECT, Trust.RESOLVED, Trust.RESOLVED_DIRECT));
            issuer.says(draw.caching(), !draw.oneIn(4));
            issuers.add(issuer);
        }
        world.addIssuer(Trust.NONE);
        int count = 1 + random.nextInt(3);
        for (int number = 0; number < count; number++) {
            nodes.add(world.startNode(settings()));
        }
        Scenes scenes = new Scenes(world, draw, issuers, nodes, this::settings);
        int length = 5 + random.nextInt(12);
        long time = 0;
        for (int scene = 0; scene < length; scene++) {
            time += pause();
            world.time().at(time, scenes::play);
        }
        long last = time + ENDING / 3;
        world.time().at(last, scenes::closeAll);
        return last + ENDING;
    }

    private NodeSettings settings() {
        return new NodeSettings(
                draw.policy(),
                Duration.ofSeconds(draw.oneOf(10, 10, 10, 3, 30)),
                random.nextInt(4) == 0 ? Long.MAX_VALUE - random.nextLong(100 * SECOND) : random.nextLong(),
                random.nextInt(4) == 0,
                random.nextInt(3) == 0);
    }

    private long pause() {
        if (random.nextInt(3) == 0) {
            return draw.logarithmic(SECOND, LONGEST_PAUSE);
        }
        long age = draw.oneOf(AGES.toArray(Integer[]::new)) * SECOND;
        long part = draw.oneOf(age, age, age / 10 * 8, age / 2);
        return Math.max(SECOND / 10, part + draw.between(-3 * SECOND, 3 * SECOND));
    }
}
