package org.jwks4j.spring;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.ClassUtils;

/**
 * Tells Boot 3.5 how well the issuers are. Its health classes are in a jar of the same name as one of Boot 4, which no longer has
 * them, so that no source can be compiled with both: they are called by name.
 */
final class Boot3HealthIndicator implements FactoryBean<Object>, InvocationHandler {
    static final String INDICATOR = "org.springframework.boot.actuate.health.HealthIndicator";
    static final String HEALTH = "org.springframework.boot.actuate.health.Health";

    private final ObjectProvider<IssuersHealth> issuers;
    private final ClassLoader loader;

    Boot3HealthIndicator(ObjectProvider<IssuersHealth> issuers, ClassLoader loader) {
        this.issuers = issuers;
        this.loader = loader;
    }

    @Override
    public Class<?> getObjectType() {
        return ClassUtils.resolveClassName(INDICATOR, loader);
    }

    @Override
    public Object getObject() {
        return Proxy.newProxyInstance(loader, new Class<?>[] {getObjectType()}, this);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" -> proxy == (arguments == null ? null : arguments[0]);
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "jwks4j";
            };
        }
        return method.isDefault() ? InvocationHandler.invokeDefault(proxy, method, arguments) : health();
    }

    private Object health() throws ReflectiveOperationException {
        IssuersHealth.Verdict verdict = issuers.getObject().verdict();
        Class<?> health = ClassUtils.resolveClassName(HEALTH, loader);
        Object builder = health.getMethod("status", String.class).invoke(null, verdict.up() ? "UP" : "DOWN");
        Class<?> type = builder.getClass();
        type.getMethod("withDetails", Map.class).invoke(builder, verdict.details());
        return type.getMethod("build").invoke(builder);
    }
}
