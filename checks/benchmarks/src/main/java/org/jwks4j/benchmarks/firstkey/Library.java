package org.jwks4j.benchmarks.firstkey;

import java.io.File;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who takes part, each with the jars that it needs and no others. */
enum Library {
    JWKS4J("jwks4j", "jwks4j", List.of("jwks4j-core", "tools/jackson", "caffeine", "slf4j", "jspecify")),
    JWKS4J_BY_ISSUER("jwks4j-by-issuer", "jwks4j, told the issuer alone", JWKS4J.jars),
    NIMBUS("nimbus", "Nimbus", List.of("nimbus-jose-jwt")),
    JAVA_JWT(
            "java-jwt",
            "java-jwt + jwks-rsa",
            List.of("java-jwt", "jwks-rsa", "com/fasterxml/jackson", "guava", "failureaccess")),
    JOSE4J("jose4j", "jose4j", List.of("jose4j", "slf4j")),
    SPRING(
            "spring",
            "Spring Security",
            List.of("nimbus-jose-jwt", "springframework", "micrometer", "commons-logging", "jspecify"));

    private final String argument;
    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // each is of List.of, which does not say that it is immutable
    private final List<String> jars;

    Library(String argument, String label, List<String> jars) {
        this.argument = argument;
        this.label = label;
        this.jars = jars;
    }

    /** What {@link FirstKey} calls it. */
    String argument() {
        return argument;
    }

    /** What its row is called. */
    String label() {
        return label;
    }

    /** Out of our own, by parts of the jars' paths; ours has the programs. */
    String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry ->
                        entry.contains("jwks4j-benchmarks") || jars.stream().anyMatch(entry::contains))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
