package org.jwks4j.benchmarks.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a page says of what was measured. */
class PageTest {
    private static final ColdTenants COLD = new ColdTenants("cold", 300, Duration.ofMillis(100), null, 3);
    private static final Suite SUITE = new Suite(
            "some",
            "# Some\n",
            List.of(COLD),
            List.of(COLD.noneRefused(), COLD.withinTwiceTheFastest(), COLD.byDiscovery()));

    private static Map<String, String> row(String refused, String last) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("requests", "300");
        row.put("told no", refused);
        row.put("not told", "0");
        row.put(Latencies.MAX, last);
        return row;
    }

    private static String page(String refused, String byUri, String byDiscovery) {
        Results results = new Results();
        results.machine("Java 17.0.1 (Somebody)");
        results.add(COLD, Library.JWKS4J, row(refused, byDiscovery));
        results.add(COLD, Library.JWKS4J_BY_URI, row("0", byUri));
        results.add(COLD, Library.NIMBUS, row("12", "100"));
        results.add(COLD, Library.JOSE4J, row("0", "400"));
        results.add(COLD, Library.SPRING, row("0", "500"));
        Page page = new Page(SUITE);
        page.add(results);
        return page.markdown();
    }

    @Test
    void barsAtTheirBound_areMet() {
        assertThat(page("0", "800", "1150"))
                .contains("fastest peer that serves all | 2 | 2 | met |")
                .contains("slowest peer that serves all | 2.30 | 2.30 | met |")
                .contains("jwks4j's callers | 0 | 0 | met |");
    }

    @Test
    void barsBeyondTheirBound_areMissedByAFactor() {
        assertThat(page("3", "1000", "1725"))
                .contains("fastest peer that serves all | 2 | 2.50 | missed by 1.25 times |")
                .contains("slowest peer that serves all | 2.30 | 3.45 | missed by 1.50 times |")
                .contains("jwks4j's callers | 0 | 3 | missed |");
    }

    /** Nimbus is the quickest here since it refuses some. */
    @Test
    void onlyAPeerThatServesAsMany_isAhead() {
        assertThat(page("0", "600", "1000"))
                .contains("Ahead of jwks4j, by more than a fifth, are:")
                .contains("**cold**: jose4j, whose `max` is 0.67 times")
                .doesNotContain("Nimbus, whose")
                .doesNotContain("Spring Security, whose");
        assertThat(page("0", "500", "1000")).contains("No peer that serves as many callers is ahead");
    }

    @Test
    void aBarWithoutMeasurement_isNotMet() {
        Results nothing = new Results();
        nothing.machine("Java 25 (Somebody)");
        Page page = new Page(SUITE);
        page.add(nothing);
        assertThat(page.markdown()).contains("| not measured |").doesNotContain("| met |");
    }

    @Test
    void roundsAreOneRow_withTheMedianTimeAndAllRefusals() {
        Map<String, String> row =
                Rounds.combined(List.of(row("0", "500"), row("4", "450"), row("1", ">900")), Latencies.MAX);
        assertThat(row)
                .containsEntry(Latencies.MAX, "500")
                .containsEntry("told no", "4")
                .containsEntry("requests", "300");
        assertThat(row).containsEntry("max of 3 rounds, ms", "450 to >900");
        assertThat(Rounds.combined(List.of(row("0", "5")), Latencies.MAX)).isEqualTo(row("0", "5"));
    }
}
