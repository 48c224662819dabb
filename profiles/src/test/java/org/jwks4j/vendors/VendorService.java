package org.jwks4j.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.jwks4j.KeyFetcher;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.ManualTime;
import org.jwks4j.testkit.ScriptedTransport;
import org.jwks4j.testkit.SigningKey;
import org.jwks4j.testkit.TokenBuilder;
import org.jwks4j.verifier.JwtVerifier;

/** A service that takes the tokens of one case, and no one else's. Its time stands still, and its network is a script. */
final class VendorService implements AutoCloseable {
    private static final Set<String> TIMES = Set.of("iat", "nbf", "exp");

    private final VendorCase vendor;
    private final ManualTime time = ManualTime.start();
    private final FakeIssuer mint =
            FakeIssuer.builder().algorithms("ES256").clock(time.instants()).start();
    private final ScriptedTransport transport = new ScriptedTransport();
    private final KeyFetcher fetcher;
    private final JwtVerifier verifier;

    VendorService(VendorCase vendor) {
        this.vendor = vendor;
        vendor.documents.forEach(
                (url, resource) -> transport.on(url).respondAlways(200, Documents.read(resource, vendor.key)));
        fetcher = vendor.trust
                .addTo(KeyFetcher.builder())
                .transport(transport)
                .guardedTransport(transport)
                .ticker(time.ticker())
                .instantSource(time.instants())
                .scheduler(time.scheduler())
                .executor(Runnable::run)
                .listenerExecutor(Runnable::run)
                .build();
        verifier = vendor.trust
                .addTo(JwtVerifier.builder(fetcher))
                .instantSource(time.instants())
                .executor(task -> {}) // providers are chosen when they are needed
                .build();
    }

    /** A good token of any case, except for its header and some claims; null takes one away. */
    String token(
            VendorCase of,
            Map<String, ? extends @Nullable Object> header,
            Map<String, @Nullable Object> changes,
            SigningKey key) {
        Map<String, @Nullable Object> claims = new LinkedHashMap<>(of.claims);
        TokenBuilder token = mint.token().claim("sub", null).signedWith(key).header("typ", null);
        if (claims.containsKey("nbf")) {
            claims.put("nbf", time.instant());
        }
        claims.putAll(changes);
        header.forEach(token::header);
        return token.claims(claims).mint();
    }

    String token(Map<String, @Nullable Object> changes) {
        return token(vendor, vendor.header, changes, vendor.key);
    }

    /** The same token, signed with padded segments. */
    static String padded(String token, SigningKey key) {
        String[] segments = token.split("\\.", -1);
        String input = padded(segments[0]) + "." + padded(segments[1]);
        byte[] signature = key.sign(input.getBytes(StandardCharsets.US_ASCII));
        return input + "." + Base64.getUrlEncoder().encodeToString(signature);
    }

    private static String padded(String segment) {
        return segment + "=".repeat((4 - segment.length() % 4) % 4);
    }

    void accepts(String token) {
        TokenException failure = failureOf(token);
        assertThat(failure).as(() -> String.valueOf(failure)).isNull();
    }

    TokenException refuses(String token) {
        TokenException failure = failureOf(token);
        assertThat(failure).as("a token that must be refused").isNotNull();
        assertThat(failure.httpStatus()).as(failure.getMessage()).isEqualTo(401);
        return failure;
    }

    void refuses(String token, Reason reason) {
        TokenException failure = refuses(token);
        assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(reason);
    }

    private @Nullable TokenException failureOf(String token) {
        CompletableFuture<@Nullable Throwable> outcome = verifier.verify(token).handle((jwt, failure) -> failure);
        assertThat(outcome).isCompleted();
        return (TokenException) outcome.join();
    }

    Instant now() {
        return time.instant();
    }

    Set<String> asked() {
        return transport.requests().stream()
                .map(request -> request.uri().toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    int requests() {
        return transport.requests().size();
    }

    static boolean isTime(String claim) {
        return TIMES.contains(claim);
    }

    /** What is almost the issuer, and another name. */
    static List<String> spellings(String issuer) {
        return Stream.of(
                        issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer + "/",
                        issuer.replace("https:", "http:"),
                        issuer.toUpperCase(Locale.ROOT),
                        issuer + ".evil.example",
                        "https://evil.example/" + issuer.replace("https://", ""))
                .filter(spelling -> !spelling.equals(issuer))
                .toList();
    }

    @Override
    public void close() {
        fetcher.close();
        mint.close();
    }
}
