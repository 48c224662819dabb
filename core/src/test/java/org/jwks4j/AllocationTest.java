package org.jwks4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/**
 * What a look-up of a cached key allocates. Bytes are counted, not timed, so the figure is the same on every run of a JVM.
 * The bound is what the interpreter allocates, which leaves out nothing: compiled code does with less, and how much less
 * depends on what the compiler has done so far.
 */
final class AllocationTest {
    private static final String ISSUER = "https://login.acme.example/";
    private static final int MOST_BYTES = 2_216;
    private static final int CALLS = 20_000;

    @Test
    void warmLookUpOfA900CharacterToken_allocatesLittle() {
        String token = token();
        assertThat(token).hasSizeBetween(850, 900);
        TrustedIssuer issuer = TrustedIssuer.of(ISSUER)
                .withJwkSet(PublishedKeys.set(
                        PublishedKeys.named(PublishedKeys.RSA, "NjVBRjY5MDlCMUIwNzU4"),
                        PublishedKeys.named(PublishedKeys.EC, "next")));
        try (KeyFetcher fetcher = KeyFetcher.builder().trust(issuer).build()) {
            assertThat(fetcher.getKey(token)).isCompleted();

            bytesPerCall(() -> fetcher.getKey(token)); // so that all classes are loaded
            assertThat(bytesPerCall(() -> fetcher.getKey(token))).isLessThanOrEqualTo(MOST_BYTES);
            bytesPerCall(() -> fetcher.getKeyIfCached(token));
            assertThat(bytesPerCall(() -> fetcher.getKeyIfCached(token))).isLessThanOrEqualTo(MOST_BYTES);
        }
    }

    private static long bytesPerCall(Runnable call) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(self);
        for (int i = 0; i < CALLS; i++) {
            call.run();
        }
        return (threads.getThreadAllocatedBytes(self) - before) / CALLS;
    }

    /** As Auth0 writes them. */
    private static String token() {
        String header = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"NjVBRjY5MDlCMUIwNzU4\"}";
        String payload = "{\"iss\":\"" + ISSUER + "\",\"sub\":\"auth0|65f1c0a3b2d4e8f9a7c6b5d4\","
                + "\"aud\":[\"https://api.acme.example/orders\",\"https://acme.eu.auth0.example/userinfo\"],"
                + "\"iat\":1767225600,\"exp\":1767312000,\"scope\":\"openid profile email read:orders write:orders\","
                + "\"gty\":\"password\",\"azp\":\"pQ7rT2vX9zB4dF6hJ8kL1mN3pR5sU0wY\",\"org_id\":\"org_9fKx2LmZ\"}";
        return segment(header.getBytes(StandardCharsets.UTF_8)) + "."
                + segment(payload.getBytes(StandardCharsets.UTF_8)) + "." + segment(new byte[256]);
    }

    private static String segment(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
