package org.jwks4j.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.error.Reason;
import org.jwks4j.verifier.JwtVerifier;

/** What a verifier remembers of tokens, at the expense of the service that holds the memory and the trust. */
class RememberedAttackTest {
    private static final long MAX_BYTES = 1 << 20;

    private final Service service = Service.warm("ES256");
    private final JwtVerifier remembering = JwtVerifier.builder(service.fetcher)
            .audience(Service.AUDIENCE)
            .instantSource(service.time.instants())
            .rememberVerifiedTokens(MAX_BYTES)
            .build();

    @AfterEach
    void close() {
        service.close();
    }

    /** CWE-770: 10,000 tokens, each parsed once by its caller, held 355 MB. */
    @Test
    void largeTokens_takeNoMoreThanWasAllotted() {
        String small = "0,".repeat(3_000) + "0"; // as long as it is, parsed it takes twenty times that
        long before = usedBytes();
        for (int i = 0; i < 500; i++) {
            String token = service.token()
                    .rawPayload("{\"iss\":\"" + Service.ISSUER + "\",\"aud\":\"" + Service.AUDIENCE + "\",\"exp\":"
                            + service.time.instant().plus(Duration.ofHours(1)).getEpochSecond() + ",\"jti\":\"" + i
                            + "\",\"list\":[" + small + "]}")
                    .mint();
            assertThat(remembering.blocking().verify(token).claims().json().has("list"))
                    .isTrue();
        }
        assertThat(usedBytes() - before).isLessThan(2 * MAX_BYTES);
    }

    private static long usedBytes() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** CWE-613: trust that was withdrawn ends for tokens that were verified before, too. */
    @Test
    void aRememberedTokenOfARevokedKey_isRefused() {
        String token = service.token().mint();
        remembering.blocking().verify(token);

        service.fetcher.revokeNow(Service.ISSUER, service.issuer.signingKeyId());
        refuses(token, Reason.REVOKED_KEY);
    }

    /** CWE-613: the same for all tokens of an issuer. */
    @Test
    void aRememberedTokenOfARevokedIssuer_isRefused() {
        String token = service.token().mint();
        remembering.blocking().verify(token);

        service.fetcher.revokeIssuer(Service.ISSUER);
        refuses(token, Reason.REVOKED_ISSUER);
    }

    /** CWE-613: a session that was ended ends for tokens that were verified before, too. */
    @Test
    void aRememberedTokenOfARevokedSession_isRefused() {
        String token = service.token().claim("sid", "s").mint();
        remembering.blocking().verify(token);

        service.fetcher.revokeTokens(
                Service.ISSUER, "sid", "s", service.time.instant().plus(Duration.ofHours(1)));
        refuses(token, Reason.REVOKED_TOKEN);
    }

    /** CWE-204: a stranger who makes a token up learns nothing of who is locked out. */
    @Test
    void aForgedTokenOfARevokedSubject_isRefusedForItsSignature() {
        String token = service.token().claim("sub", "u").mint();
        service.fetcher.revokeTokens(
                Service.ISSUER, "sub", "u", service.time.instant().plus(Duration.ofHours(1)));

        String forged = token.substring(0, token.lastIndexOf('.') + 1) + "A".repeat(86);
        assertThatThrownBy(() -> remembering.blocking().verify(forged))
                .hasFieldOrPropertyWithValue("reason", Reason.INVALID_SIGNATURE);
    }

    private void refuses(String token, Reason reason) {
        assertThat(remembering.verify(token))
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .hasFieldOrPropertyWithValue("reason", reason);
    }
}
