package org.jwks4j.cli.doctor;

import java.util.List;
import java.util.Map;
import org.jwks4j.json.JsonObject;

/** A diagnosis as SARIF 2.1.0, which code hosts show: what is as it should be is left out. */
final class SarifReport {
    private SarifReport() {}

    static JsonObject of(Diagnosis diagnosis) {
        List<Finding> findings = diagnosis.findings().stream()
                .filter(finding -> finding.level() != Level.OK)
                .toList();
        List<Map<String, Object>> rules = findings.stream()
                .map(Finding::id)
                .distinct()
                .map(id -> Map.<String, Object>of("id", id))
                .toList();
        Map<String, Object> driver = Map.of("name", "jwks4j doctor", "rules", rules);
        List<Map<String, Object>> results =
                findings.stream().map(finding -> result(diagnosis, finding)).toList();
        return JsonObject.of(Map.of(
                "version", "2.1.0", "runs", List.of(Map.of("tool", Map.of("driver", driver), "results", results))));
    }

    private static Map<String, Object> result(Diagnosis diagnosis, Finding finding) {
        String text = finding.next() == null ? finding.message() : finding.message() + ". " + finding.next();
        Map<String, Object> location =
                Map.of("physicalLocation", Map.of("artifactLocation", Map.of("uri", diagnosis.issuer())));
        return Map.of(
                "ruleId",
                finding.id(),
                "level",
                finding.level().sarif(),
                "message",
                Map.of("text", text),
                "locations",
                List.of(location));
    }
}
