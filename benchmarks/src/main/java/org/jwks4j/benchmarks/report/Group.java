package org.jwks4j.benchmarks.report;

import java.util.List;
import java.util.Map;

/**
 * Benchmarks that belong on one page.
 *
 * @param name in the command and of the page
 * @param introduction what is measured, in Markdown
 */
record Group(String name, String title, String introduction, List<Run> runs) {
    private static final Group RESOLVE = new Group(
            "resolve",
            "From a token to its cached key",
            """
            Everybody starts from the text of an access token, reads `iss`, `kid` and `alg`, and ends with the public key, which was
            fetched before; no signature is checked. Each library is set up as its own documentation says, in
            [a class of its own](../../benchmarks/src/main/java/org/jwks4j/benchmarks/resolve); their JWK Sets come out of memory.
            `base64` is the JDK's decoder on the three segments and nothing else.
            jjwt and Spring Security look keys up only while they verify, so they are not on this page.
            """,
            List.of(
                    new Run("resolve\\..*", 1, Map.of()),
                    new Run("resolve\\.(?!ManyIssuers).*", 2, Map.of("shape", "AUTH0")),
                    new Run("resolve\\.(?!ManyIssuers).*", 64, Map.of("shape", "AUTH0"))));

    private static final List<Group> ALL = List.of(RESOLVE);

    static Group named(String name) {
        return ALL.stream()
                .filter(group -> group.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no group is called " + name));
    }

    /**
     * What JMH runs at once.
     *
     * @param include a regular expression for classes and methods
     * @param parameters those that are not run with all their values
     */
    record Run(String include, int threads, Map<String, String> parameters) {}
}
