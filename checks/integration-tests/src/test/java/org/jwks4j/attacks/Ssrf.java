package org.jwks4j.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jwks4j.IssuerTemplate;
import org.jwks4j.KeyFetchException;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyFetcherBuilder;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.http.GuardedTransport;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.ScriptedTransport;
import org.jwks4j.transport.httpclient5.GuardedHttpTransport;

/**
 * A server inside, and a service that asks whoever the token names: through the real guarded transport, but for
 * {@value #OUTER_HOST}, which is a script. Names are those of {@code src/test/resources/hosts}.
 */
final class Ssrf implements AutoCloseable {
    static final String OUTER_HOST = "outer.example.com";
    static final String OUTER = "https://" + OUTER_HOST;

    final InnerServer inner = new InnerServer();
    final ScriptedTransport outer = new ScriptedTransport();
    private final FakeIssuer attacker = FakeIssuer.builder().algorithms("ES256").start();
    private final GuardedHttpTransport real = GuardedHttpTransport.create();
    private final GuardedTransport guarded =
            request -> request.uri().getHost().equals(OUTER_HOST) ? outer.get(request) : real.get(request);

    static KeyFetcherBuilder anyIssuer() {
        return KeyFetcher.builder().trustAnyIssuer();
    }

    /** A resolver that vouches for whatever it is asked. */
    static KeyFetcherBuilder credulousResolver() {
        return KeyFetcher.builder()
                .trust(name -> CompletableFuture.completedFuture(Optional.of(TrustedIssuer.of(name))));
    }

    static KeyFetcherBuilder hostTemplate() {
        return KeyFetcher.builder().trust(IssuerTemplate.of("https://{org}.example.com"));
    }

    /** A text of the attacker's with the inner server's port in it. */
    String withPort(String text) {
        return text.replace("PORT", String.valueOf(inner.port()));
    }

    /** Why the service did not take the attacker's own token. */
    KeyFetchException failureOf(KeyFetcherBuilder builder, String iss) {
        return unguardedFailureOf(builder.guardedTransport(guarded), iss);
    }

    KeyFetchException unguardedFailureOf(KeyFetcherBuilder builder, String iss) {
        String token = attacker.mint(Map.of("iss", withPort(iss)));
        try (KeyFetcher fetcher = builder.build()) {
            return catchThrowableOfType(
                    KeyFetchException.class, () -> fetcher.blocking().getKey(token));
        }
    }

    void reachedNobodyInside() {
        assertThat(inner.connections()).isZero();
    }

    @Override
    public void close() throws IOException {
        real.close();
        attacker.close();
        inner.close();
    }
}
