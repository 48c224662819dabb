package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.jwks4j.error.Reason;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.testkit.TokenBuilder;

/** Each rule is met by what it asks for and by nothing else, and a refusal names rule, claim and both values. */
final class TokenRulesTest {
    @AutoClose
    static final Shop SHOP = Shop.open("ES256", "RS256");

    private static void accepts(UnaryOperator<TokenRules> rules, TokenBuilder token) {
        SHOP.ruled(rules).blocking().verify(token.mint());
    }

    private static String refuses(UnaryOperator<TokenRules> rules, TokenBuilder token, Reason reason) {
        return Shop.refuses(SHOP.ruled(rules), token.mint(), reason).getMessage();
    }

    private static TokenBuilder with(String claim, Object value) {
        return SHOP.token().claim(claim, value);
    }

    @Test
    void requiredClaim_isThere() {
        UnaryOperator<TokenRules> rule = rules -> rules.requireClaim("tenant");

        accepts(rule, with("tenant", "a"));
        accepts(rule, with("tenant", 42));
        assertThat(refuses(rule, SHOP.token(), Reason.MISSING_CLAIM)).contains("\"tenant\"");
        refuses(rule, withNull("tenant"), Reason.MISSING_CLAIM);
    }

    @Test
    void requiredClaim_hasOneOfItsValues() {
        UnaryOperator<TokenRules> rule = rules -> rules.requireClaim("token_use", "access", "id");

        accepts(rule, with("token_use", "access"));
        accepts(rule, with("token_use", List.of("x", "id")));
        assertThat(refuses(rule, with("token_use", "Access\n"), Reason.WRONG_CLAIM))
                .contains("\"token_use\"", "\"Access\\u000a\"", "[\"access\", \"id\"]");
        refuses(rule, with("token_use", List.of()), Reason.WRONG_CLAIM);
        refuses(rule, with("token_use", 1), Reason.MALFORMED_CLAIM);
        refuses(rule, with("token_use", List.of(1)), Reason.MALFORMED_CLAIM);
    }

    @Test
    void booleanClaim_isThatBoolean() {
        UnaryOperator<TokenRules> rule = rules -> rules.requireClaim("email_verified", true);

        accepts(rule, with("email_verified", true));
        assertThat(refuses(rule, with("email_verified", false), Reason.WRONG_CLAIM))
                .contains("its \"email_verified\" is [false], not one of [true]");
        refuses(rule, with("email_verified", "true"), Reason.MALFORMED_CLAIM);
        refuses(rule, with("email_verified", null), Reason.MISSING_CLAIM);
    }

    /** Rule or claim, what was expected, and what is there, escaped. */
    @Test
    void refusal_namesClaimExpectedAndActual() {
        assertThat(refuses(rules -> rules, with("aud", null), Reason.MISSING_CLAIM))
                .contains("it has no aud, which must be one of [\"shop\"]");
        assertThat(refuses(rules -> rules.requireClaim("use", "a"), SHOP.token(), Reason.MISSING_CLAIM))
                .contains("it has no \"use\", which must be, or have, one of [\"a\"]");
        assertThat(refuses(rules -> rules.requireScope("read"), SHOP.token(), Reason.WRONG_CLAIM))
                .contains("it has no scopes in scope or scp, with none of [\"read\"] among them");
        assertThat(refuses(rules -> rules, with("exp", SHOP.time().instant().minusSeconds(60)), Reason.EXPIRED))
                .contains("its exp is ");
        assertThat(refuses(rules -> rules, with("jti", Map.of("a", 1)), Reason.MALFORMED_CLAIM))
                .contains("the claim \"jti\" is not a string, but an object");
        assertThat(refuses(rules -> rules, with("scope", 1), Reason.MALFORMED_CLAIM))
                .contains("the claim \"scope\" is not a string or an array of strings, but a number");
        assertThat(refuses(rules -> rules, with("exp", "soon"), Reason.MALFORMED_CLAIM))
                .contains("the claim \"exp\" is not a number, but a string");
        assertThat(refuses(
                        rules -> rules.withAlgorithms(JwsAlgorithm.ES256),
                        SHOP.token("RS256"),
                        Reason.ALGORITHM_NOT_ALLOWED))
                .contains("its alg is RS256, and its rules allow [ES256]");
    }

