package org.jwks4j.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevocationSetTest {
    private static final Revocation KEY = new Revocation("https://issuer.example.com", "one");
    private static final Revocation ISSUER = new Revocation("https://issuer.example.com", null);
    private static final long AT = 1_000_000_000_000L;
    private static final long LIFE = RevocationSet.KEPT_FOR.toMillis();

    private static RevocationSet of(int first, int count) {
        RevocationSet all = RevocationSet.NONE;
        for (int i = first; i < first + count; i++) {
            all = all.with(new Revocation("https://issuer.example.com", "kid " + i), AT + i);
        }
        return all;
    }

    @Test
    void whatIsWritten_isRead() {
        RevocationSet both = RevocationSet.NONE
                .with(KEY, AT)
                .with(ISSUER, AT + 1)
                .with(new Revocation("https://other.example.com", ""), AT + 2);
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
    void anEntryEndsAfter400Days() {
        RevocationSet set = RevocationSet.NONE.with(KEY, AT).with(ISSUER, AT + 1);
        assertThat(set.at(AT + LIFE - 1).size()).isEqualTo(2);
        assertThat(set.at(AT + LIFE).all()).containsExactly(ISSUER);
        assertThat(set.at(AT + LIFE + 1)).isEqualTo(RevocationSet.NONE);
    }

    @Test
    void ofMoreThanAThousand_thoseThatWereRevokedLastAreKept() {
        assertThat(of(0, 1000).size()).isEqualTo(1000);
        RevocationSet more = of(0, 1001);
        assertThat(more.size()).isEqualTo(RevocationSet.MOST);
        assertThat(more).isEqualTo(of(1, 1000));
    }

    @Test
    void aSetOfTheLongestAndWorstNames_hasNoMoreBytesThanANodeReads() {
        RevocationSet all = RevocationSet.NONE;
        for (int i = 0; i < 200; i++) {
            all = all.with(new Revocation("\u0001".repeat(2044) + (1000 + i), "\u0001".repeat(2044) + (1000 + i)), AT);
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
                "{\"keys\":[],\"issuers\":{}}",
                "{\"keys\":{\"i\":1},\"issuers\":{}}",
                "{\"keys\":{\"i\":{\"k\":\"1\"}},\"issuers\":{}}",
                "{\"keys\":{},\"issuers\":{\"i\":{}}}",
                "{\"keys\":{},\"keys\":{},\"issuers\":{}}"
            })
    void whatIsNoSet_isRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> RevocationSet.parse(text.getBytes(UTF_8)));
    }

    @Test
    void aNameThatIsTooLong_isRefused() {
        String longest = "i".repeat(2048);
        assertThat(RevocationSet.parse(("{\"keys\":{},\"issuers\":{\"" + longest + "\":1}}").getBytes(UTF_8))
                        .size())
                .isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        RevocationSet.parse(("{\"keys\":{},\"issuers\":{\"" + longest + "i\":1}}").getBytes(UTF_8)));
    }
}
