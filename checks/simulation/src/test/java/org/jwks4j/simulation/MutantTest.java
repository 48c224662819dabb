package org.jwks4j.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.jwks4j.simulation.oracle.Invariant;

/** The simulator finds what is broken, so that its silence about the engine means something. */
class MutantTest {
    private static final int SEEDS = 300;

    @ParameterizedTest
    @FieldSource("org.jwks4j.simulation.Mutants#ALL")
    void isCaught(Mutant mutant) throws Exception {
        MutatedEngine engine = new MutatedEngine(mutant.sources());
        long began = System.nanoTime();

        String failure = engine.firstFailure(mutant.caughtBy().name(), mutant.from(), SEEDS);

        System.out.printf("%-60s %6d ms  %s%n", mutant, (System.nanoTime() - began) / 1_000_000, failure);
        assertThat(failure).as("what %s finds", mutant.caughtBy()).isNotNull();
    }

    @Test
    void everyInvariant_hasAMutant() {
        assertThat(Mutants.ALL).extracting(Mutant::caughtBy).containsAll(EnumSet.allOf(Invariant.class));
    }

    @Test
    void engineInALoaderOfItsOwn_holds() throws Exception {
        MutatedEngine engine = new MutatedEngine(Map.of());

        assertThat(engine.firstFailure(Invariant.BOUND.name(), 0, 20)).isNull();
    }
}
