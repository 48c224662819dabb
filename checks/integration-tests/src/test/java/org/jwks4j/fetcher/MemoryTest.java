package org.jwks4j.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.jwks4j.IssuerResolver;
import org.jwks4j.IssuerStatus;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.http.HttpTransport;
import org.jwks4j.testkit.ManualTime;

/** What an issuer costs, of the many that a resolver vouches for: each with two RSA keys, metadata and an entity tag. */
class MemoryTest {
    private static final int ISSUERS = 5_000;
    private static final long MOST_BYTES = 1_331; // 1.3 KB

    private static final Duration A_PLACE_FOR_A_NEWCOMER = Duration.ofMillis(100);

    private final ManualTime time = ManualTime.start();

    @Test
    void anIssuerThatNobodyUses_costsLittle() {
        bytesPerRestingIssuer(200, TrustedIssuer::of); // so that all classes are loaded
        assertThat(bytesPerRestingIssuer(ISSUERS, TrustedIssuer::of)).isLessThan(MOST_BYTES);
        assertThat(bytesPerRestingIssuer(
                        ISSUERS, name -> TrustedIssuer.of(name).withJwksUri(name + "/protocol/openid-connect/certs")))
                .isLessThan(MOST_BYTES);
    }

    private long bytesPerRestingIssuer(int issuers, Function<String, TrustedIssuer> trust) {
        IssuerResolver resolver = name -> CompletableFuture.completedFuture(Optional.of(trust.apply(name)));
        long before = usedBytes();
        try (KeyFetcher fetcher = KeyFetcher.builder()
                .trust(resolver)
                .allowPrivateAddresses()
                .transport(new Tenants())
                .ticker(time.ticker())
                .instantSource(time.instants())
                .scheduler(time.scheduler())
                .executor(Runnable::run)
                .listenerExecutor(Runnable::run)
                .build()) {
            for (int i = 0; i < issuers; i++) {
                fetcher.getJwkSet("https://login.example.com/realms/tenant-" + i)
                        .join();
                time.advance(A_PLACE_FOR_A_NEWCOMER);
            }
            time.advance(Duration.ofMinutes(11));
            long after = usedBytes();
            assertThat(fetcher.status())
                    .hasSize(issuers)
                    .extracting(IssuerStatus::state)
                    .containsOnly(IssuerStatus.State.STALE);
            return (after - before) / issuers;
        }
    }

    private static long usedBytes() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** Answers for any issuer, with numbers that look like RSA moduli: no one verifies with them. */
    private static final class Tenants implements HttpTransport {
        private final Random random = new Random(1);

        @Override
        public CompletableFuture<Response> get(Request request) {
            String uri = request.uri().toString();
            int wellKnown = uri.indexOf("/.well-known/");
            String body = wellKnown < 0 ? keys() : metadata(uri.substring(0, wellKnown));
            Map<String, List<String>> headers = Map.of(
                    "etag",
                    List.of("\"" + Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong()) + "\""));
            return CompletableFuture.completedFuture(new Response(200, headers, body.getBytes(StandardCharsets.UTF_8)));
        }

        private String keys() {
            return "{\"keys\":[" + key() + "," + key() + "]}";
        }

        private String key() {
            byte[] modulus = new BigInteger(2048, random).setBit(2047).setBit(0).toByteArray();
            byte[] unsigned = Arrays.copyOfRange(modulus, 1, modulus.length);
            byte[] keyId = new byte[32];
            random.nextBytes(keyId);
            Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
            return "{\"kid\":\"" + base64.encodeToString(keyId)
                    + "\",\"kty\":\"RSA\",\"alg\":\"RS256\",\"use\":\"sig\",\"n\":\"" + base64.encodeToString(unsigned)
                    + "\",\"e\":\"AQAB\"}";
        }

        private static String metadata(String issuer) {
            return "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + issuer + "/protocol/openid-connect/certs\","
                    + "\"authorization_endpoint\":\"" + issuer + "/protocol/openid-connect/auth\","
                    + "\"response_types_supported\":[\"code\",\"none\",\"id_token\",\"token\",\"id_token token\"]}";
        }
    }
}
