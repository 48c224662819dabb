package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.error.InvalidJwtException;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException.ReplayMemoryException;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.verifier.dpop.DpopNonces;
import org.jwks4j.verifier.dpop.DpopRules;
import org.jwks4j.verifier.http.DpopAuthentication;

/** What a request with a bound token carries, and what a refusal answers (RFC 9449 §7, §9). */
final class DpopAuthenticationTest {
    @AutoClose
    static final Shop SHOP = Shop.open("ES256");

    private static final DpopRules RULES = DpopRules.defaults().withAlgorithms(JwsAlgorithm.PS256, JwsAlgorithm.ES256);

    private static DpopAuthentication of(DpopRules rules) {
        return SHOP.strict().dpop(rules).build().dpopAuthentication();
    }

    @ParameterizedTest
    @CsvSource({"DPoP a.b.c, a.b.c", "dpop  a.b.c, a.b.c", "DPoP, ''"})
    void theSchemeIsTakenOff(String header, String token) {
        assertThat(DpopAuthentication.token(header)).contains(token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer a.b.c", "DPoPa.b.c", "a.b.c"})
    void anotherScheme_hasNoToken(String header) {
        assertThat(DpopAuthentication.token(header)).isEmpty();
        assertThat(DpopAuthentication.token(null)).isEmpty();
    }

    @Test
    void aChallengeWithoutAToken_namesTheAlgorithms() {
        assertThat(of(RULES).challenge()).isEqualTo("DPoP algs=\"PS256 ES256\"");
    }

    @ParameterizedTest
    @CsvSource({
        "EXPIRED, invalid_token",
        "MISSING_PROOF, invalid_dpop_proof",
        "INVALID_PROOF, invalid_dpop_proof",
        "REPLAYED, invalid_dpop_proof",
        "USE_DPOP_NONCE, use_dpop_nonce",
    })
    void aChallenge_namesErrorAndReason_andNothingOfTheToken(Reason reason, String error) {
        assertThat(of(RULES).challenge(new InvalidJwtException(reason, "https://a\"", "kid\"\n", "message\"")))
                .isEqualTo("DPoP error=\"" + error + "\", error_description=\"" + reason + "\", algs=\"PS256 ES256\"");
    }

    @Test
    void whatIsNotTheTokensFault_isNoChallenge() {
        ReplayMemoryException full =
                new ReplayMemoryException(Reason.REPLAY_MEMORY_FULL, "https://issuer", null, "full", null);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(RULES).challenge(full))
                .withMessageContaining("503");
    }

    @Test
    void aNonce_isToldIfTheRulesAskForOne() {
        DpopNonces nonces = DpopNonces.of(new byte[32], Duration.ofMinutes(1));
        assertThat(of(RULES).nonce()).isEmpty();
        assertThat(of(RULES.withNonces(nonces)).nonce())
                .contains(nonces.next(SHOP.time().instant()));
    }

    @Test
    void oddWindows_areRefused() {
        Duration minute = Duration.ofMinutes(1);
        Duration most = Duration.ofMinutes(10);
        RULES.withWindow(most, most);
        assertThatIllegalArgumentException().isThrownBy(() -> RULES.withWindow(Duration.ZERO, minute));
        assertThatIllegalArgumentException().isThrownBy(() -> RULES.withWindow(Duration.ofSeconds(-1), minute));
        assertThatIllegalArgumentException().isThrownBy(() -> RULES.withWindow(most.plusNanos(1), minute));
        assertThatIllegalArgumentException().isThrownBy(() -> RULES.withWindow(minute, Duration.ofNanos(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> RULES.withWindow(minute, most.plusNanos(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> RULES.withAlgorithms());
    }
}
