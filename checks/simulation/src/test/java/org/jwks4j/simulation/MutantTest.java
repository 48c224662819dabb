package org.jwks4j.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The simulator finds what is broken, so that its silence about the engine means something. It takes minutes, so that
 * {@code scripts/simulate mutants} runs it, and not each build; what goes wrong without a run, {@link MutantsTest} finds.
 */
@Tag("mutants")
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
}