    @Test
    void ownCheckThatThrowsWhatever_isARefusal() {
        List<Throwable> thrown = List.of(
                new StackOverflowError(),
                new AssertionError(),
                new NoClassDefFoundError(),
                new ServiceConfigurationError("own"),
                new IOException("sneaky"));
        for (Throwable each : thrown) {
            assertThat(refuses(
                            rules -> rules.withCheck("own", claims -> TokenRulesTest.<RuntimeException>sneakily(each)),
                            SHOP.token(),
                            Reason.CHECK_FAILED))
                    .contains("\"own\" threw " + each.getClass().getSimpleName());
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> boolean sneakily(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Test
    void forbiddenClaim_isAbsentAndNotEvenNull() {
        UnaryOperator<TokenRules> rule = rules -> rules.forbidClaim("nonce");

        accepts(rule, SHOP.token());
        refuses(rule, with("nonce", "n"), Reason.FORBIDDEN_CLAIM);
        refuses(rule, withNull("nonce"), Reason.FORBIDDEN_CLAIM);
    }

    private static TokenBuilder withNull(String claim) {
        String payload = "{\"iss\":\"" + SHOP.issuer().issuer() + "\",\"aud\":\"shop\",\"exp\":"
                + SHOP.time().instant().plusSeconds(60).getEpochSecond() + ",\"" + claim + "\":null}";
        return SHOP.token().rawPayload(payload);
    }

    @Test
    void scope_isOneWordOfTheString_orOneOfTheArray() {
        UnaryOperator<TokenRules> rule = rules -> rules.requireScope("orders:read", "admin");

        accepts(rule, with("scope", "openid orders:read"));
        accepts(rule, with("scp", "admin"));
        accepts(rule, with("scp", List.of("admin")));
        refuses(rule, with("scope", "orders:reader xadmin"), Reason.WRONG_CLAIM);
        refuses(rule, SHOP.token(), Reason.WRONG_CLAIM);
        refuses(rule, with("scope", 1), Reason.MALFORMED_CLAIM);
    }

    @Test
    void audienceInAnotherClaim_isTheOnlyOneThatCounts() {
        JwtVerifier verifier = SHOP.anyBuilder()
                .rules(TokenRules.forAudienceIn("client_id", "app"))
                .build();

        verifier.blocking().verify(with("client_id", "app").claim("aud", null).mint());
        Shop.refuses(verifier, with("client_id", "other").claim("aud", "app").mint(), Reason.WRONG_AUDIENCE);
        Shop.refuses(verifier, with("aud", "app").mint(), Reason.MISSING_CLAIM);
    }

    @Test
    void audienceInTheHeader_isNotThatOfTheClaims() {
        JwtVerifier verifier = SHOP.anyBuilder()
                .rules(TokenRules.forAudienceInHeader("signer", "arn:alb"))
                .build();

        verifier.blocking().verify(SHOP.token().header("signer", "arn:alb").mint());
        Shop.refuses(verifier, SHOP.token().header("signer", "arn:other").mint(), Reason.WRONG_AUDIENCE);
        Shop.refuses(verifier, with("signer", "arn:alb").mint(), Reason.MISSING_CLAIM);
    }

    @Test
    void age_isMeasuredFromIatToTheSecond() {
        UnaryOperator<TokenRules> rule =
                rules -> rules.withMaxAge(Duration.ofMinutes(10)).withClockSkew(Duration.ofSeconds(5));

        accepts(rule, with("iat", SHOP.time().instant().minusSeconds(605)));
        refuses(rule, with("iat", SHOP.time().instant().minusSeconds(606)), Reason.EXPIRED);
        refuses(rule, with("iat", null), Reason.MISSING_CLAIM);
    }

    @Test
    void lifetime_isMeasuredFromIatToExp() {
        UnaryOperator<TokenRules> rule = rules -> rules.withMaxLifetime(Duration.ofMinutes(5));

        accepts(rule, SHOP.token().expiresIn(Duration.ofMinutes(5)));
        refuses(rule, SHOP.token().expiresIn(Duration.ofSeconds(301)), Reason.WRONG_CLAIM);
        refuses(rule, SHOP.token().expiresIn(Duration.ofSeconds(1)).claim("iat", null), Reason.MISSING_CLAIM);
    }

    @Test
    void clockSkew_isOfEachDirectionAlone() {
        UnaryOperator<TokenRules> rule = rules -> rules.withClockSkew(Duration.ZERO, Duration.ofMinutes(3));

        refuses(rule, with("exp", SHOP.time().instant()), Reason.EXPIRED);
        accepts(rule, with("exp", SHOP.time().instant().plusSeconds(1)));
        accepts(rule, with("nbf", SHOP.time().instant().plusSeconds(180)));
        refuses(rule, with("nbf", SHOP.time().instant().plusSeconds(181)), Reason.NOT_YET_VALID);
        refuses(rule, with("iat", SHOP.time().instant().plusSeconds(181)), Reason.ISSUED_IN_THE_FUTURE);
    }

    @Test
    void algorithm_isOneThatTheRulesAllow() {
        UnaryOperator<TokenRules> rule = rules -> rules.withAlgorithms(JwsAlgorithm.ES256);

        accepts(rule, SHOP.token("ES256"));
        refuses(rule, SHOP.token("RS256"), Reason.ALGORITHM_NOT_ALLOWED);
    }

    @Test
    void size_isAtMostWhatTheRulesAllow() {
        String token = SHOP.token().mint();
        int header = SHOP.verifier().blocking().verify(token).headerText().length();

        SHOP.ruled(rules -> rules.withMaxSize(token.length(), header))
                .blocking()
                .verify(token);
        Shop.refuses(SHOP.ruled(rules -> rules.withMaxSize(token.length() - 1, header)), token, Reason.MALFORMED_TOKEN);
        Shop.refuses(SHOP.ruled(rules -> rules.withMaxSize(token.length(), header - 1)), token, Reason.MALFORMED_TOKEN);
    }

    @Test
    void ownCheck_isNamedWhenItIsNotMetOrThrows() {
        assertThat(refuses(rules -> rules.withCheck("even\n", claims -> false), SHOP.token(), Reason.CHECK_FAILED))
                .contains("\"even\\u000a\" is not met");
        assertThat(refuses(
                        rules -> rules.withCheck("broken", claims -> {
                            throw new IllegalStateException("secret");
                        }),
                        SHOP.token(),
                        Reason.CHECK_FAILED))
                .contains("\"broken\" threw IllegalStateException")
                .doesNotContain("secret");
        accepts(rules -> rules.withCheck("alice", claims -> claims.subject().isPresent()), SHOP.token());
    }

    @Test
    void claimOfAWrongType_isRefusedThoughNoRuleNamesIt() {
        for (String claim : List.of("sub", "jti", "azp", "client_id", "scope", "scp")) {
            refuses(rules -> rules, with(claim, 42), Reason.MALFORMED_CLAIM);
            refuses(rules -> rules, with(claim, Map.of()), Reason.MALFORMED_CLAIM);
        }
    }

    @Test
    void ownCheck_readsClaimsWhoseTypesAreRight() {
        refuses(
                rules -> rules.withCheck("own", claims -> claims.string("azp").isPresent()),
                with("azp", 42),
                Reason.MALFORMED_CLAIM);
    }

    @Test
    void contradictionsAndNothings_areRefusedAtOnce() {
        TokenRules rules = TokenRules.forAudience("shop");
        List<Runnable> wrong = List.of(
                () -> rules.requireClaim("a").forbidClaim("a"),
                () -> rules.forbidClaim("a").requireClaim("a"),
                () -> rules.requireClaim("events"),
                () -> rules.requireClaim("events", true),
                () -> rules.forbidClaim("a").requireClaim("a", true),
                () -> rules.forbidClaim("iss"),
                () -> rules.forbidClaim("aud"),
                () -> rules.forbidClaim("exp"),
                () -> rules.forbidClaim("iat").withMaxAge(Duration.ofHours(1)),
                () -> rules.withMaxLifetime(Duration.ofHours(1)).forbidClaim("iat"),
                () -> rules.withMaxLifetime(Duration.ofHours(1)).acceptMissingExpiration(),
                () -> rules.acceptMissingExpiration().withMaxLifetime(Duration.ofHours(1)),
                () -> rules.withMaxAge(Duration.ofDays(36_525).plusNanos(1)),
                () -> rules.withMaxLifetime(Duration.ofSeconds(Long.MAX_VALUE)),
                () -> TokenRules.forAudienceIn("client_id", "a").forbidClaim("client_id"),
                () -> TokenProfiles.logoutToken("a").forbidClaim("events"),
                () -> TokenProfiles.idToken("a").requireClaim("client_id"),
                () -> rules.requireClaim(""),
                () -> rules.requireClaim("role", new String[0]),
                () -> rules.requireClaim("tenant", ""),
                () -> rules.requireClaim("tenant", "a", ""),
                () -> rules.requireScope(),
                () -> rules.requireScope(""),
                () -> rules.requireScope("a b"),
                () -> rules.requireScope("a\"b"),
                () -> rules.withCheck("", claims -> true),
                () -> TokenRules.forAudienceIn("", "a"),
                () -> rules.withType(""),
                () -> rules.withTypeIfPresent("JWT", ""),
                () -> rules.withType(),
                () -> rules.withAlgorithms(),
                () -> rules.withMaxAge(Duration.ZERO),
                () -> rules.withMaxLifetime(Duration.ofSeconds(-1)),
                () -> rules.withMaxSize(0, 1),
                () -> rules.withClockSkew(Duration.ofNanos(-1)),
                () -> rules.withClockSkew(Duration.ZERO, Duration.ofMinutes(10).plusNanos(1)),
                () -> TokenRules.forAudience(),
                () -> TokenRules.forAudience("a", ""));
        wrong.forEach(call -> assertThatIllegalArgumentException().isThrownBy(call::run));
        assertThatIllegalArgumentException()
                .isThrownBy(rules::withAlgorithms)
                .withMessageContaining("needs an algorithm");
        assertThatNullPointerException().isThrownBy(() -> rules.withClockSkew(null));
        assertThatNullPointerException().isThrownBy(() -> rules.withType((String) null));
    }

    @Test
    void demandAboutTheSame_isAddedToTheEarlierOne() {
        UnaryOperator<TokenRules> values =
                rules -> rules.requireClaim("a", "1", "2").requireClaim("a", "2", "3");
        accepts(values, with("a", "2"));
        refuses(values, with("a", "1"), Reason.WRONG_CLAIM);
        refuses(values, with("a", "3"), Reason.WRONG_CLAIM);
        refuses(rules -> rules.requireClaim("a", "1").requireClaim("a"), with("a", "2"), Reason.WRONG_CLAIM);
        UnaryOperator<TokenRules> scopes = rules -> rules.requireScope("read").requireScope("write");
        accepts(scopes, with("scope", "read write"));
        refuses(scopes, with("scope", "write"), Reason.WRONG_CLAIM);
        refuses(scopes, with("scope", "read"), Reason.WRONG_CLAIM);
        TokenRules once = TokenRules.forAudience("shop").requireClaim("a");
        assertThat(once.requireClaim("a").explain()).isEqualTo(once.explain());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> once.withCheck("own", claims -> false).withCheck("own", claims -> true))
                .withMessageContaining("\"check own\" already");
    }

    @Test
    void settingOfTheSame_takesThePlaceOfTheEarlierOne() {
        accepts(
                rules -> rules.withMaxAge(Duration.ofSeconds(1)).withMaxAge(Duration.ofHours(1)),
                with("iat", SHOP.time().instant().minusSeconds(600)));
        accepts(rules -> rules.withType("a").withType("JWT"), SHOP.token().header("typ", "JWT"));
        accepts(
                rules -> rules.withAlgorithms(JwsAlgorithm.ES256).withAlgorithms(JwsAlgorithm.RS256),
                SHOP.token("RS256"));
    }

    @Test
    void rulesAboutNamesLikeOurOwn_areAboutThoseClaims() {
        accepts(rules -> rules.acceptMissingExpiration().forbidClaim("exp"), with("exp", null));
        TokenRules.forAudienceInHeader("signer", "a").forbidClaim("signer").forbidClaim("aud");
        accepts(rules -> rules.forbidClaim("time").forbidClaim("audience").forbidClaim("scopes"), SHOP.token());
    }

    @Test
    void rules_explainThemselves() {
        TokenRules rules = TokenRules.forAudience("shop", "api")
                .withType("at+jwt")
                .requireClaim("token_use", "access")
                .requireScope("read")
                .forbidClaim("nonce")
                .withCheck("tenant is active", claims -> true)
                .withAlgorithms(JwsAlgorithm.ES256)
                .withMaxAge(Duration.ofHours(1));

        assertThat(rules.explain())
                .containsExactly(
                        "typ is \"at+jwt\"",
                        "alg is one of [ES256]",
                        "\"cnf\" is absent, or comes with its proof",
                        "\"events\" is absent",
                        "aud is one of [\"api\", \"shop\"]",
                        "exp is there and to come (or past by less than 60 s); nbf and iat are not more than 60 s to come;"
                                + " iat is at most PT1H ago",
                        "\"token_use\" is, or has, one of [\"access\"]",
                        "the scopes have one of [\"read\"]",
                        "\"nonce\" is absent",
                        "the check \"tenant is active\" is met");
    }
}
