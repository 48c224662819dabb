package org.jwks4j.attacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException;
import org.jwks4j.verifier.JwtVerifier;
import org.jwks4j.verifier.VerifiedJwt;

/** A customer whom the resolver does not vouch for any more, and who would like to go on. */
class WithdrawnTrustAttackTest {
    private static final Duration BOUND = Duration.ofMinutes(10);
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Duration ONE_NANO = Duration.ofNanos(1);

    private final List<CompletableFuture<Optional<TrustedIssuer>>> pending = new ArrayList<>();
    private Optional<TrustedIssuer> customer = Optional.of(TrustedIssuer.of(Service.ISSUER));
    private boolean resolverHangs;
    private final Service service = Service.cold(KeyFetcher.builder().trust(this::resolve), "ES256");
    private final String token = service.token()
            .claim("exp", service.time.instant().plus(Duration.ofDays(7)).getEpochSecond())
            .mint();
    private int invented;

    @AfterEach
    void close() {
        service.close();
    }

    /** Names that no one has on record take the database a while. */
    private CompletableFuture<Optional<TrustedIssuer>> resolve(String name) {
        if (name.equals(Service.ISSUER) && !resolverHangs) {
            return CompletableFuture.completedFuture(customer);
        }
        CompletableFuture<Optional<TrustedIssuer>> answer = new CompletableFuture<>();
        pending.add(answer);
        return answer;
    }

    private void withdraw() {
        customer = Optional.empty();
    }

    private void inventedIssuers(int count) {
        for (int i = 0; i < count; i++) {
            service.verifier.verify(token("{\"alg\":\"ES256\"}", "https://invented-" + invented++ + ".example"));
        }
    }

    private static String token(String header, String issuer) {
        String payload = "{\"iss\":\"" + issuer + "\"}";
        return Segments.encode(header.getBytes(UTF_8)) + "." + Segments.encode(payload.getBytes(UTF_8)) + ".AAAA";
    }

    private boolean isAccepted(CompletableFuture<VerifiedJwt> verification) {
        return verification.isDone() && !verification.isCompletedExceptionally();
    }

    private static Reason reasonOf(CompletableFuture<?> verification) {
        return TokenException.in(verification.handle((jwt, failure) -> failure).getNow(null))
                .map(TokenException::reason)
                .orElseThrow();
    }

    /** Its re-question failed as the 65th, and the last answer held for ten minutes more: 12 of 12 checks in two hours. */
    @Test
    void inventedIssuersJustBefore_doNotProlongATrust() {
        service.accepts(token);
        service.time.advance(ONE_NANO);
        withdraw();
        int accepted = 0;
        for (int check = 0; check < 12; check++) {
            service.time.advance(BOUND);
            inventedIssuers(64);
            accepted += isAccepted(service.verifier.verify(token)) ? 1 : 0;
            service.time.advance(DEADLINE);
        }
        assertThat(accepted).isZero();
        service.refuses(token, Reason.UNTRUSTED_ISSUER);
    }

    /** The same while tokens come all the time, and the flood never ceases. */
    @Test
    void aFloodWithoutEnd_keepsNoWithdrawalFromBeingHeard() {
        service.accepts(token);
        service.time.advance(ONE_NANO);
        withdraw();
        Duration since = Duration.ZERO;
        while (isAccepted(service.verifier.verify(token))) {
            inventedIssuers(100);
            service.time.advance(Duration.ofSeconds(1));
            since = since.plusSeconds(1);
            assertThat(since).isLessThanOrEqualTo(BOUND.plus(DEADLINE));
        }
        service.refuses(token, Reason.UNTRUSTED_ISSUER);
    }

    /** 23 hours after a withdrawal 500 tokens in a row were accepted while the answer was asked for. */
    @Test
    void aTrustThatNobodyUsedForADay_isAskedForBeforeItIsUsed() {
        service.accepts(token);
        withdraw();
        resolverHangs = true;
        service.time.advance(Duration.ofHours(23));
        List<CompletableFuture<VerifiedJwt>> tokens = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            tokens.add(service.verifier.verify(token));
        }
        assertThat(tokens).noneMatch(CompletableFuture::isDone);
        assertThat(service.fetcher.getKeyIfCached(token)).isEmpty();
        pending.get(0).complete(customer);
        assertThat(tokens).allMatch(refused -> reasonOf(refused) == Reason.UNTRUSTED_ISSUER);
    }

    /** A resolver that can be kept from answering is one that fails: for an hour, and not for ever. */
    @Test
    void aResolverThatHangs_prolongsATrustByAnHourAtMost() {
        service.accepts(token);
        withdraw();
        resolverHangs = true;
        Duration since = Duration.ZERO;
        Duration lastAccepted = since;
        while (since.compareTo(Duration.ofHours(3)) < 0) {
            service.time.advance(Duration.ofSeconds(10));
            since = since.plusSeconds(10);
            if (isAccepted(service.verifier.verify(token))) {
                lastAccepted = since;
            }
        }
        assertThat(lastAccepted)
                .isBetween(Duration.ofMinutes(59), Duration.ofHours(1).minus(ONE_NANO));
        CompletableFuture<VerifiedJwt> last = service.verifier.verify(token);
        service.time.advance(DEADLINE);
        assertThat(reasonOf(last)).isIn(Reason.RESOLVER_FAILED, Reason.TIMEOUT);
    }

    /** What was verified once is not remembered past the trust it was verified with. */
    @Test
    void aRememberedToken_isRefusedOnceItsIssuersTrustIsWithdrawnOrRevoked() {
        JwtVerifier remembering = JwtVerifier.builder(service.fetcher)
                .audience(Service.AUDIENCE)
                .instantSource(service.time.instants())
                .rememberVerifiedTokens(1_000_000)
                .build();
        assertThat(remembering.verify(token)).isCompleted();
        withdraw();
        service.time.advance(Duration.ofMinutes(7));
        assertThat(remembering.verify(token)).isCompleted();
        service.time.advance(Duration.ofMinutes(1)); // it is in use, so the resolver is asked ahead
        assertThat(reasonOf(remembering.verify(token))).isEqualTo(Reason.UNTRUSTED_ISSUER);
        customer = Optional.of(TrustedIssuer.of(Service.ISSUER));
        service.time.advance(Duration.ofMinutes(1));
        assertThat(remembering.verify(token)).isCompleted();
        service.fetcher.revokeIssuer(Service.ISSUER);
        assertThat(reasonOf(remembering.verify(token))).isEqualTo(Reason.REVOKED_ISSUER);
    }
}
