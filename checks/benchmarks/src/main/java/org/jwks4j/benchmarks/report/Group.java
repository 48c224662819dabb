package org.jwks4j.benchmarks.report;

import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Benchmarks that belong on one page.
 *
 * @param name in the command and of the page
 * @param introduction what is measured, in Markdown
 * @param iterationMillis how long each of the five iterations takes that count
 * @param runs those on a Java of this feature version
 * @param plotted tables of which the page shows a chart, those of one thread
 * @param budgets those on a Java of this feature version
 */
record Group(
        String name,
        String title,
        String introduction,
        int iterationMillis,
        IntFunction<List<Run>> runs,
        List<String> plotted,
        IntFunction<List<Budget>> budgets) {
    private static final String EVERYBODY = "resolve\\.(?!ManyIssuers).*";

    private static final Group RESOLVE = new Group(
            "resolve",
            "From a token to its cached key",
            """
            Everybody starts from the text of an access token, reads `iss`, `kid` and `alg`, and ends with the public key, which was
            fetched before; no signature is checked. Each library is set up as its own documentation says, in
            [a class of its own](../../checks/benchmarks/src/main/java/org/jwks4j/benchmarks/resolve); their JWK Sets come out of memory.
            `base64` is the JDK's decoder on the three segments and nothing else.
            With many issuers, a thousand or a hundred thousand tokens take turns: of all issuers alike, or of a thousand of them.
            jjwt and Spring Security look keys up only while they verify, so they are not on this page.
            """,
            600,
            java -> List.of(
                    new Run(EVERYBODY, 5, 1, 4, Map.of("shape", List.of("AUTH0"))),
                    new Run(EVERYBODY, 1, 1, 4, Map.of("shape", List.of("KEYCLOAK", "ES256"))),
                    new Run(EVERYBODY, 2, 2, 6, Map.of("shape", List.of("AUTH0"))),
                    new Run(EVERYBODY, 1, 64, 20, Map.of("shape", List.of("AUTH0"))),
                    manyIssuers(List.of("1", "1000", "100000"), "1000"),
                    manyIssuers(List.of("1", "100000"), "100000")),
            List.of("AUTH0"),
            java -> Budgets.RESOLVE);

    private static final Group VERIFY = new Group(
            "verify",
            "A whole verification",
            """
            Everybody starts from the text of an access token of about 900 characters and ends with its claims, once signature,
            issuer, audience and times are in order; the keys were fetched before. Each library is set up as its own documentation
            says, in [a class of its own](../../checks/benchmarks/src/main/java/org/jwks4j/benchmarks/verify). `bare` is the signature check
            alone, as a program writes it; `kept` is that with a `Signature` which one thread uses over and over, and a key of the
            provider's own kind. jwks4j is told which security provider to use; for the peers the same one is registered before
            the JDK's, and each finds it by itself, or does not. A library that is missing from a table lacks the algorithm.
            """,
            300,
            VerifyRuns::on,
            List.of("RS256", "ES256", "EdDSA"),
            Budgets::verify);

    private static final Group REPEATED = new Group(
            "repeated",
            "A token that was verified before",
            """
            `jwks4jRepeated` verifies the same String again with `rememberVerifiedTokens`; `jwks4jRepeatedNewString` makes the
            String anew out of bytes first, as a server does for each request, so that no hash of it is kept. `newString` is that
            alone, `sha256` the digest of the token's bytes alone, and `digestAndRead` that with a read of a Caffeine cache by it,
            which a cache of tokens must pay. No peer remembers
            verified tokens: theirs, and `jwks4j`, is a whole verification.
            """,
            500,
            java -> List.of(
                    new Run("verify\\.Jwks4j\\.jwks4jRepeated.*", 2, 1, 5, VerifyRuns.RS256),
                    new Run("repeated\\..*", 2, 1, 5, VerifyRuns.RS256),
                    new Run(VerifyRuns.OURS + "|" + VerifyRuns.PEERS, 1, 1, 5, VerifyRuns.RS256)),
            List.of("RS256"),
            java -> Budgets.REPEATED);

    private static final Group RULES = new Group(
            "rules",
            "What a token must say, beside its signature",
            """
            `rules` checks header and claims of a token of about 900 characters whose signature was checked before: audience, times
            and greatest age, three required claims, one of them with a value, a scope, a forbidden claim, and the types of the
            registered ones. `bare` is the signature check of that token, as a program writes it, in the same run.
            """,
            300,
            java -> List.of(
                    new Run("verifier\\.RulesAlone\\.|verify\\.BareSignature\\.bare$", 3, 1, 4, VerifyRuns.RS256)),
            List.of(),
            java -> Budgets.RULES);

    private static final Group KEYSET = new Group(
            "keyset",
            "Large JWK Sets",
            """
            RSA keys of 2,048 bits under IDs of 43 characters, which take turns, so that none is first or last. `find` is a key by
            its issuer and `kid`, `isCurrent` that and whether the key may still be used, as a cache of verified tokens asks, and
            `read` the document to keys, all checked. A set has at most 2,000 keys and 1 MiB.
            """,
            600,
            java -> List.of(new Run(
                    "keyset\\.LargeSets\\.(find|isCurrent|read)$",
                    2,
                    1,
                    2,
                    Map.of("keys", List.of("1", "100", "2000")))),
            List.of(),
            java -> Budgets.KEYSET);

    private static Run manyIssuers(List<String> issuers, String tokens) {
        return new Run("resolve\\.ManyIssuers.*", 2, 1, 4, Map.of("issuers", issuers, "tokens", List.of(tokens)));
    }

    private static final List<Group> ALL = List.of(RESOLVE, VERIFY, REPEATED, RULES, KEYSET);

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
     * @param rounds how often all of it is run, each time in new JVMs
     * @param warmupSeconds until the compiler is done, which with more threads than cores has little time
     * @param parameters the values of those that are not run with all
     */
    record Run(String include, int rounds, int threads, int warmupSeconds, Map<String, List<String>> parameters) {}
}
