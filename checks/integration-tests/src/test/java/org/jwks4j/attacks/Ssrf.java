package org.jwks4j.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jwks4j.IssuerMetadata;
import org.jwks4j.IssuerTemplate;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyFetcherBuilder;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.http.GuardedTransport;
import org.jwks4j.location.MetadataLocation;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.ScriptedTransport;
import org.jwks4j.transport.httpclient5.GuardedHttpTransport;

/**
 * A server inside, and a service that asks any issuer that a token names: through the real guarded transport, except for
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

    /** One host for all tenants, except for the attacker, who has registered a domain of its own. */
    KeyFetcherBuilder customDomain(String how) {
        IssuerTemplate template = IssuerTemplate.of(OUTER + "/{tenant}");
        String domain = "https://inner.example.com:" + inner.port();
        UnaryOperator<TrustedIssuer> toDomain = switch (how) {
            case "metadata" -> issuer -> issuer.withMetadataAt(MetadataLocation.uri(domain + "/metadata"));
            case "document" -> issuer -> issuer.withMetadata(metadata(issuer.name(), domain + "/keys"));
            default -> issuer -> issuer.withJwksUri(domain + "/keys");
        };
        if (how.equals("resolver")) { // vouches with the issuer of a template of its own
            return KeyFetcher.builder()
                    .trust(name -> CompletableFuture.completedFuture(
                            template.match(name).map(toDomain)));
        }
        AtomicInteger calls = new AtomicInteger();
        return KeyFetcher.builder()
                .trust(template.with(issuer -> how.equals("third call")
                        ? calls.incrementAndGet() <= 3 ? issuer : toDomain.apply(issuer)
                        : issuer.slot("tenant").orElseThrow().equals("evil") ? toDomain.apply(issuer) : issuer));
    }

    private static IssuerMetadata metadata(String issuer, String jwksUri) {
        return IssuerMetadata.parse("{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + jwksUri + "\"}");
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
