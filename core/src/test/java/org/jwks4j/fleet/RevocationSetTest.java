package org.jwks4j.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevocationSetTest {
    private static final Revocation KEY = Revocation.ofKey("https://issuer.example.com", "one");
    private static final Revocation ISSUER = Revocation.ofIssuer("https://issuer.example.com");
    private static final Revocation TOKENS = Revocation.ofTokens("a-digest");
    private static final long AT = 1_000_000_000_000L;

    private static RevocationSet of(int first, int count) {
        RevocationSet all = RevocationSet.NONE;
        for (int i = first; i < first + count; i++) {
            all = all.with(Revocation.ofKey("https://issuer.example.com", "kid " + i), AT + i);
        }
        return all;
    }

    @Test
    void whatIsWritten_isRead() {
        RevocationSet both = RevocationSet.NONE
                .with(KEY, AT)
                .with(ISSUER, AT + 1)
                .with(TOKENS, AT + 3)
                .with(Revocation.ofKey("https://other.example.com", ""), AT + 2);
        assertThat(RevocationSet.parse(both.toBytes())).isEqualTo(both);
        assertThat(RevocationSet.parse(RevocationSet.NONE.toBytes())).isEqualTo(RevocationSet.NONE);
    }

    @Test
    void aKeyAndItsIssuer_areTwo() {
        RevocationSet key = RevocationSet.NONE.with(KEY, AT);
        assertThat(key.contains(KEY)).isTrue();
        assertThat(key.contains(ISSUER)).isFalse();
        assertThat(key.with(ISSUER, AT).size()).isEqualTo(2);
    }

    @Test
    void aUnionHasBoth_andTheLaterTimes_inWhicheverOrder() {
        RevocationSet one = of(0, 3).with(KEY, AT + 5);
        RevocationSet other = of(2, 3).with(KEY, AT + 4);
        assertThat(one.union(other)).isEqualTo(other.union(one)).isEqualTo(of(0, 5).with(KEY, AT + 5));
        assertThat(one.union(other).containsAll(one)).isTrue();
        assertThat(one.containsAll(other)).isFalse();
        assertThat(other.containsAll(RevocationSet.NONE.with(KEY, AT + 4))).isTrue();
        assertThat(other.containsAll(RevocationSet.NONE.with(KEY, AT + 5))).isFalse();
    }

    @Test
    void anEntryEndsWhenItsTimeIsOver() {
        RevocationSet set =
                RevocationSet.NONE.with(KEY, AT).with(ISSUER, AT + 1).with(TOKENS, AT + 1);
        assertThat(set.at(AT - 1).size()).isEqualTo(3);
        assertThat(set.at(AT)).isEqualTo(RevocationSet.NONE.with(ISSUER, AT + 1).with(TOKENS, AT + 1));
        assertThat(set.at(AT + 1)).isEqualTo(RevocationSet.NONE);
    }

    @Test
    void ofMoreThanAThousand_thoseThatEndLastAreKept() {
        assertThat(of(0, 1000).size()).isEqualTo(1000);
        RevocationSet more = of(0, 1001);
        assertThat(more.size()).isEqualTo(RevocationSet.MOST);
        assertThat(more).isEqualTo(of(1, 1000));
    }

    @Test
    void aSetOfTheLongestAndWorstNames_hasNoMoreBytesThanANodeReads() {
        RevocationSet all = RevocationSet.NONE;
        for (int i = 0; i < 200; i++) {
            all = all.with(
                    Revocation.ofKey("\u0001".repeat(2044) + (1000 + i), "\u0001".repeat(2044) + (1000 + i)), AT);
        }
        assertThat(all.toBytes()).hasSizeLessThanOrEqualTo(RevocationSet.LARGEST);
        assertThat(all.size()).isBetween(20, 199);
        assertThat(RevocationSet.parse(all.toBytes())).isEqualTo(all);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"keys\":{}}",
                "{\"issuers\":{}}",
                "{\"keys\":[],\"issuers\":{},\"tokens\":{}}",
                "{\"keys\":{\"i\":1},\"issuers\":{},\"tokens\":{}}",
                "{\"keys\":{\"i\":{\"k\":\"1\"}},\"issuers\":{},\"tokens\":{}}",
                "{\"keys\":{},\"issuers\":{\"i\":{}},\"tokens\":{}}",
                "{\"keys\":{},\"issuers\":{}}",
                "{\"keys\":{},\"issuers\":{},\"tokens\":[]}",
                "{\"keys\":{},\"issuers\":{},\"tokens\":{\"no digest\":1}}",
                "{\"keys\":{},\"issuers\":{},\"tokens\":{\"d\":\"1\"}}",
                "{\"keys\":{},\"keys\":{},\"issuers\":{},\"tokens\":{}}"
            })
    void whatIsNoSet_isRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> RevocationSet.parse(text.getBytes(UTF_8)));
    }

    @Test
    void tokensAndKeys_doNotDisplaceEachOther() {
        RevocationSet all = of(0, 1000);
        for (int i = 0; i < 1001; i++) {
            all = all.with(Revocation.ofTokens("digest-" + i), AT + 10_000 + i);
        }
        assertThat(all.size()).isEqualTo(RevocationSet.MOST + Revocation.MOST_OF_TOKENS);
        assertThat(all.contains(Revocation.ofTokens("digest-0"))).isFalse();
        assertThat(all.contains(Revocation.ofTokens("digest-1"))).isTrue();
        assertThat(all.containsAll(of(0, 1000))).isTrue();
        assertThat(RevocationSet.parse(all.toBytes())).isEqualTo(all);
    }

    @Test
    void aNameThatIsTooLong_isRefused() {
        isReadUpTo(2048, "{\"keys\":{},\"issuers\":{\"NAME\":1},\"tokens\":{}}");
        isReadUpTo(2048, "{\"keys\":{\"NAME\":{\"k\":1}},\"issuers\":{},\"tokens\":{}}");
        isReadUpTo(2048, "{\"keys\":{\"i\":{\"NAME\":1}},\"issuers\":{},\"tokens\":{}}");
        isReadUpTo(64, "{\"keys\":{},\"issuers\":{},\"tokens\":{\"NAME\":1}}");
    }

    private static void isReadUpTo(int longest, String text) {
        String name = "n".repeat(longest);
        assertThat(RevocationSet.parse(text.replace("NAME", name).getBytes(UTF_8))
                        .size())
                .isEqualTo(1);
        byte[] longer = text.replace("NAME", name + "n").getBytes(UTF_8);
        assertThatIllegalArgumentException().isThrownBy(() -> RevocationSet.parse(longer));
    }
}
