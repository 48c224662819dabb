package org.jwks4j.simulation;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.jwks4j.simulation.oracle.Invariant;
import org.jwks4j.simulation.oracle.Oracle;
import org.jwks4j.simulation.script.RandomScript;
import org.jwks4j.simulation.strangers.Strangers;
import org.jwks4j.simulation.world.VirtualTime.TieOrder;
import org.jwks4j.simulation.world.World;

/** One seed: a world, the script that the seed draws for it, and the oracle that watches; then a world of hostile strangers. */
public final class Simulation {
    /** Mostly drawn: the order of tasks in one instant is where races are. */
    private static final List<TieOrder> ORDERS =
            List.of(TieOrder.DRAWN, TieOrder.DRAWN, TieOrder.DRAWN, TieOrder.FIRST_COME, TieOrder.LAST_COME);

    private Simulation() {}

    /** Runs a seed without a trace. */
    public static SeedResult run(long seed) {
        return run(seed, EnumSet.allOf(Invariant.class), null);
    }

    /** Runs a seed and hands each line of its trace on. */
    public static SeedResult run(long seed, Consumer<String> trace) {
        return run(seed, EnumSet.allOf(Invariant.class), trace);
    }

    /** The strangers' world comes after, and only if it is watched and all was well. */
    private static SeedResult run(long seed, Set<Invariant> watched, @Nullable Consumer<String> trace) {
        if (Invariant.OF_STRANGERS.containsAll(watched)) {
            return new SeedResult(seed, null, 0, 0, 0, 0).and(Strangers.run(seed, watched, trace));
        }
        SeedResult result = deployment(seed, watched, trace);
        return result.violation() != null || Collections.disjoint(watched, Invariant.OF_STRANGERS)
                ? result
                : result.and(Strangers.run(seed, watched, trace));
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
