package org.jwks4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.fetch.SharedFetchBudgets;
import org.jwks4j.heap.IssuerMemory;
import org.jwks4j.http.HttpTransport;
import org.jwks4j.http.UriPolicy;
import org.jwks4j.location.MetadataLocation;
import org.jwks4j.net.ClosableRequests;
import org.jwks4j.net.Environment;
import org.jwks4j.net.RequestGate;
import org.jwks4j.trust.RevokedIssuers;
import org.jwks4j.trust.RevokedKeys;
import org.jwks4j.trust.Vouching;
import org.jwks4j.trust.VouchingAge;

/** The tables of issuers are bounded by what issuers are estimated to hold: no less than they do, and not far more. */
class IssuerWeightTest {
    private static final int ISSUERS = 400;

    /** An estimate far too high would push out issuers that there is room for. */
    private static final double FACTOR = 3;

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1); // nothing comes due
    private final AtomicLong now = new AtomicLong();
    private final Random random = new Random(1);

    IssuerWeightTest() {
        timer.setRemoveOnCancelPolicy(true); // or else it goes on holding what was let go
    }

    @AfterEach
    void close() {
        timer.shutdownNow();
    }

    @Test
    void anIssuerAtWork_holdsNoMoreThanEstimated() {
        assertEstimated(this::answer, (issuer, shared) -> {});
    }

    @Test
    void anIssuerWhoseKeysAreUsed_holdsNoMoreThanEstimated() {
        assertEstimated(this::answer, (issuer, shared) -> {
            for (VerificationKey key : issuer.issuer(shared)
                    .candidates(null, null, org.jwks4j.jwk.JwsAlgorithm.RS256)
                    .join()) {
                assertThat(key.publicKey().getEncoded()).isNotEmpty();
            }
        });
    }

    @Test
    void anIssuerAtRest_holdsNoMoreThanEstimated() {
        assertEstimated(this::answer, (issuer, shared) -> issuer.idle());
    }

    @Test
    void anIssuerThatFails_holdsNoMoreThanEstimated() {
        assertEstimated(
                request -> CompletableFuture.failedFuture(
                        new IllegalStateException("failed", new IllegalArgumentException("cause"))),
                (issuer, shared) -> {});
    }

    @Test
    void largeMetadata_countAsTheCompressedTextThatIsKept() {
        assertEstimated(
                ISSUERS,
                request -> request.uri().toString().contains(".well-known")
                        ? answer(metadata(request.uri().toString(), manyMembers()))
                        : answer(request),
                (issuer, shared) -> {});
    }

    /** Their number is a stranger's choice: no stack trace, no causes, no timer, and nothing of what was refused. */
    @Test
    void anIssuerThatFails_holdsOneKibibyteAtMost() {
        assertThat(assertEstimated(
                        request -> CompletableFuture.failedFuture(new IllegalStateException("failed")),
                        (issuer, shared) -> {}))
                .isLessThanOrEqualTo(1_024);
        String unusable = "{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"},".repeat(63);
        assertThat(assertEstimated(
                        request -> answer(
                                request.uri().toString().contains(".well-known")
                                        ? metadata(request.uri().toString(), "")
                                        : "{\"keys\":[" + unusable + "{}]}"),
                        (issuer, shared) -> {}))
                .isLessThanOrEqualTo(1_024);
    }

    private long assertEstimated(HttpTransport transport, BiConsumer<ResolvedIssuer, FetcherContext> then) {
        return assertEstimated(ISSUERS, transport, then);
    }

    private long assertEstimated(int count, HttpTransport transport, BiConsumer<ResolvedIssuer, FetcherContext> then) {
        measure(count / 4, transport, then); // so that all classes are loaded
        long[] bytes = Stream.generate(() -> measure(count, transport, then))
                .limit(3)
                .sorted(Comparator.comparingLong(each -> each[0]))
                .toList()
                .get(1); // a measure may be off by what the JVM itself keeps or lets go meanwhile
        assertThat(bytes[1]).as("estimated, of " + bytes[0] + " measured").isBetween(bytes[0], (long)
                (bytes[0] * FACTOR));
        return bytes[0];
    }

    /** What one holds, and what it is estimated to hold. */
    private long[] measure(int count, HttpTransport transport, BiConsumer<ResolvedIssuer, FetcherContext> then) {
        Environment environment = new Environment(now::get, () -> Instant.EPOCH, timer, Runnable::run, random);
        FetcherContext shared = new FetcherContext(
                environment,
                Assembly.listeners(List.of(event -> {}), Runnable::run, now::get),
                new RevokedKeys(),
                new RevokedIssuers(),
                RefreshPolicy.defaults().rules(),
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                List.of(MetadataLocation.openIdConfiguration()),
                "jwks4j",
                false,
                new SharedFetchBudgets(),
                new SharedFetchBudgets(),
                new ClosableRequests(),
                null,
                null);
        AtomicLong later = new AtomicLong(); // so that the bucket of first requests is always full
        RequestGate gate = new RequestGate(
                new Environment(
                        () -> later.addAndGet(1_000_000_000L), () -> Instant.EPOCH, timer, Runnable::run, random),
                16,
                2);
        IssuerFactory factory = new IssuerFactory(shared, transport, gate, gate, UriPolicy.PUBLIC_HTTPS);
        IssuerTable table = new IssuerTable(IssuerMemory.DEFAULT, 10_000, environment, issuer -> factory);
        long before = usedBytes();
        for (int i = 0; i < count; i++) {
            String name = "https://login.example.com/realms/tenant-" + i;
            TrustedIssuer trusted = TrustedIssuer.of(name);
            ResolvedIssuer issuer = new ResolvedIssuer(trusted, Vouching.yes(0, VouchingAge.DEFAULT, 0.5), table);
            table.put(name, issuer);
            issuer.issuer(shared).jwkSet();
            then.accept(issuer, shared);
        }
        long held = usedBytes() - before;
        List<ResolvedIssuer> all = new ArrayList<>(table.all().toList());
        assertThat(all.size()).isEqualTo(count);
        long estimated = all.stream().mapToLong(ResolvedIssuer::weight).sum();
        all.forEach(ResolvedIssuer::letGo);
        return new long[] {held / count, estimated / count};
    }

    private static long usedBytes() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private CompletableFuture<HttpTransport.Response> answer(HttpTransport.Request request) {
        String uri = request.uri().toString();
        return answer(uri.contains(".well-known") ? metadata(uri, "") : "{\"keys\":[" + key() + "," + key() + "]}");
    }

    private static CompletableFuture<HttpTransport.Response> answer(String body) {
        return CompletableFuture.completedFuture(new HttpTransport.Response(
                200, Map.of("etag", List.of("\"0123456789abcdef\"")), body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String metadata(String uri, String more) {
        String issuer = uri.substring(0, uri.indexOf("/.well-known/"));
        return "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + issuer + "/keys\"" + more + "}";
    }

    /** As random as a stranger can make them, so that they do not compress. */
    private String manyMembers() {
        StringBuilder members = new StringBuilder();
        for (int i = 0; members.length() < 30_000; i++) {
            members.append(",\"")
                    .append(Long.toString(random.nextLong(), 36))
                    .append("\":")
                    .append(i % 10);
        }
        return members.toString();
    }

    private String key() {
        byte[] modulus = new BigInteger(2048, random).setBit(2047).setBit(0).toByteArray();
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return "{\"kid\":\"" + Long.toHexString(random.nextLong())
                + "\",\"kty\":\"RSA\",\"alg\":\"RS256\",\"use\":\"sig\",\"n\":\""
                + base64.encodeToString(Arrays.copyOfRange(modulus, 1, modulus.length)) + "\",\"e\":\"AQAB\"}";
    }
}
