package org.jwks4j.cli.revoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jwks4j.KeyFetcher;
import org.jwks4j.cli.Cli;
import org.jwks4j.cli.Cli.Outcome;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.error.Reason;
import org.jwks4j.store.SharedStore;
import org.jwks4j.testkit.Endpoint;
import org.jwks4j.testkit.FakeIssuer;

/** An operator takes something back; a service that shares the store, and starts afterwards, refuses it. */
class RevokeCommandTest {
    @AutoClose
    private final FakeIssuer issuer = FakeIssuer.start();

    @TempDir
    private Path parent;

    private Path store() throws IOException {
        return Files.createDirectory(
                parent.resolve("keys"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private KeyFetcher service(Path directory) {
        return KeyFetcher.builder()
                .trust(issuer.issuer())
                .allowHttpOnLoopback()
                .sharedStore(SharedStore.inDirectory(directory))
                .build();
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
