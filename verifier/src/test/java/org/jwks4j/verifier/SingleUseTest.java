package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.jwks4j.verifier.DpopClient.METHOD;
import static org.jwks4j.verifier.DpopClient.URI;
import static org.jwks4j.verifier.DpopClient.sent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException;
import org.jwks4j.error.TokenException.ReplayMemoryException;
import org.jwks4j.testkit.TokenBuilder;
import org.jwks4j.verifier.dpop.DpopRules;
import org.jwks4j.verifier.replay.ReplayMemory;
import org.jwks4j.verifier.replay.SingleUse;

/** What may be used once: a DPoP proof (RFC 9449 §11.1), and a token if its rules say so. */
final class SingleUseTest {
    @AutoClose
    static final Shop SHOP = Shop.open("ES256");

    private static final DpopClient CLIENT = DpopClient.of(SHOP, "ES256");
    private static final String TOKEN = CLIENT.token().mint();

    private final List<SingleUse> uses = new ArrayList<>();
    private final ReplayMemory memory = ReplayMemory.local(4, 3);
    private final JwtVerifier verifier = remembering(use -> {
        uses.add(use);
        return memory.use(use);
    });

    private static JwtVerifier remembering(ReplayMemory memory) {
        return SHOP.strict().dpop(DpopRules.defaults().withReplayMemory(memory)).build();
    }

    private static @Nullable TokenException shown(JwtVerifier verifier, TokenBuilder proof) {
        try {
            verifier.verify(TOKEN, sent(proof), METHOD, URI).join();
            return null;
        } catch (CompletionException e) {
            return (TokenException) e.getCause();
        }
    }

    private static @Nullable Reason reason(JwtVerifier verifier, TokenBuilder proof) {
        TokenException failure = shown(verifier, proof);
        return failure == null ? null : failure.reason();
    }

    @Test
    void proof_isGoodOnce() {
        assertThat(reason(verifier, CLIENT.proof(TOKEN))).isNull();
        assertThat(reason(verifier, CLIENT.proof(TOKEN))).isEqualTo(Reason.REPLAYED);
        assertThat(reason(verifier, CLIENT.proof(TOKEN).claim("jti", "2"))).isNull();
        assertThat(uses).extracting(SingleUse::owner).containsOnly("jkt:" + CLIENT.thumbprint());
        assertThat(uses.get(0).until()).isEqualTo(SHOP.time().instant().plusSeconds(60));
    }

    /** CVE-2026-41707: proofs that are refused otherwise, by which the memory could be flushed or filled. */
    @Test
    void proofThatIsRefused_takesNoPlace() {
        DpopClient thief = DpopClient.of(SHOP, "ES256");
        List<TokenBuilder> proofs = List.of(
                thief.proof(TOKEN),
                thief.proof(TOKEN).header("jwk", CLIENT.jwk()),
                CLIENT.proof("another"),
                CLIENT.proof(TOKEN).claim("htm", "GET"),
                CLIENT.proof(TOKEN).claim("htu", "https://other.example"),
                CLIENT.proof(TOKEN).claim("iat", 0));
        proofs.forEach(proof -> assertThat(reason(verifier, proof)).isEqualTo(Reason.INVALID_PROOF));
        assertThat(verifier.verify(TOKEN + "x", sent(CLIENT.proof(TOKEN + "x")), METHOD, URI))
                .isCompletedExceptionally();
        assertThat(uses).isEmpty();
    }

    @Test
    void fullMemory_is503_andSaysNothingAboutTheProof() {
        for (String jti : List.of("1", "2", "3")) {
            assertThat(reason(verifier, CLIENT.proof(TOKEN).claim("jti", jti))).isNull();
        }
        TokenException failure = shown(verifier, CLIENT.proof(TOKEN).claim("jti", "4"));
        assertThat(failure).isInstanceOf(ReplayMemoryException.class);
        assertThat(failure.reason()).isEqualTo(Reason.REPLAY_MEMORY_FULL);
        assertThat(failure.httpStatus()).isEqualTo(503);
        assertThat(reason(verifier, CLIENT.proof(TOKEN).claim("jti", "1"))).isEqualTo(Reason.REPLAYED);
    }

