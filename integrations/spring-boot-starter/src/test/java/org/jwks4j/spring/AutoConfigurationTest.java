package org.jwks4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.micrometer.Jwks4jMetrics;
import org.jwks4j.store.KeySetStore;
import org.jwks4j.verifier.JwtVerifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.FilteredClassLoader;
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
            Jwks4jReactiveAutoConfiguration.class,
            Jwks4jActuatorAutoConfiguration.class,
            Jwks4jMetricsAutoConfiguration.class);

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

    @Test
    void eachFurtherBeanOfOurs_stepsBackBeforeOneOfTheApplication() {
        JwtVerifier verifier = JwtVerifier.builder(
                        KeyFetcher.builder().trust(ISSUER).build())
                .audience("orders")
                .build();
        AuthenticationManagerResolver<?> resolver = request -> null;
        servlet.withPropertyValues(BootProperties.ISSUER_URI + "=" + ISSUER)
                .withBean("verifier", JwtVerifier.class, () -> verifier)
                .withBean("resolver", AuthenticationManagerResolver.class, () -> resolver)
                .run(context -> {
                    assertThat(context).getBean(JwtVerifier.class).isSameAs(verifier);
                    assertThat(context)
                            .getBean(AuthenticationManagerResolver.class)
                            .isSameAs(resolver);
                });
        ReactiveJwtDecoder decoder = token -> null;
        ReactiveAuthenticationManagerResolver<?> reactiveResolver = exchange -> null;
        reactive.withPropertyValues(BootProperties.ISSUER_URI + "=" + ISSUER)
                .withBean("decoder", ReactiveJwtDecoder.class, () -> decoder)
                .withBean("resolver", ReactiveAuthenticationManagerResolver.class, () -> reactiveResolver)
                .run(context -> {
                    assertThat(context).getBean(ReactiveJwtDecoder.class).isSameAs(decoder);
                    assertThat(context)
                            .getBean(ReactiveAuthenticationManagerResolver.class)
                            .isSameAs(reactiveResolver);
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

    /** In each way of writing a name. */
    @Test
    void vendor_bringsItsIssuerAndRules() {
        servlet.withPropertyValues(
                        "jwks4j.issuers[0].vendor=cognito-access",
                        "jwks4j.issuers[0].settings.region=eu-west-1",
                        "jwks4j.issuers[0].settings.user-pool-id=eu-west-1_Ab12Cd34E",
                        "jwks4j.issuers[0].settings.clientIds=orders,billing",
                        "jwks4j.issuers[0].required-claims.role=clerk")
                .run(context -> {
                    assertThat(context.getBean(KeyFetcher.class).namedIssuers())
                            .extracting(TrustedIssuer::name)
                            .containsExactly("https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Ab12Cd34E");
                    assertThat(context.getBean(JwtVerifier.class).explainRules())
                            .contains("billing", "clerk");
                });
    }

    @Test
    void storeOnTheNetwork_isABean() {
        servlet.withPropertyValues(
                        BootProperties.ISSUER_URI + "=" + ISSUER,
                        "jwks4j.store.secret=" + Base64.getEncoder().encodeToString(new byte[32]))
                .withBean(KeySetStore.class, EmptyStore::new)
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(KeyFetcher.class));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jwks4j.issuers[0].uri=http://issuer.example.com,jwks4j.issuers[0].audiences=a    | jwks4j.issuers[0].uri | jwks4j.issuers[0].allow-http
            jwks4j.issuers[0].uri=issuer.example.com,jwks4j.issuers[0].audiences=a           | jwks4j.issuers[0].uri | jwks4j.issuers[0].jwks-uri
            spring.security.oauth2.resourceserver.jwt.issuer-uri=issuer.example.com          | spring.security.oauth2.resourceserver.jwt.issuer-uri | https://
            spring.security.oauth2.resourceserver.jwt.issuer-uri=https:/issuer.example.com   | spring.security.oauth2.resourceserver.jwt.issuer-uri | jwk-set-uri
            jwks4j.issuers[0].uri=https://issuer.example.com                                 | jwks4j.issuers[0].audiences | accept-any-audience
            jwks4j.issuers[0].uri=https://i.example.com,jwks4j.issuers[0].audiences=a,jwks4j.issuers[0].algorithms=HS256 | jwks4j.issuers[0].algorithms | RS256
            jwks4j.issuers[0].uri=https://i.example.com,jwks4j.issuers[0].audiences=a,jwks4j.issuers[0].ssl-bundle=none | jwks4j.issuers[0].ssl-bundle | no SSL bundle
            jwks4j.issuers[0].uri=https://{x}.com,jwks4j.issuers[0].audiences=a              | jwks4j.issuers[0].uri | registrable domain
            jwks4j.issuers[0].vendor=nobody                                                  | jwks4j.issuers[0].vendor | the vendors are
            jwks4j.issuers[0].vendor=dex-id                                                  | jwks4j.issuers[0].settings | issuer
            jwks4j.issuers[0].vendor=dex-id,jwks4j.issuers[0].audiences=a                    | jwks4j.issuers[0].audiences | vendor decides
            jwks4j.issuers[0].uri=https://i.example.com,jwks4j.issuers[0].audiences=a,jwks4j.store.max-wait=1s | jwks4j.store.directory | KeySetStore
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
                            assertThat(String.valueOf(failure.getValue())).doesNotContain("@");
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

    @Test
    void metersAndHealth_areThereAsTheApplicationIsMade() {
        servlet.withPropertyValues(BootProperties.ISSUER_URI + "=" + ISSUER).run(context -> {
            assertThat(context).hasBean("jwks4jHealthIndicator").hasSingleBean(Jwks4jEndpoint.class);
            assertThat(context).doesNotHaveBean(Jwks4jMetrics.class);
        });
        servlet.withPropertyValues(BootProperties.ISSUER_URI + "=" + ISSUER, "management.health.jwks4j.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean("jwks4jHealthIndicator"));
        servlet.withPropertyValues(BootProperties.ISSUER_URI + "=" + ISSUER)
                .withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate", "io.micrometer"))
                .run(context -> assertThat(context)
                        .hasSingleBean(JwtDecoder.class)
                        .doesNotHaveBean("jwks4jHealthIndicator")
                        .doesNotHaveBean(Jwks4jEndpoint.class));
    }

    /** Also of a fetcher that is the application's own: its age and state, if not its events. */
    @Test
    void meters_areOfWhicheverFetcherThereIs() {
        KeyFetcher own = KeyFetcher.builder().trust("https://own.example.com").build();
        servlet.withPropertyValues(BootProperties.AUDIENCES + "=orders")
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .withBean("own", KeyFetcher.class, () -> own)
                .run(context -> {
                    MeterRegistry registry = context.getBean(MeterRegistry.class);
                    assertThat(registry.get("jwks4j.keys")
                                    .tags("issuer", "https://own.example.com", "usable", "true")
                                    .gauge()
                                    .value())
                            .isZero();
                });
    }
}
