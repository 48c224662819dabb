package org.jwks4j.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcher;
import org.jwks4j.json.JsonObject;
import org.jwks4j.testkit.ScriptedTransport;

/**
 * The dashboard and the alert rules of {@code docs/monitoring} ask for metrics, labels and values that a scrape has. Their
 * expressions are not evaluated.
 */
final class MonitoringTest {
    private static final Path FOLDER = Path.of("../../docs/monitoring");
    private static final String ISSUER = "https://issuer.example.com";
    private static final Pattern SAMPLE = Pattern.compile("(?m)^(\\w+)\\{([^}]*)} ");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private static final Pattern METRIC = Pattern.compile("(jwks4j_\\w+)(?:\\{([^}]*)})?");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)(=~|!=|!~|=)\"([^\"]*)\"");
    private static final Pattern GROUPING = Pattern.compile("by \\(([^)]*)\\)");
    private static final Pattern SHOWN = Pattern.compile("\\{\\{\\s*(?:\\$labels\\.)?(\\w+)\\s*}}");

    /** By metric and label: the values in a scrape after each event was told once. */
    private final Map<String, Map<String, Set<String>>> scraped = new TreeMap<>();

    @BeforeEach
    void scrape() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (KeyFetcher fetcher = KeyFetcher.builder()
                .trust(ISSUER)
                .transport(new ScriptedTransport())
                .build()) {
            Jwks4jMetrics metrics = new Jwks4jMetrics(registry);
            metrics.bind(fetcher);
            Telling.ofFetcher(ISSUER).forEach(metrics::onEvent);
            Telling.ofVerifier(Optional.of(ISSUER)).forEach(metrics::onEvent);
            SAMPLE.matcher(registry.scrape()).results().forEach(sample -> {
                Map<String, Set<String>> labels = scraped.computeIfAbsent(sample.group(1), name -> new TreeMap<>());
                LABEL.matcher(sample.group(2))
                        .results()
                        .forEach(label -> labels.computeIfAbsent(label.group(1), name -> new TreeSet<>())
                                .add(label.group(2)));
            });
        }
    }

    /** Each metric is there with each label that is compared; a value that is compared for equality is one that there is. */
    private Set<String> checked(String expression) {
        Set<String> common = null;
        for (MatchResult metric : METRIC.matcher(expression).results().toList()) {
            Map<String, Set<String>> labels = scraped.get(metric.group(1));
            assertThat(labels).as("%s of %s", metric.group(1), expression).isNotNull();
            String conditions = metric.group(2) == null ? "" : metric.group(2);
            MATCHER.matcher(conditions).results().forEach(condition -> {
                assertThat(labels).as(expression).containsKey(condition.group(1));
                boolean isEqual = condition.group(2).equals("=");
                assertThat(!isEqual || labels.get(condition.group(1)).contains(condition.group(3)))
                        .as("%s of %s", condition.group(), expression)
                        .isTrue();
            });
            common = common == null ? new TreeSet<>(labels.keySet()) : common;
            common.retainAll(labels.keySet());
        }
        assertThat(common).as("no metric in %s", expression).isNotNull();
        Set<String> grouped = new TreeSet<>();
        for (MatchResult by : GROUPING.matcher(expression).results().toList()) {
            grouped.addAll(List.of(by.group(1).split(", ")));
        }
        assertThat(common).as(expression).containsAll(grouped);
        return grouped;
    }

    /** What is shown of a result is a label that is left of it. */
    private static void shows(String text, Set<String> labels) {
        Matcher shown = SHOWN.matcher(text);
        while (shown.find()) {
            assertThat(labels).as(text).contains(shown.group(1));
        }
    }

    @Test
    void alertRules_askForWhatAScrapeHas() throws IOException {
        List<String> lines = Files.readAllLines(FOLDER.resolve("prometheus-alerts.yml"));
        List<Set<String>> rules = new ArrayList<>();
        for (String line : lines) {
            if (line.strip().startsWith("expr: ")) {
                rules.add(checked(line.strip().substring("expr: ".length())));
            } else if (line.strip().startsWith("summary: ")) {
                shows(line, rules.get(rules.size() - 1));
            }
        }
        assertThat(rules).hasSizeGreaterThanOrEqualTo(8);
    }

    @Test
    void dashboard_asksForWhatAScrapeHas() throws IOException {
        Map<?, ?> dashboard = JsonObject.parse(Files.readAllBytes(FOLDER.resolve("grafana-dashboard.json")))
                .toPlainMap();
        List<Map<?, ?>> targets = objects(dashboard.get("panels"))
                .flatMap(panel -> objects(panel.get("targets")))
                .toList();

        assertThat(targets).hasSizeGreaterThanOrEqualTo(15).allSatisfy(target -> {
            Set<String> labels = checked((String) target.get("expr"));
            shows((String) target.get("legendFormat"), labels);
        });
        objects(((Map<?, ?>) dashboard.get("templating")).get("list"))
                .filter(variable -> "query".equals(variable.get("type")))
                .forEach(variable -> checked((String) ((Map<?, ?>) variable.get("query")).get("query")));
    }

    private static Stream<Map<?, ?>> objects(Object list) {
        return ((List<?>) list).stream().map(each -> (Map<?, ?>) each);
    }
}
