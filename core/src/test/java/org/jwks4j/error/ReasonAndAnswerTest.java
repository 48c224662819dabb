package org.jwks4j.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.jwks4j.error.KeyFetchException.KeyNotFoundException;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.error.KeyFetchException.MalformedTokenException;
import org.jwks4j.error.KeyFetchException.UntrustedIssuerException;
import org.jwks4j.error.KeyFetchException.UnusableKeyException;
import org.jwks4j.error.TokenException.ReplayMemoryException;

/** No exception says 401 for what is no fault of the token, or 503 for what is. */
final class ReasonAndAnswerTest {
    private static final String ISSUER = "https://issuer.example.com";

    static Stream<Arguments> exceptions() {
        return Stream.of(
                exception("InvalidJwt", 401, reason -> new InvalidJwtException(reason, ISSUER, null, "no")),
                exception("MalformedToken", 401, reason -> new MalformedTokenException(reason, "no")),
                exception("UntrustedIssuer", 401, reason -> new UntrustedIssuerException(reason, ISSUER, "no")),
                exception(
                        "KeyNotFound",
                        401,
                        reason -> new KeyNotFoundException(reason, ISSUER, null, "no", Optional.empty())),
                exception("UnusableKey", 401, reason -> new UnusableKeyException(reason, ISSUER, null, "no")),
                exception(
                        "KeysUnavailable",
                        503,
                        reason -> new KeysUnavailableException(reason, ISSUER, null, "no", null, Optional.empty())),
                exception("ReplayMemory", 503, reason -> new ReplayMemoryException(reason, ISSUER, null, "no", null)));
    }

    private static Arguments exception(String name, int status, Function<Reason, TokenException> maker) {
        return Arguments.of(name, status, maker);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("exceptions")
    void eachReason_isTakenOrRefusedByItsStatus(String name, int status, Function<Reason, TokenException> maker) {
        assertThat(Arrays.stream(Reason.values())).allSatisfy(reason -> {
            if (reason.httpStatus() == status) {
                assertThat(maker.apply(reason).httpStatus()).isEqualTo(status);
            } else {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> maker.apply(reason))
                        .withMessageContaining(reason.name());
            }
        });
    }
}
