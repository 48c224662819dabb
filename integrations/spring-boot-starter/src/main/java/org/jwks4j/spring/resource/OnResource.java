package org.jwks4j.spring.resource;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches if a property says something of this service. */
final class OnResource extends SpringBootCondition {
    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        ConditionMessage.Builder message = ConditionMessage.forCondition("metadata of this service");
        return Binder.get(context.getEnvironment())
                        .bind(ResourceProperties.PREFIX, ResourceProperties.class)
                        .isBound()
                ? ConditionOutcome.match(message.foundExactly(ResourceProperties.PREFIX))
                : ConditionOutcome.noMatch(message.because("nothing of " + ResourceProperties.PREFIX + " is set"));
    }
}
