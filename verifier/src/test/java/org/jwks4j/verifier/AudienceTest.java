package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.error.Reason;

/** Who a token is for (RFC 7519 §4.1.3, RFC 8725 §3.9). */
final class AudienceTest {
    @AutoClose
    static final Shop SHOP = Shop.open("ES256");

    @Test
    void aString_isVerified() {
        assertThat(SHOP.accepts(token("shop")).claims().audience()).containsExactly("shop");
    }

    @Test
    void anArrayThatHasIt_isVerified() {
        assertThat(SHOP.accepts(token(List.of("bank", "shop"))).claims().audience())
                .containsExactly("bank", "shop");
    }

    @Test
    void anArrayWithout_isRefused() {
        SHOP.refuses(token(List.of("bank", "mint")), Reason.WRONG_AUDIENCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bank", "Shop", "shop ", "shop/", "sho", "shopping", "", "ｓhop"})
    void anotherString_isRefused(String audience) {
        SHOP.refuses(token(audience), Reason.WRONG_AUDIENCE);
    }

    @Test
    void missingAud_isRefused() {
        SHOP.refuses(token(null), Reason.MISSING_CLAIM);
    }

    @Test
    void anEmptyArray_isRefused() {
        SHOP.refuses(token(List.of()), Reason.MISSING_CLAIM);
    }

    @Test
    void anotherType_isRefused() {
        SHOP.refuses(token(42), Reason.MALFORMED_CLAIM);
        SHOP.refuses(token(true), Reason.MALFORMED_CLAIM);
        SHOP.refuses(token(Map.of("shop", "shop")), Reason.MALFORMED_CLAIM);
    }

    @Test
    void anArrayWithANumber_isRefused_thoughItHasTheRightOne() {
        SHOP.refuses(token(List.of("shop", 42)), Reason.MALFORMED_CLAIM);
        SHOP.refuses(token(List.of(List.of("shop"))), Reason.MALFORMED_CLAIM);
    }

    @Test
    void anyOfSeveralAcceptedAudiences_isVerified() {
        JwtVerifier verifier = SHOP.anyBuilder().audience("web", "shop").build();

        verifier.blocking().verify(token("shop"));
        verifier.blocking().verify(token(List.of("bank", "web")));
        Shop.refuses(verifier, token("bank"), Reason.WRONG_AUDIENCE);
    }

    @Test
    void acceptAnyAudience_verifiesAnyAndNone() {
        JwtVerifier verifier = SHOP.anyBuilder().acceptAnyAudience().build();

        verifier.blocking().verify(token("bank"));
        verifier.blocking().verify(token(List.of()));
        assertThat(verifier.blocking().verify(token(null)).claims().audience()).isEmpty();
    }

    @Test
    void acceptAnyAudience_refusesWhatIsNoAudience() {
        JwtVerifier verifier = SHOP.anyBuilder().acceptAnyAudience().build();

        Shop.refuses(verifier, token(42), Reason.MALFORMED_CLAIM);
        Shop.refuses(verifier, token(List.of("shop", 42)), Reason.MALFORMED_CLAIM);
    }

    @Test
    void refusal_namesBothSides() {
        assertThat(SHOP.refuses(token(List.of("bank", "mint")), Reason.WRONG_AUDIENCE))
                .hasMessageContaining("\"bank\"")
                .hasMessageContaining("\"mint\"")
                .hasMessageContaining("shop");
    }

    @Test
    void refusal_ofAThousandAudiences_staysShort() {
        List<String> many =
                java.util.stream.IntStream.range(0, 1000).mapToObj(i -> "a" + i).toList();

        assertThat(SHOP.refuses(token(many), Reason.WRONG_AUDIENCE).getMessage())
                .hasSizeLessThan(500);
    }

    private static String token(Object audience) {
        return SHOP.token().claim("aud", audience).mint();
    }
}
