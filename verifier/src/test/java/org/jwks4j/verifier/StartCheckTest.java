package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.IssuerTemplate;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyFetcherBuilder;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.testkit.ScriptedTransport;

/** Rules that would have no effect, or refuse everything, for what the fetcher trusts. */
final class StartCheckTest {
    private static final String A = "https://a.example.com";
    private static final TokenRules RULES = TokenRules.forAudience("shop");
    private static final IssuerTemplate REALMS = IssuerTemplate.of("https://login.example.com/realms/{realm}");

    private KeyFetcher fetcher = trusting(KeyFetcher.builder().trust(A).trust(REALMS));

    @AfterEach
    void close() {
        fetcher.close();
    }

    private static KeyFetcher trusting(KeyFetcherBuilder builder) {
        ScriptedTransport transport = new ScriptedTransport();
        return builder.transport(transport).guardedTransport(transport).build();
    }

    private JwtVerifierBuilder of(KeyFetcherBuilder builder) {
        fetcher.close();
        fetcher = trusting(builder);
        return builder();
    }

    private JwtVerifierBuilder builder() {
        return JwtVerifier.builder(fetcher).executor(task -> {});
    }

    private static void refuses(Supplier<JwtVerifierBuilder> builder, String... said) {
        assertThatIllegalStateException()
                .isThrownBy(() -> builder.get().build())
                .satisfies(e -> assertThat(e).message().contains(said));
    }

    @Test
    void rulesForAnIssuerThatIsNeverTrusted_areRefusedWithWhomTheFetcherTrusts() {
        refuses(
                () -> builder().issuer("https://b.example.com\n", RULES),
                "issuer \"https://b.example.com\\u000a\" is not trusted",
                "which trusts \"https://a.example.com\", issuers like \"https://login.example.com/realms/{realm}\"");
        refuses(() -> builder().issuer(A + "/", RULES), "differs in the terminating slash");
        refuses(() -> builder().issuer("https://login.example.com/realms/a/b", RULES), "is not trusted");
        refuses(
                () -> builder().issuers(IssuerTemplate.of("https://login.example.com/tenants/{realm}"), RULES),
                "no issuer like \"https://login.example.com/tenants/{realm}\" is trusted");
        refuses(
                () -> of(KeyFetcher.builder().trustAnyIssuer()).issuer("http://b.example.com", RULES),
                "any issuer with a public https name");
    }

    @Test
    void ofManyTrustedIssuers_theFirstAreNamed() {
        KeyFetcherBuilder many = KeyFetcher.builder();
        for (int i = 0; i < 9; i++) {
            many.trust("https://" + i + ".example.com");
        }
        refuses(() -> of(many).issuer("https://b.example.com", RULES), "\"https://4.example.com\" and others");
    }

    @Test
    void rulesForAnIssuerThatMayBeTrusted_areAccepted() {
        assertThatCode(() -> {
                    builder()
                            .issuer(A, RULES)
                            .issuer("https://login.example.com/realms/staff", RULES)
                            .issuers(REALMS, RULES)
                            .build();
                    builder()
                            .issuers(IssuerTemplate.of("https://{any}.example.com"), RULES)
                            .build();
                    of(KeyFetcher.builder().trust(TrustedIssuer.of(A).withAlias("a")))
                            .issuer("a", RULES)
                            .build();
                    of(KeyFetcher.builder().trustAnyIssuer())
                            .issuer("https://b.example.com", RULES)
                            .issuers(REALMS, RULES)
                            .build();
                    of(KeyFetcher.builder().trust(name -> CompletableFuture.completedFuture(Optional.empty())))
                            .issuer("urn:b", RULES)
                            .issuers(REALMS, RULES)
                            .build();
                })
                .doesNotThrowAnyException();
    }

    /** An operator took it back, perhaps on another node: no reason for a service not to start. */
    @Test
    void rulesForARevokedIssuer_areAccepted() {
        fetcher.revokeIssuer(A);

        assertThatCode(() -> builder().issuer(A, RULES).build()).doesNotThrowAnyException();
    }

    @Test
    void algorithmsThatTheIssuerMayNotHave_areRefused() {
        TrustedIssuer rsa = TrustedIssuer.of(A).withAlgorithms(JwsAlgorithm.RS256, JwsAlgorithm.PS256);
        TokenRules curves = RULES.withAlgorithms(JwsAlgorithm.ES256);
        String[] both = {"issuer \"" + A + "\"", "alg is one of [ES256]", "[RS256, PS256]"};
        refuses(() -> of(KeyFetcher.builder().trust(rsa)).issuer(A, curves), both);
        refuses(() -> of(KeyFetcher.builder().trust(rsa)).rules(curves), both);
        refuses(
                () -> of(KeyFetcher.builder().trust(REALMS.with(realm -> realm.withAlgorithms(JwsAlgorithm.RS256))))
                        .issuers(REALMS, curves),
                "issuers like",
                "[ES256]",
                "[RS256]");
        assertThatCode(() -> of(KeyFetcher.builder().trust(rsa))
                        .issuer(A, RULES.withAlgorithms(JwsAlgorithm.ES256, JwsAlgorithm.RS256))
                        .build())
                .doesNotThrowAnyException();
    }

    @Test
    void whatTheTrustAsksForAndTheRulesForbid_isRefused() {
        IssuerTemplate bound = REALMS.withClaim("tid", "realm");
        refuses(
                () -> of(KeyFetcher.builder().trust(bound)).issuers(REALMS, RULES.forbidClaim("tid")),
                "\"tid\" is the slot \"realm\"",
                "\"tid\" is absent");
        refuses(
                () -> of(KeyFetcher.builder().trust(A)).issuer(A, RULES.requireClaim("iss", "https://b.example.com")),
                "\"iss\" is one of [\"https://a.example.com\"]",
                "[\"https://b.example.com\"]");
    }

    @Test
    void explanation_hasWhatTheTrustAsksFor() {
        IssuerTemplate bound = REALMS.withClaim("tid", "realm").with(realm -> realm.withAlgorithms(JwsAlgorithm.ES256));
        TrustedIssuer rsa = TrustedIssuer.of(A).withAlgorithms(JwsAlgorithm.RS256);
        KeyFetcherBuilder both = KeyFetcher.builder().trust(rsa).trust(bound);

        assertThat(of(both).issuer(A, RULES).issuers(REALMS, RULES).build().explainRules())
                .contains("issuer \"" + A + "\":\n  alg is one of [RS256], by the trust in the issuer\n  typ is")
                .contains("issuers like " + REALMS + ":\n  alg is one of [ES256], by the trust in the issuer\n"
                        + "  \"tid\" is the slot \"realm\" of the issuer's name\n  typ is");
        assertThat(builder().rules(RULES).build().explainRules())
                .contains("of these, issuer \"" + A + "\":\n  alg is one of [RS256], by the trust in the issuer\n")
                .contains("of these, issuers like " + REALMS + ":\n  alg is one of [ES256]");
    }
}
