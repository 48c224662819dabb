package org.jwks4j.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.jwks4j.simulation.oracle.Invariant;

/** The mutants fit the engine as it is; whether each is caught, {@link MutantTest} shows. */
class MutantsTest {
    @ParameterizedTest
    @FieldSource("org.jwks4j.simulation.Mutants#ALL")
    void mutant_fitsTheEngineAsItIs(Mutant mutant) throws Exception {
        assertThat(mutant.sources()).isNotEmpty();
    }

    @Test
    void mutatedEngine_isNotTheEngine() throws Exception {
        Mutant mutant = Mutants.ALL.get(0);

        assertThat(new MutatedEngine(mutant.sources())
                        .firstFailure(mutant.caughtBy().name(), 0, 20))
                .isNotNull();
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

    @Test
    void readme_saysHowManyThereAre() throws Exception {
        assertThat(Files.readString(Path.of("README.md"))).contains(" " + Mutants.ALL.size() + " in all");
    }
}
