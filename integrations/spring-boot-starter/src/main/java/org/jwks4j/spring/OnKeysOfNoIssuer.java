package org.jwks4j.spring;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches if Boot's properties have a JWK Set URI alone, for which Boot's own decoder stays. */
final class OnKeysOfNoIssuer implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return BootProperties.of(context.getEnvironment()).hasKeysOfNoIssuer();
    }
}
