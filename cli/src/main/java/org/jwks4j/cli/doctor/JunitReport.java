package org.jwks4j.cli.doctor;

/** A diagnosis as JUnit XML, which CI servers show: each finding is a test case, which fails from some level on. */
final class JunitReport {
    private JunitReport() {}

    static String of(Diagnosis diagnosis, Level failing) {
        long failures = diagnosis.findings().stream()
                .filter(finding -> finding.level().compareTo(failing) >= 0)
                .count();
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"US-ASCII\"?>\n<testsuite name=\"")
                .append(escaped("jwks4j doctor " + diagnosis.issuer()))
                .append("\" tests=\"")
                .append(diagnosis.findings().size())
                .append("\" failures=\"")
                .append(failures)
                .append("\">\n");
        diagnosis.findings().forEach(finding -> append(xml, finding, failing));
        return xml.append("</testsuite>").toString();
    }

    private static void append(StringBuilder xml, Finding finding, Level failing) {
        xml.append("  <testcase classname=\"")
                .append(finding.area())
                .append("\" name=\"")
                .append(escaped(finding.id() + ": " + finding.message()))
                .append('"');
        if (finding.level().compareTo(failing) >= 0) {
            xml.append(">\n    <failure message=\"")
                    .append(escaped(finding.message()))
                    .append("\">")
                    .append(escaped(finding.next() == null ? "" : finding.next()))
                    .append("</failure>\n  </testcase>\n");
        } else {
            xml.append("/>\n");
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
