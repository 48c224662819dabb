package org.jwks4j.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.util.ClassUtils;

/** What a native image does not see: what is called or looked for by name. Spring finds it in {@code aot.factories}. */
final class StarterHints implements RuntimeHintsRegistrar {
    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader loader) {
        hints.reflection().registerType(KeysUnavailableConfigurer.class, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS);
        for (String customizer : IgnoredCustomizers.TYPES) {
            hints.reflection().registerTypeIfPresent(loader, customizer);
        }
        if (ClassUtils.isPresent(Boot3HealthIndicator.INDICATOR, loader)) {
            hints.proxies().registerJdkProxy(TypeReference.of(Boot3HealthIndicator.INDICATOR));
            hints.reflection()
                    .registerType(TypeReference.of(Boot3HealthIndicator.HEALTH), MemberCategory.INVOKE_PUBLIC_METHODS)
                    .registerType(
                            TypeReference.of(Boot3HealthIndicator.HEALTH + "$Builder"),
                            MemberCategory.INVOKE_PUBLIC_METHODS);
        }
    }
}
