package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a verifier may not be built with, and that the message says which call helps. */
final class JwtVerifierBuilderTest {
    @AutoClose
    static final Shop SHOP = Shop.open("ES256");

    @Test
    void withoutRules_buildFailsAndNamesBothCalls() {
        assertThatIllegalStateException()
                .isThrownBy(() -> SHOP.anyBuilder().build())
                .withMessageContaining("audience(...)")
                .withMessageContaining("acceptingAnyAudience()");
    }

    @Test
    void audienceAndRules_contradictEachOtherInEitherOrder() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SHOP.strict().acceptAnyAudience())
                .withMessageContaining("audience(...)")
                .withMessageContaining("rules(...)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SHOP.anyBuilder().acceptAnyAudience().audience("shop"))
                .withMessageContaining("one call");
    }

    @Test
    void audienceOfNobody_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SHOP.anyBuilder().audience())
                .withMessageContaining("audience");
    }

    @Test
    void namesThatAreNull_areSaidToBe() {
        assertThatNullPointerException()
                .isThrownBy(() -> SHOP.anyBuilder().audience((String) null))
                .withMessageContaining("audience 1 of 1 is null");
        assertThatNullPointerException()
                .isThrownBy(() -> SHOP.anyBuilder().audience("shop", null))
                .withMessageContaining("audience 2 of 2 is null");
        assertThatNullPointerException()
                .isThrownBy(() -> SHOP.anyBuilder().audience((String[]) null))
                .withMessage("audience");
        TokenRules rules = TokenRules.acceptingAnyAudience();
        assertThatNullPointerException()
                .isThrownBy(() -> rules.withType((String) null))
                .withMessageContaining("typ 1 of 1 is null");
        assertThatNullPointerException()
                .isThrownBy(() -> rules.requireScope("read", null))
                .withMessageContaining("scope 2 of 2 is null");
        assertThatNullPointerException()
                .isThrownBy(() -> rules.requireClaim("azp", (String) null))
                .withMessageContaining("value of \"azp\" 1 of 1 is null");
    }

    @Test
    void nulls_areRefusedAtOnce() {
        assertThatNullPointerException().isThrownBy(() -> JwtVerifier.builder(null));
        assertThatNullPointerException().isThrownBy(() -> SHOP.anyBuilder().audience((String) null));
        assertThatNullPointerException().isThrownBy(() -> SHOP.strict().instantSource(null));
        assertThatNullPointerException().isThrownBy(() -> SHOP.verifier().verify((String) null));
        assertThatNullPointerException()
                .isThrownBy(() -> SHOP.verifier().blocking().verify((String) null));
    }

    @Test
    void builderChangedAfterBuild_leavesTheVerifierAlone() {
        JwtVerifierBuilder builder = SHOP.strict();
        JwtVerifier verifier = builder.build();
        builder.issuer(SHOP.issuer().issuer(), TokenRules.forAudience("other"));

        verifier.blocking().verify(SHOP.token().mint());
    }

    @Test
    void emptyAudienceOrASecondCall_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> SHOP.anyBuilder().audience(""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SHOP.anyBuilder().audience("a").audience("b"))
                .withMessageContaining("one call");
    }
}
