package org.jwks4j.benchmarks.firstkey;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jwks4j.benchmarks.report.BarChart;

/** The results of every Java as Markdown. */
final class Page {
    /** What tables of classes are called in the results, before how the issuer was asked. */
    static final String CLASSES = "classes, ";

    private static final double LIMIT = 1.4;
    private static final String SOURCES = "../../checks/benchmarks/src/main/java/org/jwks4j/benchmarks/firstkey";

    private final StringBuilder text = new StringBuilder();
    private final Map<String, String> plots = new LinkedHashMap<>();

    Page() {
        text.append("""
                # The first key of a new JVM

                A JVM is started, a library is set up as its documentation says ([jwks4j](%1$s/Jwks4j.java), [Nimbus](%1$s/Nimbus.java),
                [java-jwt with jwks-rsa](%1$s/JavaJwt.java), [jose4j](%1$s/Jose4j.java), [Spring Security](%1$s/Spring.java)), reads a
                token, fetches the JWK Set from an issuer on loopback, and has the token's key. Each has a class path of its own. All are
                told the JWKS URI; jwks4j is here a second time as the README has it, told the issuer alone, which is a request more. Spring
                Security gives no key away, so it verifies the token. With https, the certificate is of a private authority, in the trust
                store that the JVM is told. Everybody has a turn before anybody has the next one.

                `main → key` is the median of the time from the first line of `main`; `whole` is from outside, and has the
                start of the JVM too. All times are in milliseconds.

                - **With an archive**: classes come out of a file that an earlier run wrote, and are not read and checked one by one. On Java
                  17 to 24 run the application once with `-XX:ArchiveClassesAtExit=app.jsa` and then with `-XX:SharedArchiveFile=app.jsa`
                  (from 19 on `-XX:+AutoCreateSharedArchive -XX:SharedArchiveFile=app.jsa` does both); from 25 on with
                  `-XX:AOTCacheOutput=app.aot` and then `-XX:AOTCache=app.aot`. Here the whole application is in it.
                - **On one processor**: `taskset -c 0` and `-XX:ActiveProcessorCount=1`, as in a small function of AWS Lambda.

                Run by

                ```
                scripts/bench first-key             # seven minutes, on the Java of JAVA_HOME
                scripts/bench first-key --quick     # a minute and a half, written below checks/benchmarks/target/bench instead
                ```
                """.formatted(SOURCES));
    }

    /** Adds what one Java measured. */
    void add(Results results) {
        text.append("\n## ").append(results.machine()).append("\n\n");
        text.append("| budget: at most 1.4 times Nimbus' | by medians | by the least | |\n|---|--:|--:|---|\n");
        for (Variant variant : List.of(Variant.HTTP, Variant.HTTPS)) {
            budget(results, variant);
        }
        plot(results, Variant.HTTP);
        plot(results, Variant.HTTPS);
        for (Variant variant : Variant.values()) {
            times(results, variant);
        }
        parts(results);
        classes(results, Variant.HTTP);
        classes(results, Variant.HTTPS);
    }

    private void budget(Results results, Variant variant) {
        double medians = ratio(results, variant, "key");
        String verdict =
                medians <= LIMIT ? "met" : String.format(Locale.ROOT, "missed by a factor of %.2f", medians / LIMIT);
        append(
                "| main → key, %s | %.2f | %.2f | %s |%n",
                variant.title(), medians, ratio(results, variant, "key, least"), verdict);
    }

    private static double ratio(Results results, Variant variant, String column) {
        return results.row(variant.title(), Library.JWKS4J).getOrDefault(column, Double.NaN)
                / results.row(variant.title(), Library.NIMBUS).getOrDefault(column, Double.NaN);
    }

    private void plot(Results results, Variant variant) {
        BarChart chart =
                new BarChart("From main to the first key, " + variant.title() + ", Java " + results.java(), "ms");
        for (Library library : Library.values()) {
            chart.bar(library.label(), results.row(variant.title(), library).getOrDefault("key", Double.NaN));
        }
        String file = "plots/first-key-" + variant.title() + "-java" + results.java() + ".svg";
        plots.put(file, chart.svg());
        append("%n![From main to the first key, %s](%s)%n", variant.title(), file);
    }

    private void times(Results results, Variant variant) {
        append(
                "%n| %s | main → key | least | × Nimbus | whole | least |%n|---|--:|--:|--:|--:|--:|%n",
                variant.title());
        double nimbus = results.row(variant.title(), Library.NIMBUS).getOrDefault("key", Double.NaN);
        for (Library library : Library.values()) {
            Map<String, Double> row = results.row(variant.title(), library);
            double key = row.getOrDefault("key", Double.NaN);
            append(
                    "| %s | %.0f | %.0f | %.2f | %.0f | %.0f |%n",
                    library.label(),
                    key,
                    row.getOrDefault("key, least", Double.NaN),
                    key / nimbus,
                    row.getOrDefault("whole", Double.NaN),
                    row.getOrDefault("whole, least", Double.NaN));
        }
    }

    /** What the time goes into, one after the other. */
    private void parts(Results results) {
        text.append(
                "\n| what the time goes into | start of the JVM | set up | token read, request begun | answer, JWK Set read, key |\n");
        text.append("|---|--:|--:|--:|--:|\n");
        for (Variant variant : Variant.values()) {
            for (Library library : List.of(Library.JWKS4J, Library.NIMBUS)) {
                Map<String, Double> row = results.row(variant.title(), library);
                double setUp = row.getOrDefault("set up", Double.NaN);
                double asking = row.getOrDefault("token read, asking", Double.NaN);
                double key = row.getOrDefault("key", Double.NaN);
                append(
                        "| %s, %s | %.0f | %.0f | %.0f | %.0f |%n",
                        library.label(),
                        variant.title(),
                        row.getOrDefault("whole", Double.NaN) - key,
                        setUp,
                        asking - setUp,
                        key - asking);
            }
        }
    }

    private void classes(Results results, Variant variant) {
        Map<String, Double> ours = results.row(CLASSES + variant.title(), Library.JWKS4J);
        append(
                "%n| classes loaded, %s | %s |%n|---|%s%n",
                variant.title(), String.join(" | ", ours.keySet()), "--:|".repeat(ours.size()));
        for (Library library : Library.values()) {
            append("| %s", library.label());
            results.row(CLASSES + variant.title(), library).values().forEach(count -> append(" | %,.0f", count));
            append(" |%n");
        }
    }

    private void append(String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments));
    }

    String markdown() {
        return text.toString();
    }

    /** File names, relative to the page, and SVG documents. */
    Map<String, String> plots() {
        return plots;
    }
}
