package org.jwks4j.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What goes into Prometheus, and what is made of its answers; Prometheus itself is for {@code scripts/monitoring-check}. */
final class RecordingTest {
    @Test
    void outage_isInTheSamples() {
        List<String> samples;
        try (Recording recording = new Recording()) {
            samples = recording.samples();
        }
        assertThat(samples).last().isEqualTo("# EOF");
        assertThat(samples)
                .as("stale, then expired, then fresh again")
                .anyMatch(line -> line.matches("jwks4j_issuer_state\\{.*state=\"stale\"} 1\\.0 \\d+"))
                .anyMatch(line -> line.matches("jwks4j_issuer_state\\{.*state=\"expired\"} 1\\.0 \\d+"))
                .anyMatch(line -> line.matches("jwks4j_verifications_seconds_count\\{.*\"not_judged\".*} \\d+ \\d+"));
        String last = samples.stream()
                .filter(line -> line.matches("jwks4j_issuer_state\\{.*state=\"fresh\"} .*"))
                .reduce((before, after) -> after)
                .orElseThrow();
        assertThat(last).contains("} 1.0 ");
    }

    @Test
    void everyPanel_canBeDrawn() throws Exception {
        Dashboard dashboard = Dashboard.of(Files.readAllBytes(Path.of("../../docs/monitoring/grafana-dashboard.json")));
        DashboardPicture picture = new DashboardPicture(dashboard);
        Curve curve = Curve.of(
                new Members(Map.of(
                        "metric",
                        Map.of("state", "stale"),
                        "values",
                        List.of(List.of(3600, "2"), List.of(7200, "NaN")))),
                0);
        dashboard
                .panels()
                .forEach(panel -> picture.draw(
                        panel, List.of(new DashboardPicture.Named(curve.name("state {{state}}"), curve.points()))));

        assertThat(curve.points()).containsExactly(new Curve.Point(1, 2));
        assertThat(picture.svg())
                .contains("state stale")
                .contains(dashboard.panels().get(0).title());
    }

    @Test
    void units_areThoseOfTheDashboard() {
        assertThat(Units.format(21600, "s")).isEqualTo("6 h");
        assertThat(Units.format(0.04, "s")).isEqualTo("40 ms");
        assertThat(Units.format(0.0083, "reqps")).isEqualTo("0.0083/s");
        assertThat(Units.format(10, "short")).isEqualTo("10");
        assertThat(Units.above(25000, "s")).isEqualTo(8 * 3600.0);
        assertThat(Units.above(1.07, "reqps")).isEqualTo(2);
    }
}
