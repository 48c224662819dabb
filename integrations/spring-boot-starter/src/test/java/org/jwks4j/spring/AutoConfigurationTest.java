package org.jwks4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jwks4j.KeyFetcher;
import org.jwks4j.verifier.JwtVerifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.authentication.ReactiveAuthenticationManagerResolver;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;

/** Which beans there are, and which settings stop the start. No issuer is reached: no start needs one. */
final class AutoConfigurationTest {
    private static final String ISSUER = "https://issuer.example.com";
    private static final AutoConfigurations OURS = AutoConfigurations.of(
            SslAutoConfiguration.class,
            Jwks4jAutoConfiguration.class,
            Jwks4jServletAutoConfiguration.class,
            Jwks4jReactiveAutoConfiguration.class);

    private final WebApplicationContextRunner servlet = new WebApplicationContextRunner().withConfiguration(OURS);
    private final ReactiveWebApplicationContextRunner reactive =
            new ReactiveWebApplicationContextRunner().withConfiguration(OURS);

    @Test
    void withoutAnIssuer_thereIsNothingOfOurs() {
        servlet.run(
                context -> assertThat(context).doesNotHaveBean(KeyFetcher.class).doesNotHaveBean(JwtDecoder.class));
    }

    @Test
    void bootsIssuerUriAlone_makesAllBeans() {
        servlet.withPropertyValues(BootProperties.ISSUER_URI + "=" + ISSUER).run(context -> {
            assertThat(context).hasSingleBean(KeyFetcher.class).hasSingleBean(JwtVerifier.class);
            assertThat(context.getBean(JwtDecoder.class)).isInstanceOf(VerifierJwtDecoder.class);
            assertThat(context).hasSingleBean(AuthenticationManagerResolver.class);
            assertThat(context).doesNotHaveBean(ReactiveJwtDecoder.class);
        });
        reactive.withPropertyValues(BootProperties.ISSUER_URI + "=" + ISSUER).run(context -> {
            assertThat(context.getBean(ReactiveJwtDecoder.class)).isInstanceOf(VerifierReactiveJwtDecoder.class);
            assertThat(context).hasSingleBean(ReactiveAuthenticationManagerResolver.class);
        });
    }

    @Test
    void theApplicationsOwnBeans_areUsedInPlaceOfOurs() {
        JwtDecoder own = token -> null;
        servlet.withPropertyValues(BootProperties.ISSUER_URI + "=" + ISSUER)
                .withBean("own", JwtDecoder.class, () -> own)
                .run(context -> assertThat(context).getBean(JwtDecoder.class).isSameAs(own));

        KeyFetcher fetcher =
                KeyFetcher.builder().trust("https://own.example.com").build();
        servlet.withPropertyValues(BootProperties.AUDIENCES + "=orders")
                .withBean("own", KeyFetcher.class, () -> fetcher)
                .run(context -> {
                    assertThat(context).getBean(KeyFetcher.class).isSameAs(fetcher);
                    assertThat(context.getBean(JwtVerifier.class).explainRules())
                            .contains("orders");
                    assertThat(context).hasSingleBean(JwtDecoder.class);
                });
    }

    @ParameterizedTest
    @CsvSource({"public-key-location, classpath:key.pem", "jwk-set-uri, https://issuer.example.com/jwks"})
    void keysOfNoNamedIssuer_areLeftToBoot(String name, String value) {
        servlet.withPropertyValues(BootProperties.PREFIX + name + "=" + value)
                .run(context ->
                        assertThat(context).doesNotHaveBean(JwtDecoder.class).hasNotFailed());
    }

    @Test
    void eachIssuer_hasItsOwnRules() {
        servlet.withPropertyValues(
                        BootProperties.ISSUER_URI + "=" + ISSUER,
                        BootProperties.AUDIENCES + "=orders",
                        BootProperties.JWS_ALGORITHMS + "=ES256",
                        "jwks4j.issuers[0].uri=https://other.example.com",
                        "jwks4j.issuers[0].audiences=billing",
                        "jwks4j.issuers[0].required-claims.role=clerk,boss",
                        "jwks4j.issuers[1].uri=https://login.example.com/{tenant}",
                        "jwks4j.issuers[1].tenants.tenant=a,b",
                        "jwks4j.issuers[1].bound-claims.tid=tenant",
                        "jwks4j.issuers[1].accept-any-audience=true")
                .run(context -> assertThat(context.getBean(JwtVerifier.class).explainRules())
                        .contains("orders", "ES256", "billing", "role", "clerk", "any audience"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jwks4j.issuers[0].uri=http://issuer.example.com,jwks4j.issuers[0].audiences=a    | jwks4j.issuers      | http
            jwks4j.issuers[0].uri=https://issuer.example.com                                 | jwks4j.issuers[0].audiences | accept-any-audience
            jwks4j.issuers[0].uri=https://i.example.com,jwks4j.issuers[0].audiences=a,jwks4j.issuers[0].algorithms=HS256 | jwks4j.issuers[0].algorithms | RS256
            jwks4j.issuers[0].uri=https://i.example.com,jwks4j.issuers[0].audiences=a,jwks4j.issuers[0].ssl-bundle=none | jwks4j.issuers[0].ssl-bundle | no SSL bundle
            jwks4j.issuers[0].uri=https://{x}.com,jwks4j.issuers[0].audiences=a              | jwks4j.issuers[0].uri | registrable domain
            jwks4j.issuers[0].uri=https://i.example.com,jwks4j.issuers[0].audiences=a,jwks4j.deadline=0s | jwks4j.deadline | more than
            jwks4j.issuers[0].uri=https://i.example.com,jwks4j.issuers[0].audiences=a,jwks4j.clock-skew=1h | jwks4j.clock-skew | 10
            """)
    void aWrongValue_stopsTheStart_andNamesPropertyAndWhatIsRight(String properties, String property, String reason) {
        servlet.withPropertyValues(properties.split(","))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class, failure -> {
                            assertThat(failure.getName()).isEqualTo(property);
                            assertThat(failure.getReason()).contains(reason);
                        }));
    }

    @Test
    void aMistypedProperty_stopsTheStart() {
        servlet.withPropertyValues("jwks4j.isuers[0].uri=" + ISSUER)
                .run(context ->
                        assertThat(context).getFailure().rootCause().hasMessageContaining("jwks4j.isuers[0].uri"));
    }

    @Test
    void anIssuerThatIsConfiguredTwice_stopsTheStart() {
        servlet.withPropertyValues(
                        BootProperties.ISSUER_URI + "=" + ISSUER,
                        "jwks4j.issuers[0].uri=" + ISSUER,
                        "jwks4j.issuers[0].audiences=a")
                .run(context ->
                        assertThat(context).getFailure().rootCause().hasMessageContaining(BootProperties.ISSUER_URI));
    }
}
