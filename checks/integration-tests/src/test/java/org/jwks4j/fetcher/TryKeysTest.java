package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.SignatureException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.VerificationKey;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.testkit.SigningKey;
import org.jwks4j.token.UnverifiedToken;

/** The one call for a library that verifies by itself: the keys, and once more those that the issuer has instead. */
class TryKeysTest {
    private final Scenario scenario = Scenario.warm().after(Duration.ofMinutes(1));
    private final UnverifiedToken token =
            UnverifiedToken.parse(scenario.issuer.mint(Map.of("iss", Scenario.ISSUER, "aud", "api")));
    private final List<List<VerificationKey>> tried = new ArrayList<>();

    @AfterEach
    void close() {
        scenario.close();
    }

    private void replaceTheKey() {
        SigningKey other = SigningKey.generate("ES256").withKeyId(scenario.issuer.signingKeyId());
        scenario.issuer.retire(scenario.issuer.signingKeyId());
        scenario.issuer.addKey(other);
        scenario.publishes();
    }

    private String refuse(List<VerificationKey> keys) throws SignatureException {
        tried.add(keys);
        throw new SignatureException("trial " + tried.size());
    }

    private Throwable failure() {
        CompletableFuture<String> answer =
                scenario.fetcher.tryKeys(token, this::refuse, SignatureException.class::isInstance);
        assertThat(answer).isCompletedExceptionally();
        return answer.handle((value, failure) -> failure).join();
    }

    @Test
    void aTrialThatSucceeds_isTheAnswerAtOnce() {
        assertThat(scenario.fetcher.tryKeys(token, List::size, any -> true)).isCompletedWithValue(1);
        assertThat(scenario.jwksRequests()).isEqualTo(1);
    }

    @Test
    void aWrongSignature_isTriedOnceMoreWithTheKeysThatTheIssuerHasInstead() {
        replaceTheKey();
        assertThat(failure()).hasMessage("trial 2");
        assertThat(tried).hasSize(2);
        assertThat(tried.get(1)).hasSize(1).doesNotContainAnyElementsOf(tried.get(0));
    }

    @Test
    void ifThereAreNoOthers_theFirstRefusalIsTheAnswer() {
        assertThat(failure()).hasMessage("trial 1");
        assertThat(failure()).hasMessage("trial 2"); // the issuer is asked once per 30 s
        assertThat(tried).hasSize(2);
        assertThat(scenario.jwksRequests()).isEqualTo(2);
    }

    @Test
    void whatIsNoWrongSignature_isTriedOnce() {
        assertThat(scenario.fetcher.tryKeys(token, this::refuse, any -> false)).isCompletedExceptionally();
        assertThat(tried).hasSize(1);
        assertThat(scenario.jwksRequests()).isEqualTo(1);
    }

    @Test
    void anErrorOfTheTrial_isTold() {
        VerificationKey.Trial<String, RuntimeException> failing = keys -> {
            throw new AssertionError("broken");
        };
        assertThat(scenario.fetcher
                        .tryKeys(token, failing, any -> true)
                        .handle((value, failure) -> failure)
                        .join())
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void aFetcherThatIsClosedMeanwhile_saysSo() {
        replaceTheKey();
        scenario.transport.on(Scenario.JWKS).hold();
        CompletableFuture<String> answer =
                scenario.fetcher.tryKeys(token, this::refuse, SignatureException.class::isInstance);
        assertThat(answer).isNotDone();
        scenario.fetcher.close();
        assertThat(answer.handle((value, failure) -> failure).join()).hasMessage("the KeyFetcher is closed");
    }

    @Test
    void withoutKeys_nothingIsTried() {
        String stranger = scenario.issuer.mint(Map.of("iss", "https://stranger.example", "aud", "api"));
        assertThat(scenario.fetcher.tryKeys(stranger, this::refuse, any -> true))
                .isCompletedExceptionally();
        assertThat(scenario.fetcher.tryKeys("no token", this::refuse, any -> true))
                .isCompletedExceptionally();
        assertThat(tried).isEmpty();
    }

    @Test
    void blocking_isTheSame() throws SignatureException {
        int count = scenario.fetcher.blocking().tryKeys(token, List::size, any -> true);
        assertThat(count).isEqualTo(1);
        replaceTheKey();
        assertThatExceptionOfType(SignatureException.class)
                .isThrownBy(() -> scenario.fetcher.blocking().tryKeys(token, this::refuse, any -> true))
                .withMessage("trial 2");
        scenario.fetcher.close();
        assertThatExceptionOfType(KeyFetchException.class)
                .isThrownBy(() -> scenario.fetcher.blocking().tryKeys(token, this::refuse, any -> true));
    }
}
