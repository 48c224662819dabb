package org.jwks4j.spring;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches if a property says where Redis is, or how its keys begin. */
final class OnRedis extends SpringBootCondition {
    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        ConditionMessage.Builder message = ConditionMessage.forCondition("Redis");
        return Binder.get(context.getEnvironment())
                        .bind("jwks4j.store.redis", RedisProperties.class)
                        .isBound()
                ? ConditionOutcome.match(message.foundExactly("jwks4j.store.redis"))
                : ConditionOutcome.noMatch(message.because("nothing of jwks4j.store.redis is set"));
    }
}
