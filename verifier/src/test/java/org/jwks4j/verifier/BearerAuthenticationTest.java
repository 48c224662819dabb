package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.error.InvalidJwtException;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException;
import org.jwks4j.testkit.ScriptedTransport;
import org.jwks4j.verifier.http.BearerAuthentication;

/** What a request carries, and what a refusal answers, in HTTP's words. */
final class BearerAuthenticationTest {
    @ParameterizedTest
    @CsvSource({
        "Bearer a.b.c, a.b.c",
        "bearer a.b.c, a.b.c",
        "BEARER   a.b.c, a.b.c",
        "' Bearer a.b.c ', a.b.c",
        "Bearer a b, a b",
        "Bearer, ''",
        "'Bearer ', ''",
    })
    void theSchemeIsTakenOff_andTheRestIsForTheVerifier(String header, String token) {
        assertThat(BearerAuthentication.token(header)).contains(token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic a.b.c", "Bearera.b.c", "Bearer\ta.b.c", "DPoP a.b.c", "a.b.c", "Bearer,a"})
    void anotherScheme_hasNoBearerToken(String header) {
        assertThat(BearerAuthentication.token(header)).isEmpty();
    }

    @Test
    void noHeader_hasNoBearerToken() {
        assertThat(BearerAuthentication.token(null)).isEmpty();
    }

    @Test
    void aChallengeWithoutAToken_namesNoError() {
        assertThat(BearerAuthentication.challenge()).isEqualTo("Bearer");
    }

    @Test
    void aChallenge_namesTheReasonAndNothingOfTheToken() {
        TokenException refusal =
                new InvalidJwtException(Reason.WRONG_AUDIENCE, "https://issuer\"\r\nX: y", "kid\"", "message\"");
        assertThat(BearerAuthentication.challenge(refusal))
                .isEqualTo("Bearer error=\"invalid_token\", error_description=\"WRONG_AUDIENCE\"");
    }

    @Test
    void keysThatAreUnavailable_areNoChallenge_andSayWhenToTryAgain() {
        TokenException refusal = whileTheIssuerIsDown();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BearerAuthentication.challenge(refusal))
                .withMessageContaining("503");
        assertThat(refusal.retryAfter()).isPresent();
        assertThat(BearerAuthentication.retryAfter(refusal)).hasValue(1); // a part of a second counts as one
    }

    @Test
    void aRefusalThatWaitingDoesNotChange_hasNoRetryAfter() {
        TokenException refusal = new InvalidJwtException(Reason.EXPIRED, "https://issuer", null, "expired");
        assertThat(BearerAuthentication.retryAfter(refusal)).isEmpty();
    }

    private static TokenException whileTheIssuerIsDown() {
        ScriptedTransport transport = new ScriptedTransport();
        String jwks = "https://issuer.example.com/jwks";
        transport.on(jwks).failAlways(new ConnectException("refused"));
        TrustedIssuer issuer = TrustedIssuer.of("https://issuer.example.com").withJwksUri(jwks);
        try (KeyFetcher fetcher = KeyFetcher.builder()
                .trust(issuer)
                .transport(transport)
                .random(() -> -1L) // the longest backoff
                .build()) {
            return catchThrowableOfType(
                    TokenException.class, () -> fetcher.blocking().getJwkSet(issuer.name()));
        }
    }
}
