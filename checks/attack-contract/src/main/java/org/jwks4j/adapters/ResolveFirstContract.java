package org.jwks4j.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.jwks4j.IssuerTemplate;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.error.KeyFetchException.MalformedTokenException;
import org.jwks4j.testkit.Endpoint;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.Misbehaviour;
import org.jwks4j.testkit.SigningKey;
import org.jwks4j.testkit.TokenBuilder;

/**
 * The same, where the key is got first, without waiting, and the library gets it together with the token.
 *
 * @param <T> what the library makes of a token
 */
public abstract class ResolveFirstContract<T> extends AttackContract {
    /** For subclasses, all of them tests. */
    protected ResolveFirstContract() {}

    /**
     * Puts a token to the adapter's asynchronous method.
     *
     * @param fetcher whose keys the adapter hands on
     * @param token the token
     * @return the adapter's future itself
     */
    protected abstract CompletableFuture<T> verified(KeyFetcher fetcher, String token);

    /**
     * Reads the {@code sub}.
     *
     * @param verified what the future completed with
     * @return the subject
     */
    protected abstract @Nullable String subject(T verified);

    @Override
    protected final @Nullable String subjectOf(String token, String algorithm) throws Exception {
        try {
            return subject(verified(fetcher, token).get(20, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** The one rule for all futures: it is a 503 when the failure itself says so. */
    @Override
    protected final boolean isUnavailable(Throwable failure) {
        return failure instanceof KeysUnavailableException;
    }

    @Test
    public void tokensOfTwoIssuers_areAccepted() throws Exception {
        assertThat(subjectOf(token().mint(), "ES256")).isEqualTo("alice");
        assertThat(subjectOf(other.token().claim("aud", AUDIENCE).mint(), "ES256"))
                .isEqualTo("alice");
    }

    @Test
    public void cachedKey_isUsedAtOnce() {
        warm(issuer);

        assertThat(verified(fetcher, token().mint())).isCompleted();
    }

    @Test
    public void caller_isNotMadeToWait() throws Exception {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        issuer.misbehave(Endpoint.JWKS, Misbehaviour.heldUntil(gate));

        CompletableFuture<T> verified = verified(fetcher, token().mint());
        issuer.awaitRequests(Endpoint.JWKS, 1, Duration.ofSeconds(20));
        assertThat(verified).isNotDone();
        gate.complete(null);

        assertThat(subject(verified.get(20, TimeUnit.SECONDS))).isEqualTo("alice");
    }

    @Test
    public void answer_comesOnTheFetchersExecutor() throws Exception {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        issuer.misbehave(Endpoint.JWKS, Misbehaviour.heldUntil(gate));
        ExecutorService threads = Executors.newSingleThreadExecutor(task -> new Thread(task, "of the fetcher"));
        try (KeyFetcher own = KeyFetcher.builder()
                .trust(issuer.issuer())
                .allowHttpOnLoopback()
                .executor(threads)
                .build()) {
            CompletableFuture<String> thread = verified(own, token().mint())
                    .thenApply(verified -> Thread.currentThread().getName());
            gate.complete(null);

            assertThat(thread.get(20, TimeUnit.SECONDS)).isEqualTo("of the fetcher");
        } finally {
            threads.shutdown();
        }
    }

    /** Only the signature shows it, and the issuer is asked for the new one. */
    @Test
    public void keyThatWasReplacedUnderItsKid_isFollowed() throws Exception {
        String before = token().mint();
        assertThat(subjectOf(before, "ES256")).isEqualTo("alice");
        SigningKey next = SigningKey.generate("ES256").withKeyId(issuer.signingKeyId());
        issuer.retire(issuer.signingKeyId());
        issuer.addKey(next);
        issuer.signWith(next);

        assertThat(subjectOf(token().mint(), "ES256")).isEqualTo("alice");
        assertThat(subjectOf(before, "ES256")).as("in its grace").isEqualTo("alice");
    }

    @Test
    public void tokenOfATenant_mustSayThatTenant() throws Exception {
        try (FakeIssuer contoso = FakeIssuer.builder()
                        .path("/contoso")
                        .algorithms("ES256")
                        .start();
                KeyFetcher tenants = KeyFetcher.builder()
                        .trust(IssuerTemplate.of(contoso.issuer().replace("contoso", "{tenant}"))
                                .withClaim("tid", "tenant"))
                        .allowHttpOnLoopback()
                        .build()) {
            TokenBuilder token = contoso.token().claim("aud", AUDIENCE).claim("sub", "alice");

            assertThat(subject(verified(tenants, token.claim("tid", "contoso").mint())
                            .get(20, TimeUnit.SECONDS)))
                    .isEqualTo("alice");
            assertThat(verified(tenants, token.claim("tid", "fabrikam").mint())).failsWithin(Duration.ofSeconds(20));
            assertThat(verified(tenants, token.claim("tid", null).mint())).failsWithin(Duration.ofSeconds(20));
        }
    }

    @Test
    public void tokenUnderAnAlias_isAccepted() throws Exception {
        TrustedIssuer twoNames = TrustedIssuer.of(issuer.issuer()).withAlias("https://public.example");
        try (KeyFetcher own =
                KeyFetcher.builder().trust(twoNames).allowHttpOnLoopback().build()) {
            String token = token().claim("iss", "https://public.example").mint();

            assertThat(subject(verified(own, token).get(20, TimeUnit.SECONDS))).isEqualTo("alice");
        }
    }

    @Test
    public void closedFetcher_isNotBlamedOnTheToken() {
        fetcher.close();

        assertThat(verified(fetcher, token().mint())).isCompletedExceptionally();
        assertThat(failureSeen(token().mint())).isInstanceOf(KeysUnavailableException.class);
    }

    @Test
    public void failure_isNotWrapped() {
        issuer.stopListening();

        assertThat(failureSeen("x")).isInstanceOf(MalformedTokenException.class);
        assertThat(failureSeen(token().mint())).isInstanceOf(KeysUnavailableException.class);
    }

    /** What a handler of the future itself sees. */
    private Throwable failureSeen(String token) {
        return verified(fetcher, token)
                .handle((verified, failure) -> failure)
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    @Test
    public void tokenThatTwoParsersMayReadDifferently_isRefused() {
        SigningKey key = other.signingKey();
        String payload = "{\"iss\":\"%s\",\"iss\":\"%s\",\"aud\":\"orders\",\"sub\":\"alice\",\"exp\":9999999999}";

        refused(token().signedWith(key)
                .rawPayload(payload.formatted(issuer.issuer(), other.issuer()))
                .mint());
        refused(token().signedWith(key)
                .rawPayload(payload.formatted(other.issuer(), issuer.issuer()))
                .mint());
        refused(token().mint() + "=");
        refused(token().mint() + "\n");
    }
}
