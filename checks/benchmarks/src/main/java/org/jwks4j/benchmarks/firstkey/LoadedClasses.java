package org.jwks4j.benchmarks.firstkey;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The classes that a JVM has loaded, by where they are from. */
final class LoadedClasses {
    private LoadedClasses() {}

    /**
     * Counts them.
     *
     * @param lines of the JVM's log, each with a class and its source
     * @return how many there are of each kind; {@code all} first
     */
    static Map<String, Integer> of(List<String> lines) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("all", lines.size());
        for (String kind : List.of("the JDK's archive", "the rest of the JDK", "jars", "lambdas and method handles")) {
            counts.put(kind, 0);
        }
        lines.forEach(line -> counts.merge(kind(line), 1, Integer::sum));
        return counts;
    }

    private static String kind(String line) {
        if (line.contains("shared objects file")) {
            return "the JDK's archive";
        } else if (line.contains("Lambda") || line.contains("java.lang.invoke.")) {
            return "lambdas and method handles";
        }
        return line.contains(".jar") ? "jars" : "the rest of the JDK";
    }
}
