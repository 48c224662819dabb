package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a verifier may not be built with, and that the message says which call helps. */
final class JwtVerifierBuilderTest {
    @AutoClose
    static final Shop SHOP = Shop.open("ES256");

    @Test
    void withoutAudience_buildFailsAndNamesBothCalls() {
        assertThatIllegalStateException()
                .isThrownBy(() -> SHOP.anyBuilder().build())
                .withMessageContaining("audience(...)")
                .withMessageContaining("acceptAnyAudience()");
    }

    @Test
    void audienceAndAnyAudience_contradictEachOtherInEitherOrder() {
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        SHOP.anyBuilder().audience("shop").acceptAnyAudience().build())
                .withMessageContaining("audience(...)")
                .withMessageContaining("acceptAnyAudience()");
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        SHOP.anyBuilder().acceptAnyAudience().audience("shop").build())
                .withMessageContaining("audience(...)")
                .withMessageContaining("acceptAnyAudience()");
    }

    @Test
    void audienceOfNobody_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SHOP.anyBuilder().audience())
                .withMessageContaining("audience()");
    }

    @Test
    void skewOutOfBounds_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SHOP.strict().clockSkew(Duration.ofNanos(-1)))
                .withMessageContaining("skew");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SHOP.strict().clockSkew(Duration.ofMinutes(10).plusNanos(1)))
                .withMessageContaining("PT10M");
    }

    @Test
    void nulls_areRefusedAtOnce() {
        assertThatNullPointerException().isThrownBy(() -> JwtVerifier.builder(null));
        assertThatNullPointerException().isThrownBy(() -> SHOP.anyBuilder().audience((String) null));
        assertThatNullPointerException().isThrownBy(() -> SHOP.strict().type(null));
        assertThatNullPointerException().isThrownBy(() -> SHOP.strict().clockSkew(null));
        assertThatNullPointerException().isThrownBy(() -> SHOP.strict().instantSource(null));
        assertThatNullPointerException().isThrownBy(() -> SHOP.verifier().verify((String) null));
        assertThatNullPointerException()
                .isThrownBy(() -> SHOP.verifier().blocking().verify((String) null));
    }

    @Test
    void builderChangedAfterBuild_leavesTheVerifierAlone() {
        JwtVerifierBuilder builder = SHOP.strict();
        JwtVerifier verifier = builder.build();
        builder.type("at+jwt");

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
