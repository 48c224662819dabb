package org.jwks4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.jwks4j.spring.resource.ResourceProperties;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.javapoet.ClassName;
import org.springframework.util.ClassUtils;

/** What a native image is told of. */
final class StarterHintsTest {
    private final RuntimeHints hints = new RuntimeHints();

    @Test
    void aotProcessing_findsOurHints() {
        List<RuntimeHintsRegistrar> found = SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
                .load(RuntimeHintsRegistrar.class);

        assertThat(found).hasAtLeastOneElementOfType(StarterHints.class);
    }

    @Test
    void whatIsCalledByName_isReachable() {
        new StarterHints().registerHints(hints, getClass().getClassLoader());

        assertThat(RuntimeHintsPredicates.reflection()
                        .onType(KeysUnavailableConfigurer.class)
                        .withMemberCategory(MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS))
                .accepts(hints);
        assertThat(IgnoredCustomizers.TYPES.stream()
                        .filter(type -> ClassUtils.isPresent(type, null))
                        .map(TypeReference::of))
                .isNotEmpty()
                .allSatisfy(
                        type -> assertThat(RuntimeHintsPredicates.reflection().onType(type))
                                .accepts(hints));
    }

    /** Boot 3.5 has these classes, Boot 4 has not. */
    @Test
    void healthOfBoot3_isReachableWhereItIs() {
        new StarterHints().registerHints(hints, getClass().getClassLoader());
        boolean isBoot3 = ClassUtils.isPresent(Boot3HealthIndicator.INDICATOR, null);

        assertThat(RuntimeHintsPredicates.proxies()
                        .forInterfaces(TypeReference.of(Boot3HealthIndicator.INDICATOR))
                        .test(hints))
                .isEqualTo(isBoot3);
        assertThat(RuntimeHintsPredicates.reflection()
                        .onType(TypeReference.of(Boot3HealthIndicator.HEALTH + "$Builder"))
                        .withMemberCategory(MemberCategory.INVOKE_PUBLIC_METHODS)
                        .test(hints))
                .isEqualTo(isBoot3);
    }

    /** As a build for a native image does: each bean of ours becomes source code, which is not compiled here. */
    @Test
    void ourBeans_canBeMadeWithoutReflection() {
        GenericApplicationContext context = new GenericApplicationContext();
        TestPropertyValues.of(BootProperties.ISSUER_URI + "=https://issuer.example.com")
                .applyTo(context);
        new AnnotatedBeanDefinitionReader(context)
                .register(
                        SslAutoConfiguration.class,
                        Jwks4jAutoConfiguration.class,
                        Jwks4jActuatorAutoConfiguration.class);
        InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
        DefaultGenerationContext generation = new DefaultGenerationContext(
                new ClassNameGenerator(ClassName.get("org.example", "Application")), files, hints);
        new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
        generation.writeGeneratedContent();

        assertThat(files.getGeneratedFiles(Kind.SOURCE).keySet())
                .anyMatch(name -> name.contains("Jwks4jAutoConfiguration"))
                .anyMatch(name -> name.contains("Jwks4jActuatorAutoConfiguration"));
        assertThat(RuntimeHintsPredicates.reflection().onType(Jwks4jProperties.class))
                .accepts(hints);
        assertThat(RuntimeHintsPredicates.reflection().onType(IssuerProperties.class))
                .accepts(hints);
        assertThat(List.of(StoreProperties.class, RedisProperties.class, ResourceProperties.class))
                .allSatisfy(
                        type -> assertThat(RuntimeHintsPredicates.reflection().onType(type))
                                .accepts(hints));
        assertThat(RuntimeHintsPredicates.reflection().onType(Jwks4jEndpoint.class))
                .accepts(hints);
    }
}
