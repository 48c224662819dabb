package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.jwks4j.IssuerTemplate;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.error.Reason;

/** Each issuer has its own rules; an issuer without any has none of its tokens accepted. */
final class RulesByIssuerTest {
    @AutoClose
    static final Shop SHOP = Shop.open("ES256");

    private static final String ISSUER = SHOP.issuer().issuer();
    private static final TokenRules SHOPS = TokenRules.forAudience(Shop.AUDIENCE);
    private static final TokenRules BANKS = TokenRules.forAudience("bank");

    @Test
    void rulesOfTheName_goBeforeAllOthers() {
        JwtVerifier verifier = SHOP.anyBuilder()
                .rules(BANKS)
                .issuers(issuer -> Optional.of(BANKS))
                .issuer(ISSUER, SHOPS)
                .build();

        verifier.blocking().verify(SHOP.token().mint());
    }

    @Test
    void rulesOfATemplate_areThoseOfItsIssuers() {
        IssuerTemplate realms = IssuerTemplate.of("https://login.example.com/realms/{realm}");
        RulesByIssuer rules =
                new RulesByIssuer(Map.of(), List.of(new RulesByIssuer.OfTemplate(realms, SHOPS)), null, BANKS);
        Subject subject = new Subject("any", null);

        assertThat(rules.of(TrustedIssuer.of("https://login.example.com/realms/a"), subject))
                .isSameAs(SHOPS);
        assertThat(rules.of(TrustedIssuer.of("https://login.example.com/realms/a/b"), subject))
                .isSameAs(BANKS);
    }

    @Test
    void rulesThatAFunctionChooses_goBeforeThoseOfAllOthers() {
        JwtVerifier chosen = SHOP.anyBuilder()
                .issuers(issuer -> issuer.name().equals(ISSUER) ? Optional.of(SHOPS) : Optional.empty())
                .rules(BANKS)
                .build();
        JwtVerifier others = SHOP.anyBuilder()
                .issuers(issuer -> Optional.empty())
                .rules(SHOPS)
                .build();

        chosen.blocking().verify(SHOP.token().mint());
        others.blocking().verify(SHOP.token().mint());
    }

    @Test
    void choiceThatThrows_refuses() {
        JwtVerifier verifier = SHOP.anyBuilder()
                .issuers(issuer -> {
                    throw new IllegalStateException("secret");
                })
                .build();

        assertThat(Shop.refuses(verifier, SHOP.token().mint(), Reason.CHECK_FAILED))
                .hasMessageNotContaining("secret");
    }

    @Test
    void issuerWithoutRules_isRefused() {
        JwtVerifier verifier =
                SHOP.anyBuilder().issuer("https://other.example", SHOPS).build();

        assertThat(Shop.refuses(verifier, SHOP.token().mint(), Reason.UNTRUSTED_ISSUER))
                .hasMessageContaining("no rules are set");
    }

    @Test
    void issuerNamedTwice_isRefused() {
        JwtVerifierBuilder builder = SHOP.anyBuilder().issuer(ISSUER, SHOPS);

        assertThatIllegalArgumentException().isThrownBy(() -> builder.issuer(ISSUER, BANKS));
    }

    /** Else a token of an issuer with an alias would pass by the rules for all others. */
    @Test
    void rulesByAnAlias_areTheIssuers() {
        TrustedIssuer issuer = TrustedIssuer.of("https://accounts.example.com").withAlias("accounts.example.com");
        RulesByIssuer rules = new RulesByIssuer(
                Map.of("accounts.example.com", BANKS), List.of(), null, TokenRules.acceptingAnyAudience());

        assertThat(rules.of(issuer, new Subject(issuer.name(), null))).isSameAs(BANKS);
    }

    @Test
    void choiceThatReturnsNull_isARefusal() {
        JwtVerifier verifier =
                SHOP.anyBuilder().issuers(issuer -> null).rules(SHOPS).build();

        Shop.refuses(verifier, SHOP.token().mint(), Reason.CHECK_FAILED);
    }

    @Test
    void explanation_namesEachIssuerWithItsRules() {
        JwtVerifier verifier = SHOP.anyBuilder()
                .issuer("https://a.example", BANKS)
                .issuers(IssuerTemplate.of("https://example.com/{tenant}"), SHOPS)
                .issuers(issuer -> Optional.empty())
                .rules(TokenRules.acceptingAnyAudience())
                .build();

        assertThat(verifier.explainRules().lines())
                .contains(
                        "issuer \"https://a.example\":",
                        "  aud is one of [\"bank\"]",
                        "issuers whose rules a function chooses",
                        "all other trusted issuers:",
                        "  any audience")
                .anyMatch(line -> line.startsWith("issuers like ") && line.contains("{tenant}"));
    }
}
