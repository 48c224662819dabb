package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.jwks4j.IssuerTemplate;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.error.Reason;
import org.jwks4j.verifier.form.Subject;
import org.jwks4j.verifier.replay.ReplayMemory;

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
    void choiceThatThrowsAnyError_refuses() {
        JwtVerifier verifier = SHOP.anyBuilder()
                .issuers(issuer -> {
                    throw new ServiceConfigurationError("secret");
                })
                .build();

        Shop.refuses(verifier, SHOP.token().mint(), Reason.CHECK_FAILED);
    }

    @Test
    void issuerWithoutRules_isRefused() {
        try (KeyFetcher both = KeyFetcher.builder()
                .trust(ISSUER)
                .trust("https://other.example")
                .allowHttpOnLoopback()
                .build()) {
            JwtVerifier verifier = JwtVerifier.builder(both)
                    .issuer("https://other.example", SHOPS)
                    .instantSource(SHOP.time().instants())
                    .build();

            assertThat(Shop.refuses(verifier, SHOP.token().mint(), Reason.UNTRUSTED_ISSUER))
                    .hasMessageContaining("no rules are set");
        }
    }

    @Test
    void issuerNamedTwice_isRefused() {
        JwtVerifierBuilder builder = SHOP.anyBuilder().issuer(ISSUER, SHOPS);

        assertThatIllegalArgumentException().isThrownBy(() -> builder.issuer(ISSUER, BANKS));
    }

    @Test
    void templateOrFunctionNamedTwice_isRefused() {
        JwtVerifierBuilder builder = SHOP.anyBuilder()
                .issuers(IssuerTemplate.of("https://example.com/{tenant}"), SHOPS)
                .issuers(issuer -> Optional.empty());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.issuers(IssuerTemplate.of("https://example.com/{tenant}"), BANKS))
                .withMessageContaining("{tenant}");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.issuers(issuer -> Optional.of(BANKS)));
    }

    @Test
    void rulesByANameAndItsAlias_areRefused() {
        TrustedIssuer issuer = TrustedIssuer.of("https://accounts.example.com").withAlias("accounts.example.com");
        RulesByIssuer rules =
                new RulesByIssuer(Map.of(issuer.name(), SHOPS, "accounts.example.com", BANKS), List.of(), null, null);

        assertThatIllegalStateException()
                .isThrownBy(() -> rules.requireOneNameOf(List.of(issuer)))
                .withMessageContaining("\"accounts.example.com\"");
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

    /** A template is matched and a function is called each time: not more than is needed. */
    @Test
    void rules_areLookedUpOnceAToken() {
        AtomicInteger asked = new AtomicInteger();
        ReplayMemory memory = ReplayMemory.local(100, 100);
        UnaryOperator<JwtVerifierBuilder> counting = builder -> builder.issuers(issuer -> {
            asked.incrementAndGet();
            return Optional.of(SHOPS.acceptOnce(memory));
        });
        JwtVerifier verifier = counting.apply(SHOP.anyBuilder()).build();
        JwtVerifier remembering = counting.apply(SHOP.anyBuilder())
                .rememberVerifiedTokens(1 << 20)
                .build();

        verifier.verify(SHOP.token().claim("jti", "1").mint()).join();
        assertThat(asked.getAndSet(0)).isOne();
        verifier.blocking().verify(SHOP.token().claim("jti", "2").mint());
        assertThat(asked.getAndSet(0)).isOne();
        String remembered = SHOP.token().claim("jti", "3").mint();
        remembering.blocking().verify(remembered);
        assertThat(asked.getAndSet(0)).isOne();
        Shop.refuses(remembering, remembered, Reason.REPLAYED);
        assertThat(asked.getAndSet(0)).isOne();
    }

    @Test
    void explanation_namesEachIssuerWithItsRules() {
        IssuerTemplate tenants = IssuerTemplate.of("https://example.com/{tenant}");
        KeyFetcher fetcher =
                KeyFetcher.builder().trust("https://a.example").trust(tenants).build();
        JwtVerifier verifier = JwtVerifier.builder(fetcher)
                .issuer("https://a.example", BANKS)
                .issuers(tenants, SHOPS)
                .issuers(issuer -> Optional.empty())
                .rules(TokenRules.acceptingAnyAudience())
                .build();
        fetcher.close();

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
