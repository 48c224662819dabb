package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException;
import org.jwks4j.testkit.TokenBuilder;

/** Each refusal says which claim it is about, what is there, escaped, and what must be. */
final class RefusalWordsTest {
    @AutoClose
    static final Shop SHOP = Shop.open("ES256");

    private static final String ODD = "odd\n\u202e";
    private static final String ODD_ESCAPED = "\"odd\\u000a\\u202e\"";

    private static Arguments of(UnaryOperator<TokenRules> rules, TokenBuilder token, Reason reason, String... said) {
        return Arguments.of(rules, token, reason, said);
    }

    private static Arguments of(TokenRules rules, TokenBuilder token, Reason reason, String... said) {
        return of(before -> rules, token, reason, said);
    }

    private static TokenBuilder with(String claim, Object value) {
        return SHOP.token().claim(claim, value);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(ofHeader(), ofClaims(), ofTimes(), ofProfiles(), ofProofs())
                .flatMap(each -> each);
    }

    private static Stream<Arguments> ofHeader() {
        return Stream.of(
                of(
                        rules -> rules,
                        SHOP.token().header("crit", List.of(ODD, "exp")),
                        Reason.UNSUPPORTED_CRITICAL_HEADER,
                        "its header has crit, and no extension is supported"),
                of(rules -> rules, SHOP.token().header("zip", "DEF"), Reason.UNSUPPORTED_CRITICAL_HEADER, "has zip,"),
                of(
                        rules -> rules.withType("at+jwt"),
                        SHOP.token().header("typ", ODD),
                        Reason.WRONG_TYPE,
                        "its typ is " + ODD_ESCAPED,
                        "\"at+jwt\""),
                of(
                        rules -> rules.withMaxSize(10, 100),
                        SHOP.token(),
                        Reason.MALFORMED_TOKEN,
                        " characters, more than 10"));
    }

    private static Stream<Arguments> ofClaims() {
        return Stream.of(
                of(rules -> rules, with("aud", ODD), Reason.WRONG_AUDIENCE, "its aud is [" + ODD_ESCAPED, "[\"shop\"]"),
                of(
                        rules -> rules.requireClaim("a"),
                        SHOP.token(),
                        Reason.MISSING_CLAIM,
                        "no \"a\", which must be there"),
                of(
                        rules -> rules.requireClaim("a", "b"),
                        with("a", ODD),
                        Reason.WRONG_CLAIM,
                        "its \"a\" is [" + ODD_ESCAPED,
                        "[\"b\"]"),
                of(
                        rules -> rules.forbidClaim("a"),
                        with("a", "secret"),
                        Reason.FORBIDDEN_CLAIM,
                        "it has \"a\", which must be absent"),
                of(
                        rules -> rules.requireScope("read"),
                        with("scope", ODD),
                        Reason.WRONG_CLAIM,
                        ODD_ESCAPED,
                        "[\"read\"]"),
                of(
                        rules -> rules.withCheck(ODD, claims -> false),
                        SHOP.token(),
                        Reason.CHECK_FAILED,
                        "the check " + ODD_ESCAPED),
                of(rules -> rules, with("sub", 1), Reason.MALFORMED_CLAIM, "\"sub\" is not a string, but a number"));
    }

    private static Stream<Arguments> ofTimes() {
        return Stream.of(
                of(rules -> rules, with("exp", null), Reason.MISSING_CLAIM, "no exp, which must be there and to come"),
                of(
                        rules -> rules.withMaxAge(Duration.ofHours(1)),
                        with("iat", null),
                        Reason.MISSING_CLAIM,
                        "no iat, which must be there: it is at most PT1H ago"),
                of(
                        rules -> rules.withMaxLifetime(Duration.ofHours(1)),
                        with("iat", null),
                        Reason.MISSING_CLAIM,
                        "no iat, which must be there: exp is at most PT1H after it"),
                of(
                        rules -> rules.withMaxLifetime(Duration.ofSeconds(1)),
                        SHOP.token(),
                        Reason.WRONG_CLAIM,
                        "its exp ",
                        "more than PT1S after its iat"),
                of(
                        rules -> rules,
                        with("nbf", SHOP.time().instant().plusSeconds(61)),
                        Reason.NOT_YET_VALID,
                        "valid from ",
                        "clock skew of 60 s"));
    }

    private static Stream<Arguments> ofProfiles() {
        TokenRules idToken = TokenProfiles.idToken("shop");
        return Stream.of(
                of(idToken, with("azp", ODD), Reason.WRONG_CLAIM, "its \"azp\" is " + ODD_ESCAPED, "\"shop\""),
                of(
                        idToken,
                        with("aud", List.of("shop", ODD)),
                        Reason.WRONG_AUDIENCE,
                        ODD_ESCAPED,
                        "none but [\"shop\"]"),
                of(
                        TokenProfiles.logoutToken("shop"),
                        with("events", Map.of(ODD, Map.of())),
                        Reason.WRONG_CLAIM,
                        ODD_ESCAPED,
                        "backchannel-logout"),
                of(
                        TokenProfiles.logoutToken("shop").requireClaim("iat"),
                        with("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()))
                                .claim("jti", "1")
                                .claim("sub", null),
                        Reason.MISSING_CLAIM,
                        "neither \"sub\" nor \"sid\", of which one must be there"));
    }

    private static Stream<Arguments> ofProofs() {
        return Stream.of(
                of(
                        rules -> rules,
                        with("cnf", Map.of(ODD, "1")),
                        Reason.MISSING_PROOF,
                        "bound by its cnf [" + ODD_ESCAPED + "]",
                        "without a proof"),
                of(rules -> rules, with("cnf", 1), Reason.MISSING_PROOF, "bound by its cnf, and"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusal_saysWhatIsThereAndWhatMustBe(
            UnaryOperator<TokenRules> rules, TokenBuilder token, Reason reason, String... said) {
        TokenException refusal = Shop.refuses(SHOP.ruled(rules), token.mint(), reason);

        assertThat(refusal).message().contains(said).matches("[ -~]+").doesNotContain("secret");
    }
}
