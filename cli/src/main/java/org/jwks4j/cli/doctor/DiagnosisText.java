package org.jwks4j.cli.doctor;

import java.util.List;
import java.util.Locale;
import org.jwks4j.cli.terminal.JsonMembers;
import org.jwks4j.json.JsonObject;

/** A diagnosis as it is shown: to people, and to programs. */
final class DiagnosisText {
    private static final int AREA_WIDTH = 9;

    private DiagnosisText() {}

    static String of(Diagnosis diagnosis) {
        StringBuilder text = new StringBuilder("issuer " + diagnosis.issuer() + "\n");
        diagnosis.findings().forEach(finding -> append(text, finding));
        text.append("\ngrade ")
                .append(diagnosis.grade())
                .append(": ")
                .append(diagnosis.grade().words())
                .append(counts(diagnosis));
        if (!diagnosis.requests().isEmpty()) {
            text.append("\n\nto repeat the requests:\n");
        }
        diagnosis
                .requests()
                .forEach(request -> text.append("  ").append(request).append('\n'));
        return text.toString().stripTrailing();
    }

    private static void append(StringBuilder text, Finding finding) {
        String area = finding.area();
        String indent = " ".repeat(AREA_WIDTH + 6);
        text.append("  ")
                .append(finding.level().mark())
                .append(' ')
                .append(area)
                .append(" ".repeat(Math.max(1, AREA_WIDTH - area.length() + 1)))
                .append(finding.message())
                .append('\n');
        if (finding.next() != null) {
            text.append(indent).append(finding.next()).append('\n');
        }
    }

    private static String counts(Diagnosis diagnosis) {
        long errors = diagnosis.count(Level.ERROR);
        long warnings = diagnosis.count(Level.WARNING);
        return errors + warnings == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        " (%d error%s, %d warning%s)",
                        errors,
                        errors == 1 ? "" : "s",
                        warnings,
                        warnings == 1 ? "" : "s");
    }

    static JsonObject json(Diagnosis diagnosis) {
        return new JsonMembers()
                .with("issuer", diagnosis.issuer())
                .with("grade", diagnosis.grade().name())
                .with("errors", diagnosis.count(Level.ERROR))
                .with("warnings", diagnosis.count(Level.WARNING))
                .with(
                        "findings",
                        diagnosis.findings().stream().map(Finding::toJson).toList())
                .with("requests", List.copyOf(diagnosis.requests()))
                .build();
    }
}
