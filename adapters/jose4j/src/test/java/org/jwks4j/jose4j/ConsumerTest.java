package org.jwks4j.jose4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.lang.UnresolvableKeyException;
import org.junit.jupiter.api.Test;
import org.jwks4j.adapters.AttackContract;

final class ConsumerTest extends AttackContract {
    private final JwtConsumer consumer =
            Jose4jKeys.of(fetcher).consumer().setExpectedAudience(AUDIENCE).build();

    @Override
    protected String subjectOf(String token, String algorithm) throws Exception {
        return consumer.processToClaims(token).getSubject();
    }

    @Override
    protected boolean isUnavailable(Throwable failure) {
        assertThat(failure).isInstanceOf(InvalidJwtException.class);
        return Jose4jKeys.unavailable(failure).isPresent();
    }

    @Test
    void tokensOfTwoIssuers_areAccepted() throws Exception {
        assertThat(subjectOf(token().mint(), "ES256")).isEqualTo("alice");
        assertThat(subjectOf(other.token().claim("aud", AUDIENCE).mint(), "ES256"))
                .isEqualTo("alice");
    }

    @Test
    void keyThatCannotBeHad_isUnresolvable() {
        issuer.stopListening();

        assertThat(catchThrowable(() -> subjectOf(token().mint(), "ES256")))
                .hasCauseExactlyInstanceOf(UnresolvableKeyException.class);
    }
}
