package org.jwks4j.simulation;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.jwks4j.simulation.clocks.ClockWorld;
import org.jwks4j.simulation.crowd.CrowdedHost;
import org.jwks4j.simulation.fleet.StoreWorld;
import org.jwks4j.simulation.oracle.Invariant;
import org.jwks4j.simulation.oracle.Oracle;
import org.jwks4j.simulation.script.RandomScript;
import org.jwks4j.simulation.strangers.Strangers;
import org.jwks4j.simulation.world.VirtualTime.TieOrder;
import org.jwks4j.simulation.world.World;

/**
 * One seed: a world, the script that the seed draws for it, and the oracle that watches; then, in some seeds, a world of hostile strangers,
 * or one of nodes that share a store, or one of a machine whose clocks run apart, or one of many issuers at one host.
 */
public final class Simulation {
    /** Mostly drawn: the order of tasks in one instant is where races are. */
    private static final List<TieOrder> ORDERS =
            List.of(TieOrder.DRAWN, TieOrder.DRAWN, TieOrder.DRAWN, TieOrder.FIRST_COME, TieOrder.LAST_COME);

    /** A world of strangers costs four times as much as one of a deployment, so they come in one seed of four. */
    private static final int STRANGERS_EACH = 4;

    /** Nodes with a store come in as many, and in others than strangers. */
    private static final int STORES_AT = 2;

    /** A machine whose clocks run apart comes in as many, and in others. */
    private static final int CLOCKS_AT = 3;

    /** A crowd costs as much as dozens of deployments. */
    private static final int CROWDS_EACH = 200;

    private static final int CROWDS_AT = 1;

    private Simulation() {}

    /** Runs a seed without a trace. */
    public static SeedResult run(long seed) {
        return run(seed, EnumSet.allOf(Invariant.class), null);
    }

    /** Runs a seed and hands each line of its trace on. */
    public static SeedResult run(long seed, Consumer<String> trace) {
        return run(seed, EnumSet.allOf(Invariant.class), trace);
    }

    /** The world of the strangers or of the store comes after, and only if it is watched and all was well. */
    private static SeedResult run(long seed, Set<Invariant> watched, @Nullable Consumer<String> trace) {
        if (Invariant.OF_STRANGERS.containsAll(watched)) {
            return new SeedResult(seed, null, 0, 0, 0, 0).and(Strangers.run(seed, watched, trace));
        }
        if (Invariant.OF_STORES.containsAll(watched)) {
            return new SeedResult(seed, null, 0, 0, 0, 0).and(StoreWorld.run(seed, watched, trace));
        }
        if (Invariant.OF_CROWDS.containsAll(watched)) {
            return new SeedResult(seed, null, 0, 0, 0, 0).and(CrowdedHost.run(seed, watched, trace));
        }
        if (Invariant.OF_CLOCKS.containsAll(watched)) {
            return new SeedResult(seed, null, 0, 0, 0, 0).and(ClockWorld.run(seed, watched, trace));
        }
        SeedResult result = deployment(seed, watched, trace);
        if (result.violation() != null) {
            return result;
        } else if (seed % STRANGERS_EACH == 0 && !Collections.disjoint(watched, Invariant.OF_STRANGERS)) {
            return result.and(Strangers.run(seed, watched, trace));
        } else if (seed % STRANGERS_EACH == STORES_AT && !Collections.disjoint(watched, Invariant.OF_STORES)) {
            return result.and(StoreWorld.run(seed, watched, trace));
        } else if (seed % STRANGERS_EACH == CLOCKS_AT && !Collections.disjoint(watched, Invariant.OF_CLOCKS)) {
            return result.and(ClockWorld.run(seed, watched, trace));
        } else if (seed % CROWDS_EACH == CROWDS_AT && !Collections.disjoint(watched, Invariant.OF_CROWDS)) {
            return result.and(CrowdedHost.run(seed, watched, trace));
        }
        return result;
    }

    private static SeedResult deployment(long seed, Set<Invariant> watched, @Nullable Consumer<String> trace) {
        SplittableRandom random = new SplittableRandom(seed);
        World world = new World(ORDERS.get(random.nextInt(ORDERS.size())), random.split());
        Oracle oracle = new Oracle(world, watched);
        if (trace != null) {
            world.add(new TraceListener(world.time()::now, trace));
        }
        world.add(oracle);
        RandomScript script = new RandomScript(world, random.split());
        world.runUntil(script.write());
        return new SeedResult(
                seed, oracle.violation(), world.time().now(), world.time().executed(), world.requests(), world.calls());
    }

    /**
     * Runs seeds until one breaks a rule. For those who know this class only by its name.
     *
     * @param invariant the name of the one rule to watch
     * @return the seed and the message; null when all hold
     */
    public static @Nullable String firstFailure(String invariant, long first, int seeds) {
        for (long seed = first; seed < first + seeds; seed++) {
            SeedResult result = run(seed, EnumSet.of(Invariant.valueOf(invariant)), null);
            if (result.violation() != null) {
                return "seed " + seed + ": " + result.violation();
            }
        }
        return null;
    }
}
