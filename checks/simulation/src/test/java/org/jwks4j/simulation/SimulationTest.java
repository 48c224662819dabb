package org.jwks4j.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine as it is, and the simulator's own promises. */
class SimulationTest {
    private static final int SEEDS = 40; // CI runs 1,000 of them with scripts/simulate

    @Test
    void engine_holds() {
        List<SeedResult> broken = LongStream.range(0, SEEDS)
                .mapToObj(Simulation::run)
                .filter(result -> result.violation() != null)
                .toList();

        assertThat(broken).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 117, 1_000_003, -1}) // 117: several wait at close()
    void sameSeed_sameTrace(long seed) {
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();

        Simulation.run(seed, first::add);
        Simulation.run(seed, second::add);

        assertThat(first).hasSizeGreaterThan(100).isEqualTo(second);
    }

    @Test
    void otherSeed_otherTrace() {
        List<String> one = new ArrayList<>();
        List<String> other = new ArrayList<>();

        Simulation.run(1, one::add);
        Simulation.run(2, other::add);

        assertThat(one).isNotEqualTo(other);
    }

    @Test
    void seeds_reachWhatTheyAreFor() {
        List<String> all = new ArrayList<>();

        LongStream.range(0, 40).forEach(seed -> Simulation.run(seed, all::add));

        assertThat(String.join("\n", all))
                .contains("rotates", "withdraws", "publishes nothing", "moves its keys", "the wall clock jumps")
                .contains("(a lie)", "no answer in time", ": 429", ": 503", ": 404", ": 304", "resolver")
                .contains("UNKNOWN_KEY_THROTTLED", "= UNKNOWN_KEY ", "= TIMEOUT", "= CLOSED", "= NO_USABLE_KEYS")
                .contains("CancellationException", "RESOLVER_FAILED", "UNTRUSTED_ISSUER")
                .contains("the store: ", "the intruder: ", " is revoked", "issuers are down")
                .contains(
                        "the machine is suspended",
                        "is set forward",
                        "is set back",
                        "the monotonic clock stands still");
    }
}
