package org.jwks4j.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jwks4j.token.Tokens.assertRefused;
import static org.jwks4j.token.Tokens.withPayload;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Names are told apart by fingerprints of eight bytes at a time: lengths around eight, and names that differ in one byte. */
final class MemberNamesTest {
    private static final String ALPHABET = "ab\u00e9";

    @Test
    void namesOfAnyLength_areRefusedExactlyWhenTwoAreEqual() {
        Random random = new Random(20_260_302);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            Set<String> names = new HashSet<>();
            StringBuilder members = new StringBuilder();
            boolean twice = false;
            for (int count = 1 + random.nextInt(6); count > 0; count--) {
                String name = name(random);
                twice |= !names.add(name);
                members.append('"').append(name).append(count > 1 ? "\":1," : "\":1");
            }
            String token = withPayload("{" + members + "}");
            if (twice) {
                assertRefused(token).withMessageContaining("twice");
                refused++;
            } else {
                assertThat(UnverifiedToken.parse(token)).isNotNull();
            }
        }
        assertThat(refused).isBetween(2_000, 18_000);
    }

    /** One of a few to meet often: a run of one letter with another one somewhere in it. */
    private static String name(Random random) {
        int length = random.nextInt(20);
        StringBuilder name = new StringBuilder("a".repeat(length < 4 ? length : 6 + length % 3 * 5));
        if (name.length() > 0 && random.nextBoolean()) {
            int at = random.nextInt(2) == 0 ? 0 : name.length() - 1;
            name.setCharAt(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return name.toString();
    }

    @Test
    void namesThatDifferInOneByteOnly_areRead() {
        for (int length = 1; length <= 33; length++) {
            String base = "x".repeat(length);
            String members = IntStream.range(0, length)
                    .mapToObj(i -> "\"" + base.substring(0, i) + "y" + base.substring(i + 1) + "\":1")
                    .collect(Collectors.joining(","));

            assertThat(UnverifiedToken.parse(withPayload("{" + members + "}"))).isNotNull();
            assertRefused(withPayload("{\"" + base + "\":1," + members + ",\"" + base + "\":1}"))
                    .withMessageContaining("twice");
        }
    }

    @Test
    void nameAtTheVeryEnd_isComparedToo() {
        assertRefused(withPayload("{\"a\":1,\"a\":1}")).withMessageContaining("twice");
        assertRefused(withPayload("{\"\":1,\"\":1}")).withMessageContaining("twice");
        assertThat(UnverifiedToken.parse(withPayload("{\"\":1,\"a\":1}"))).isNotNull();
    }

    @Test
    void nameWithAnEscapedNul_isNotTheShorterOne() {
        assertThat(UnverifiedToken.parse(withPayload("{\"a\":1,\"\\u0000a\":2,\"a\\u0000\":3}")))
                .isNotNull();
        assertRefused(withPayload("{\"a\\u0000\":1,\"a\":2,\"a\\u0000\":3}")).withMessageContaining("twice");
    }
}
