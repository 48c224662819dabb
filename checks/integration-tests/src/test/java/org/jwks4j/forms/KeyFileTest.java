package org.jwks4j.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jwks4j.KeyLocation;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.error.Reason;
import org.jwks4j.json.JsonObject;
import org.jwks4j.jwk.SkipReason;
import org.jwks4j.testkit.SigningKey;

/** Keys from a local file that changes. */
class KeyFileTest {
    private static final SigningKey KEY = SigningKey.generate("ES256").withKeyId("one");
    private static final SigningKey NEXT = SigningKey.generate("ES256").withKeyId("two");
    private static final int MIB = 1024 * 1024;

    @TempDir
    Path folder;

    private Path file;
    private FormScenario scenario;

    @BeforeEach
    void start() {
        file = folder.resolve("keys");
        scenario = new FormScenario(KeyLocation.file(file));
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    private FormScenario has(String text) throws IOException {
        Files.writeString(file, text);
        return scenario;
    }

    private static String jwkSet(SigningKey... keys) {
        return JsonObject.of(Map.of("keys", Stream.of(keys).map(SigningKey::jwk).toList()))
                .toJson();
    }

    private KeyFetchException failureAfterTenSeconds(SigningKey key) {
        return scenario.after(Duration.ofSeconds(10)).refusalOf(key);
    }

    private void lastKeysStay() {
        for (int i = 0; i < 10; i++) {
            scenario.after(Duration.ofSeconds(10)).finds(KEY);
        }
    }

    private String lastFailure() {
        return scenario.fetcher
                .status(FormScenario.ISSUER)
                .orElseThrow()
                .lastFailure()
                .orElse("none");
    }

    @Test
    void aJwkSet_isRead_andNothingIsSent() throws IOException {
        has("\n " + jwkSet(KEY)).finds(KEY);
        assertThat(scenario.refusalOf(NEXT).reason()).isEqualTo(Reason.UNKNOWN_KEY);
        assertThat(scenario.transport.requests()).isEmpty();
        assertThat(scenario.fetcher.getMetadata(FormScenario.ISSUER).join().jwksUri())
                .contains(file.toUri().toString());
    }

    @Test
    void aPemFile_fitsTokensWithAnyKeyId_andWithNone() throws IOException {
        has("# the key\n" + KEY.publicKeyPem());
        scenario.finds(KEY);
        scenario.finds(KEY.withKeyId("another"));
        scenario.finds(KEY.withKeyId(null));
    }

    @Test
    void severalKeysOfAPemFile_areAmbiguous_andAllAreCandidates() throws IOException {
        has(KEY.publicKeyPem() + NEXT.publicKeyPem());
        assertThat(scenario.refusalOf(KEY).reason()).isEqualTo(Reason.AMBIGUOUS_KEY);
        assertThat(scenario.fetcher.getKeys(scenario.token(KEY)).join()).hasSize(2);
    }

    @Test
    void twoCertificatesOfOneName_areTwoKeys() throws IOException {
        has(FormScenario.certificate(KEY) + FormScenario.certificate(NEXT));
        assertThat(scenario.fetcher.getKeys(scenario.token(KEY)).join()).hasSize(2);
    }

    @Test
    void aChange_isSeenWithinTenSeconds() throws IOException {
        has(jwkSet(KEY)).finds(KEY);
        has(jwkSet(NEXT)).after(Duration.ofSeconds(8).minusNanos(1)).finds(KEY);
        scenario.after(Duration.ofNanos(1));
        assertThat(scenario.refusalOf(KEY).reason()).isEqualTo(Reason.UNKNOWN_KEY);
        scenario.finds(NEXT);
    }

    @Test
    void aChange_isSeenAtOnceIfATokenHasTheNewKey() throws IOException {
        has(jwkSet(KEY)).finds(KEY);
        scenario.after(Duration.ofNanos(1));
        has(jwkSet(KEY, NEXT)).finds(NEXT);
    }

    @Test
    void aFileThatNobodyUsed_isLookedAtBeforeItsKeysAreUsed() throws IOException {
        has(jwkSet(KEY)).finds(KEY);
        has(jwkSet(NEXT)).after(Duration.ofHours(1));
        assertThat(scenario.refusalOf(KEY).reason()).isEqualTo(Reason.UNKNOWN_KEY);
    }

    @Test
    void aFileThatIsNotThereYet_isReadOnceItIs() throws IOException {
        assertThat(scenario.refusalOf(KEY)).hasMessageContaining("there is no such file");
        assertThat(scenario.refusalOf(KEY).reason()).isEqualTo(Reason.ISSUER_UNREACHABLE);
        has(jwkSet(KEY)).after(Duration.ofSeconds(30)).finds(KEY);
    }

    @Test
    void aFileThatIsGone_leavesTheLastKeys() throws IOException {
        has(jwkSet(KEY)).finds(KEY);
        Files.delete(file);
        lastKeysStay();
        assertThat(lastFailure()).contains("there is no such file");
    }

    @Test
    void aFileOfOneMiB_isRead_andALargerOneIsNot() throws IOException {
        String set = jwkSet(KEY);
        String largest = set + " ".repeat(MIB - set.length());
        has(largest).finds(KEY);
        has(largest + " ");
        lastKeysStay();
        assertThat(lastFailure()).contains("it has more than 1048576 bytes");
    }

    @Test
    void aDirectoryOrDevice_isNotRead() throws IOException {
        has(jwkSet(KEY)).finds(KEY);
        Files.delete(file);
        Files.createSymbolicLink(file, Path.of("/dev/zero"));
        lastKeysStay();
        assertThat(lastFailure()).contains("it is no regular file");
        Files.delete(file);
        Files.createDirectory(file);
        lastKeysStay();
    }

    @Test
    void aLinkThatMoves_isFollowed_asThoseOfKubernetesMounts() throws IOException {
        Path first = Files.createDirectory(folder.resolve("first"));
        Path second = Files.createDirectory(folder.resolve("second"));
        Files.writeString(first.resolve("keys"), jwkSet(KEY));
        Files.writeString(second.resolve("keys"), jwkSet(NEXT));
        Path data = folder.resolve("..data");
        Files.createSymbolicLink(data, first);
        Files.createSymbolicLink(file, data.resolve("keys"));
        scenario.finds(KEY);
        Files.delete(data);
        Files.createSymbolicLink(data, second);
        scenario.after(Duration.ofSeconds(1)).finds(NEXT);
    }

    @Test
    void whatTheFileHas_isNotQuoted() throws IOException {
        has("root:secret:0:0\n");
        assertThat(scenario.refusalOf(KEY)).hasMessageContaining("it is neither a JWK Set nor PEM text");
        has("{\"keys\":secret");
        assertThat(failureAfterTenSeconds(KEY).toString()).contains("not JSON").doesNotContain("secret");
        has("   \n");
        assertThat(failureAfterTenSeconds(KEY)).hasMessageContaining("it is empty");
    }

    @Test
    void aPrivateKeyInTheFile_isPassedOver() throws IOException {
        has("-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n" + KEY.publicKeyPem())
                .finds(KEY);
        assertThat(scenario.fetcher.getJwkSet(FormScenario.ISSUER).join().skipped())
                .singleElement()
                .satisfies(skipped -> assertThat(skipped.reason()).isEqualTo(SkipReason.PRIVATE_KEY));
    }
}
