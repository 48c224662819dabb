package org.jwks4j.spring;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches if a property names an issuer. */
final class OnIssuer extends SpringBootCondition {
    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        ConditionMessage.Builder message = ConditionMessage.forCondition("an issuer");
        if (BootProperties.of(context.getEnvironment()).issuerUri() != null) {
            return ConditionOutcome.match(message.foundExactly(BootProperties.ISSUER_URI));
        }
        boolean own = Binder.get(context.getEnvironment())
                .bind("jwks4j.issuers[0].uri", String.class)
                .isBound();
        return own
                ? ConditionOutcome.match(message.foundExactly("jwks4j.issuers"))
                : ConditionOutcome.noMatch(
                        message.because("neither " + BootProperties.ISSUER_URI + " nor jwks4j.issuers[0].uri is set"));
    }
}
