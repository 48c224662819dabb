package org.jwks4j.cli.revoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jwks4j.KeyFetcher;
import org.jwks4j.cli.Cli;
import org.jwks4j.cli.Cli.Outcome;
import org.jwks4j.error.InvalidJwtException;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.error.Reason;
import org.jwks4j.store.SharedStore;
import org.jwks4j.testkit.Endpoint;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.verifier.JwtVerifier;

/** An operator takes something back; a service that shares the store, and starts afterwards, refuses it. */
class RevokeCommandTest {
    @AutoClose
    private final FakeIssuer issuer = FakeIssuer.start();

    @TempDir
    private Path parent;

    private final List<SharedStore> stores = new ArrayList<>();

    private Path store() throws IOException {
        return Files.createDirectory(
                parent.resolve("keys"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private KeyFetcher service(Path directory) {
        SharedStore store = SharedStore.inDirectory(directory);
        stores.add(store);
        return KeyFetcher.builder()
                .trust(issuer.issuer())
                .allowHttpOnLoopback()
                .sharedStore(store)
                .build();
    }

    /** A service leaves its last writes to the store's thread; the directory is deleted after them. */
    @AfterEach
    void finishLastWrites() throws InterruptedException {
        for (SharedStore store : stores) {
            store.store().close();
        }
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("jwks4j-file-store")) {
                thread.join();
            }
        }
    }

    private void assertRefused(Path directory, Reason reason) {
        try (KeyFetcher service = service(directory)) {
            assertThatThrownBy(() -> service.blocking().getKey(issuer.mint(Map.of())))
                    .isInstanceOfSatisfying(
                            KeyFetchException.class,
                            refused -> assertThat(refused.reason()).isEqualTo(reason));
        }
    }

    @Test
    void aKey_isRefusedByServicesThatShareTheDirectory() throws IOException {
        Path directory = store();

        Outcome outcome = Cli.run("revoke", issuer.issuer(), "key-1", "--store", directory.toString());

        assertThat(outcome.exitCode()).as(outcome.all()).isZero();
        assertThat(outcome.out()).contains("key \"key-1\" of \"" + issuer.issuer() + "\" is revoked");
        assertThat(issuer.recordedRequests(Endpoint.JWKS))
                .as("the issuer is not asked")
                .isEmpty();
        assertRefused(directory, Reason.REVOKED_KEY);
    }

    @Test
    void anIssuer_isRefusedWhole() throws IOException {
        Path directory = store();

        Outcome outcome =
                Cli.run("revoke", issuer.issuer(), "--whole-issuer", "--store", directory.toString(), "--json");

        assertThat(outcome.exitCode()).as(outcome.all()).isZero();
        assertThat(outcome.json().toJson()).isEqualTo("{\"issuer\":\"" + issuer.issuer() + "\",\"stored\":true}");
        assertRefused(directory, Reason.REVOKED_ISSUER);
    }

    @ParameterizedTest
    @CsvSource({"token, jti", "session, sid", "subject, sub"})
    void tokens_areRefusedByServicesThatShareTheDirectory(String what, String claim) throws IOException {
        Path directory = store();

        Outcome outcome = Cli.run(
                "revoke", issuer.issuer(), "--" + what, "stolen", "--for", "2h", "--store", directory.toString());

        assertThat(outcome.exitCode()).as(outcome.all()).isZero();
        assertThat(outcome.out()).contains(what + " \"stolen\" of \"" + issuer.issuer() + "\" is revoked");
        String token = issuer.mint(Map.of(claim, "stolen", "aud", "shop"));
        try (KeyFetcher service = service(directory)) {
            JwtVerifier verifier = JwtVerifier.builder(service).audience("shop").build();
            assertThatThrownBy(() -> verifier.blocking().verify(token))
                    .isInstanceOfSatisfying(
                            InvalidJwtException.class,
                            refused -> assertThat(refused.reason()).isEqualTo(Reason.REVOKED_TOKEN));
        }
    }

    @Test
    void aStoreThatIsAway_isSaid() throws IOException {
        Path secret =
                Files.writeString(parent.resolve("secret"), Base64.getEncoder().encodeToString(new byte[32]) + "\n");

        Outcome outcome = Cli.run(
                "revoke",
                issuer.issuer(),
                "key-1",
                "--store",
                "redis://127.0.0.1:1",
                "--store-secret",
                secret.toString(),
                "--timeout",
                "1s");

        assertThat(outcome.exitCode()).as(outcome.all()).isEqualTo(3);
        assertThat(outcome.out()).contains("is not revoked: the store did not take it within 1 s");
    }

    @Test
    void aSecretThatIsTooShort_isRefusedAndNotShown() throws IOException {
        Path secret = Files.writeString(parent.resolve("secret"), "c2VjcmV0");

        Outcome outcome = Cli.run(
                "revoke", issuer.issuer(), "key-1", "--store", store().toString(), "--store-secret", secret.toString());

        assertThat(outcome.exitCode()).as(outcome.all()).isEqualTo(2);
        assertThat(outcome.all()).contains("--store-secret").doesNotContain("c2VjcmV0");
    }
}
