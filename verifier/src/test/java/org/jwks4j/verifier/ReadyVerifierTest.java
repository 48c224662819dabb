package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcher;
import org.jwks4j.token.UnverifiedToken;
import org.jwks4j.verifier.dpop.DpopRules;
import org.jwks4j.verifier.signature.SignatureCheck;

/** The security providers are chosen and tested in the background, from {@code build()} on. */
final class ReadyVerifierTest {
    @AutoClose
    static final Shop SHOP = Shop.open("ES256");

    private final Queue<Runnable> background = new ArrayDeque<>();
    private final JwtVerifier verifier = SHOP.strict().executor(background::add).build();

    @Test
    void build_leavesTheChoiceToTheExecutor() {
        assertThat(background).hasSize(1);
        assertThat(verifier.ready()).isNotDone();

        background.remove().run();
        assertThat(verifier.ready()).isCompleted();
        assertThat(background).isEmpty();
    }

    @Test
    void tokenThatComesEarlier_isVerified() {
        assertThat(verifier.blocking().verify(SHOP.token().mint())).isNotNull();
        assertThat(verifier.ready()).isNotDone();
    }

    @Test
    void futureThatACallerCancels_isItsOwn() {
        CompletableFuture<Void> one = verifier.ready();
        one.cancel(true);

        background.remove().run();
        assertThat(verifier.ready()).isCompleted();
    }

    @Test
    void blockingReady_saysWhetherItIs() {
        assertThat(verifier.blocking().ready(Duration.ZERO)).isFalse();

        background.remove().run();
        assertThat(verifier.blocking().ready(Duration.ZERO)).isTrue();
    }

    @Test
    void blockingReady_ofAnInterruptedThread_keepsTheFlag() {
        Thread.currentThread().interrupt();

        assertThat(verifier.blocking().ready(Duration.ofSeconds(20))).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void choiceThatFails_failsReady() {
        SignatureCheck failing = new SignatureCheck(algorithm -> {
            throw new IllegalStateException("no provider can be asked");
        });
        RulesByIssuer rules = new RulesByIssuer(Map.of(), List.of(), null, TokenRules.forAudience("shop"));
        KeyFetcher fetcher = Shop.trusting(SHOP.issuer());
        JwtVerifier broken = new JwtVerifier(
                fetcher,
                new TokenCheck(rules, failing, SHOP.time().instants(), fetcher),
                UnverifiedToken.Limits.defaults(),
                DpopRules.defaults(),
                null,
                null);
        broken.prepare(Runnable::run);

        assertThat(broken.ready()).isCompletedExceptionally();
        assertThatIllegalStateException()
                .isThrownBy(() -> broken.blocking().ready(Duration.ZERO))
                .withMessageContaining("could not be chosen");
    }
}
