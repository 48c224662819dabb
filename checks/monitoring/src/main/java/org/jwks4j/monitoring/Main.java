package org.jwks4j.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws the dashboard with the meters of an outage. Arguments: the folder {@code docs/monitoring}, and an empty one for Prometheus. Ends
 * with 1 if an expression of the dashboard has no value in all of the outage.
 */
final class Main {
    static final Duration STEP = Duration.ofMinutes(2);

    /** What Grafana makes of a step and an interval of scrapes. */
    private static final Duration RATE_INTERVAL = STEP.plus(Recording.INTERVAL);

    private Main() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path docs = Path.of(args[0]);
        Dashboard dashboard = Dashboard.of(Files.readAllBytes(docs.resolve("grafana-dashboard.json")));
        DashboardPicture picture = new DashboardPicture(dashboard);
        List<String> empty = new ArrayList<>();
        try (Recording recording = new Recording()) {
            long from = recording.now();
            try (Prometheus prometheus = Prometheus.with(recording.samples(), Path.of(args[1]))) {
                for (Dashboard.Panel panel : dashboard.panels()) {
                    draw(picture, panel, prometheus, from, empty);
                }
            }
        }
        Files.writeString(docs.resolve("dashboard.svg"), picture.svg());
        empty.forEach(expression -> System.out.println("no value: " + expression));
        System.exit(empty.isEmpty() ? 0 : 1);
    }

    private static void draw(
            DashboardPicture picture, Dashboard.Panel panel, Prometheus prometheus, long from, List<String> empty)
            throws IOException, InterruptedException {
        List<DashboardPicture.Named> curves = new ArrayList<>();
        for (Dashboard.Target target : panel.targets()) {
            String expression = target.expression()
                    .replace("$__rate_interval", RATE_INTERVAL.toSeconds() + "s")
                    .replace("$issuer", ".*");
            List<Curve> found = prometheus.range(expression, from, from + Outage.OVER.toSeconds(), STEP);
            if (found.stream().allMatch(curve -> curve.points().isEmpty())) {
                empty.add(expression);
            }
            found.forEach(curve -> curves.add(new DashboardPicture.Named(curve.name(target.legend()), curve.points())));
        }
        picture.draw(panel, curves);
    }
}
