package org.jwks4j.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcher;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.error.Reason;
import org.jwks4j.store.SharedStore;
import org.jwks4j.store.redis.RedisKeySetStore;
import org.jwks4j.testkit.FakeIssuer;

/** Messages of a real server that are lost, and that someone floods: what fetchers read because of them. */
class HintTest {
    private static final byte[] SECRET = "a secret of the fleet, 32 bytes long".getBytes(UTF_8);
    private static final int MESSAGES = 20_000;

    /** A store that a loaded machine makes slow would be left alone for a while. */
    private static final Duration AMPLE = Duration.ofSeconds(10);

    /** Of the entry of keys, of the metadata's, which may be read in two parts each, and ten of the revocations, before a flood is over. */
    private static final int READS_A_SECOND = 2 * (2 + 10);

    private final FakeIssuer issuer = FakeIssuer.start();
    private final RedisServer server = RedisServer.start();
    private final RedisKeySetStore one = RedisKeySetStore.at(server.uri());
    private final RedisKeySetStore other = RedisKeySetStore.at(server.uri());
    private final KeyFetcher here = fetcher(one);
    private final KeyFetcher there = fetcher(other);

    private KeyFetcher fetcher(RedisKeySetStore store) {
        return KeyFetcher.builder()
                .trust(issuer.issuer())
                .allowHttpOnLoopback()
                .sharedStore(SharedStore.of(store).withSecrets(SECRET).withTimeout(AMPLE))
                .build();
    }

    @BeforeEach
    void warm() throws Exception {
        here.ready().get(60, TimeUnit.SECONDS);
        there.ready().get(60, TimeUnit.SECONDS);
        Eventually.succeeds(this::requireSubscribers);
    }

    @AfterEach
    void close() {
        List.of(here, there).forEach(KeyFetcher::close);
        List.of(one, other).forEach(RedisKeySetStore::close);
        server.close();
        issuer.close();
    }

    private boolean requireSubscribers() {
        return require(server.says("pubsub", "numsub", "jwks4j:changes").endsWith("2"));
    }

    private static boolean require(boolean isSo) {
        if (!isSo) {
            throw new IllegalStateException("not yet");
        }
        return true;
    }

    private static boolean refuses(KeyFetcher fetcher, String issuer, String keyId) {
        return fetcher.getKey(issuer, keyId)
                .handle((key, failure) -> failure instanceof KeyFetchException e && e.reason() == Reason.REVOKED_KEY)
                .join();
    }

    private void reachesTheOther(String keyId) throws Exception {
        here.revokeNow(issuer.issuer(), keyId).get(60, TimeUnit.SECONDS);
        Eventually.succeeds(() -> require(refuses(there, issuer.issuer(), keyId)));
    }

    /** The number of reads that the server has counted. */
    private long reads() {
        return server.says("info", "commandstats")
                .lines()
                .filter(line -> line.startsWith("cmdstat_getrange:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll(".*calls=(\\d+).*", "$1")))
                .sum();
    }

    private void flood(String message) {
        server.says(
                "eval", "for i=1," + MESSAGES + " do redis.call('publish','jwks4j:changes'," + message + ") end", "0");
    }

    @Test
    void whoIsCutOff_subscribesAgain_andHears() throws Exception {
        server.says("client", "kill", "type", "pubsub");
        Eventually.succeeds(this::requireSubscribers);
        reachesTheOther("stolen");
    }

    @Test
    void aFloodOfHintsThatNameRealEntries_isFewReads() throws Exception {
        List<String> names = server.says("keys", "jwks4j:*")
                .lines()
                .map(key -> key.replace("jwks4j:", ""))
                .toList();
        assertThat(names).hasSizeGreaterThanOrEqualTo(2); // metadata and keys
        long before = reads();
        long start = System.nanoTime();
        names.forEach(name -> flood("'" + name + "'"));
        reachesTheOther("stolen"); // behind the flood
        long seconds = 2 + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        assertThat(reads() - before).isLessThan(2 * seconds * READS_A_SECOND);
    }

    @Test
    void aFloodOfWhatIsNoName_isNoRead_andHarmsNothing() throws Exception {
        long before = reads();
        long start = System.nanoTime();
        flood("'nothing'..i");
        flood("string.rep('a',300)");
        flood("string.format('%032x',i)");
        long seconds = 2 + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        assertThat(reads() - before)
                .isLessThan(20 + 2 * seconds); // of what was written to begin with, and every ten seconds
        reachesTheOther("stolen");
    }

    @Test
    void withoutTheRightToTellTheTime_theStoreHasNoClock_andAllElseWorks() throws Exception {
        server.says("acl", "setuser", "default", "-time");
        issuer.rotate();
        String next = issuer.signingKeyId();
        here.getKey(issuer.issuer(), next).get(60, TimeUnit.SECONDS);
        int requests = issuer.requests();
        there.getKey(issuer.issuer(), next).get(60, TimeUnit.SECONDS);
        assertThat(issuer.requests()).isEqualTo(requests);
    }

    @Test
    void theServerTellsItsTime() throws Exception {
        long before = System.currentTimeMillis();
        long told = one.now("beef").get(60, TimeUnit.SECONDS).orElseThrow().toEpochMilli();
        assertThat(told).isBetween(before - 1, System.currentTimeMillis());
    }
}
