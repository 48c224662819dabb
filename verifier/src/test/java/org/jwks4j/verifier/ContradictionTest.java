package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.jwks4j.verifier.replay.ReplayMemory;

/** Rules that no token can meet together are refused when they are said, and the message has both. */
final class ContradictionTest {
    private static final TokenRules RULES = TokenRules.forAudience("shop");

    static Stream<Arguments> contradictions() {
        return Stream.concat(ofSingleClaims(), ofKinds());
    }

    private static Stream<Arguments> ofSingleClaims() {
        return Stream.of(
                of(
                        () -> RULES.requireClaim("a", "1").forbidClaim("a"),
                        "\"a\" is, or has, one of [\"1\"]",
                        "\"a\" is absent"),
                of(() -> RULES.requireClaim("sub").forbidClaim("sub"), "\"sub\" is there", "\"sub\" is absent"),
                of(
                        () -> RULES.requireClaim("sub", "alice").requireClaim("sub", "bob"),
                        "one of [\"alice\"]",
                        "one of [\"bob\"]"),
                of(
                        () -> RULES.requireClaim("azp", "a", "b")
                                .requireClaim("azp", "b", "c")
                                .requireClaim("azp", "a", "c"),
                        "[\"a\", \"b\"]",
                        "[\"b\", \"c\"]",
                        "[\"a\", \"c\"]"),
                of(
                        () -> RULES.requireClaim("email_verified", true).requireClaim("email_verified", false),
                        "[true]",
                        "[false]"),
                of(() -> RULES.requireClaim("a", "true").requireClaim("a", true), "[\"true\"]", "[true]"),
                of(() -> RULES.requireClaim("sub", true), "a string in every token", "[true]"),
                of(() -> RULES.requireClaim("exp", "soon"), "a number in every token", "[\"soon\"]"),
                of(() -> RULES.requireClaim("aud", false), "a string or an array of strings", "[false]"),
                of(
                        () -> TokenRules.forAudienceIn("client_id", "a").requireClaim("client_id", "b"),
                        "\"client_id\" is one of [\"a\"]",
                        "one of [\"b\"]"));
    }

    private static Stream<Arguments> ofKinds() {
        return Stream.of(
                of(
                        () -> RULES.requireScope("read").forbidClaim("scope").forbidClaim("scp"),
                        "the scopes have one of [\"read\"]",
                        "\"scope\" is absent",
                        "\"scp\" is absent"),
                of(
                        () -> TokenProfiles.logoutToken("c").forbidClaim("sub").forbidClaim("sid"),
                        "\"sub\" or \"sid\" is there",
                        "\"sid\" is absent"),
                of(() -> TokenProfiles.logoutToken("c").requireClaim("events", "logout"), "\"events\" has", "logout"),
                of(() -> TokenProfiles.idToken("c").requireClaim("azp", "d"), "\"azp\" is \"c\"", "[\"d\"]"),
                of(() -> TokenProfiles.idToken("c").requireClaim("aud", "d"), "none but [\"c\"]", "[\"d\"]"),
                of(
                        () -> TokenProfiles.clientAssertion(ReplayMemory.local(1, 1), "a")
                                .requireClaim("aud", "b"),
                        "aud is one of [\"a\"]",
                        "[\"b\"]"),
                of(
                        () -> RULES.withMaxAge(Duration.ofHours(1)).forbidClaim("iat"),
                        "iat is at most PT1H ago",
                        "\"iat\" is absent"),
                of(
                        () -> RULES.acceptOnce(ReplayMemory.local(1, 1)).forbidClaim("jti"),
                        "\"jti\" is there",
                        "\"jti\" is absent"),
                of(() -> RULES.requireClaim("events"), "\"events\" is absent", "acceptEvents() lifts"));
    }

    private static Arguments of(Runnable call, String... said) {
        return Arguments.of(call, said);
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    void rulesThatNoTokenCanMeet_areRefusedWithWhatEachSays(Runnable call, String... said) {
        assertThatIllegalArgumentException()
                .isThrownBy(call::run)
                .withMessageStartingWith("rules contradict each other")
                .satisfies(e -> assertThat(e).message().contains(said));
    }

    /** Each of them can be met, by an array for example. */
    @Test
    void rulesThatCanBeMetTogether_areNoContradiction() {
        assertThatCode(() -> {
                    RULES.requireClaim("roles", "a").requireClaim("roles", "b");
                    RULES.requireClaim("aud", "payments");
                    RULES.requireClaim("sub", "a", "b").requireClaim("sub", "b", "c");
                    RULES.requireScope("read").requireScope("write").forbidClaim("scp");
                    TokenProfiles.idToken("c", "d").requireClaim("aud", "d");
                    TokenProfiles.idToken("c").forbidClaim("azp");
                    TokenProfiles.idToken("c").requireClaim("azp", "c", "d");
                    TokenProfiles.logoutToken("c").forbidClaim("sid");
                    RULES.acceptMissingExpiration().forbidClaim("exp").forbidClaim("nbf");
                    RULES.requireClaim("nbf");
                })
                .doesNotThrowAnyException();
    }
}
