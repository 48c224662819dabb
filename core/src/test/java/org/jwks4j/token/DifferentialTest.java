package org.jwks4j.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.jwks4j.token.SecondParser.Opinion;
import org.jwks4j.token.SecondParser.Rule;

/** Our scanner and Jackson read the same out of the same bytes, except for the rules that we add. */
final class DifferentialTest {
    private static final List<String> WANTED = List.of("iss", "kid", "alg");
    private static final int DOCUMENTS = 60_000;

    private final Map<Rule, Integer> refusedByRule = new EnumMap<>(Rule.class);
    private int readByBoth;
    private int refusedByBoth;

    @Test
    void bothParsers_readAndRefuseTheSame() {
        JsonDocuments documents = new JsonDocuments(20_260_301);
        for (int i = 0; i < DOCUMENTS; i++) {
            compare(documents.next());
        }

        assertThat(readByBoth).as("read by both").isGreaterThan(DOCUMENTS / 10);
        assertThat(refusedByBoth).as("refused by both").isGreaterThan(DOCUMENTS / 10);
        assertThat(refusedByRule)
                .hasSize(Rule.values().length)
                .allSatisfy((rule, count) ->
                        assertThat(count).as("refused for %s", rule).isGreaterThan(50));
    }

    private void compare(byte[] document) {
        @Nullable String @Nullable [] ours = scan(document);
        Optional<Opinion> theirs = SecondParser.read(document, WANTED);
        boolean expected = theirs.isPresent() && theirs.get().broken().isEmpty();
        if (expected != (ours != null)) {
            throw new AssertionError(
                    "read: " + (ours != null) + ", second parser: " + theirs + ": " + SecondParser.describe(document));
        }
        if (ours != null) {
            assertThat(ours)
                    .as(SecondParser.describe(document))
                    .containsExactly(SecondParser.inOrder(theirs.orElseThrow(), WANTED));
            readByBoth++;
        } else if (theirs.isPresent()) {
            theirs.get().broken().forEach(rule -> refusedByRule.merge(rule, 1, Integer::sum));
        } else {
            refusedByBoth++;
        }
    }

    private static @Nullable String @Nullable [] scan(byte[] document) {
        try {
            TokenJson json = StrictScanner.read(document);
            return WANTED.stream().map(name -> json.stringOrNull(name)).toArray(String[]::new);
        } catch (TokenFormatException e) {
            return null;
        }
    }
}