    @Test
    void memoryThatFails_is503() {
        List<ReplayMemory> failing = List.of(
                use -> CompletableFuture.failedFuture(new IllegalStateException("down")),
                use -> CompletableFuture.supplyAsync(
                        () -> {
                            throw new IllegalStateException("down");
                        },
                        Runnable::run),
                use -> CompletableFuture.completedFuture(null),
                use -> {
                    throw new IllegalStateException("down");
                },
                use -> null);
        for (ReplayMemory down : failing) {
            TokenException failure = shown(remembering(down), CLIENT.proof(TOKEN));
            assertThat(failure).isInstanceOf(ReplayMemoryException.class).hasMessageNotContaining("down");
            assertThat(failure.reason()).isEqualTo(Reason.REPLAY_MEMORY_FAILED);
            assertThat(failure.httpStatus()).isEqualTo(503);
        }
    }

    @Test
    void memoryThatAnswersLater_isWaitedFor() {
        CompletableFuture<ReplayMemory.Answer> answer = new CompletableFuture<>();
        CompletableFuture<VerifiedJwt> verified =
                remembering(use -> answer).verify(TOKEN, sent(CLIENT.proof(TOKEN)), METHOD, URI);
        assertThat(verified).isNotDone();
        answer.complete(ReplayMemory.Answer.FIRST);
        assertThat(verified).isCompleted();
    }

    @Test
    void tokenThatIsRemembered_needsANewProofEachTime() {
        JwtVerifier remembering = SHOP.strict().rememberVerifiedTokens(100_000).build();
        assertThat(reason(remembering, CLIENT.proof(TOKEN))).isNull();
        assertThat(reason(remembering, CLIENT.proof(TOKEN))).isEqualTo(Reason.REPLAYED);
        assertThat(reason(remembering, CLIENT.proof(TOKEN).claim("jti", "2"))).isNull();
        Shop.refuses(remembering, TOKEN, Reason.MISSING_PROOF);
    }

    private static TokenRules once(ReplayMemory memory) {
        return TokenRules.forAudience(Shop.AUDIENCE).acceptOnce(memory);
    }

    @Test
    void token_isGoodOnce_ifItsRulesSaySo() {
        JwtVerifier verifier = SHOP.anyBuilder()
                .rules(once(memory))
                .rememberVerifiedTokens(100_000)
                .build();
        String token = SHOP.token().claim("jti", "1").mint();

        verifier.blocking().verify(token);
        Shop.refuses(verifier, token, Reason.REPLAYED);
        Shop.refuses(verifier, SHOP.token().claim("jti", "1").claim("a", 1).mint(), Reason.REPLAYED);
        verifier.blocking().verify(SHOP.token().claim("jti", "2").mint());
        Shop.refuses(verifier, SHOP.token().mint(), Reason.MISSING_CLAIM);
    }

    /** Both times and both kinds: until its exp or its greatest age, and the clock skew after it. */
    @Test
    void tokenThatIsUsed_isRememberedUntilItsEnd() {
        List<SingleUse> seen = new ArrayList<>();
        TokenRules rules = once(use -> {
            seen.add(use);
            return CompletableFuture.completedFuture(ReplayMemory.Answer.FIRST);
        });
        TokenBuilder token = SHOP.token().claim("jti", "1").expiresIn(Duration.ofSeconds(100));
        SHOP.anyBuilder().rules(rules).build().blocking().verify(token.mint());
        TokenRules short_ = rules.withMaxAge(Duration.ofSeconds(30));
        SHOP.anyBuilder().rules(short_).build().blocking().verify(token.mint());

        assertThat(seen)
                .extracting(SingleUse::until)
                .containsExactly(
                        SHOP.time().instant().plusSeconds(160),
                        SHOP.time().instant().plusSeconds(90));
        token.claim("exp", 31_556_889_864_403_199L);
        SHOP.anyBuilder().rules(rules).build().blocking().verify(token.mint());
        assertThat(seen).hasSize(3);
    }

    @Test
    void tokenWithoutEnd_cannotBeRememberedForEver() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> once(memory).acceptMissingExpiration())
                .withMessageContaining("withMaxAge");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        TokenRules.forAudience("a").acceptMissingExpiration().acceptOnce(memory));
        TokenRules.forAudience("a")
                .withMaxAge(Duration.ofHours(1))
                .acceptMissingExpiration()
                .acceptOnce(memory);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TokenRules.forAudience("a").forbidClaim("jti").acceptOnce(memory));
        assertThat(once(memory).explain()).contains("\"jti\" is there", "each jti is accepted once");
    }
}
