package org.jwks4j.cli.token;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jwks4j.KeyFetcher;
import org.jwks4j.VerificationKey;
import org.jwks4j.cli.options.TokenOptions;
import org.jwks4j.cli.options.Version;
import org.jwks4j.cli.terminal.Console;
import org.jwks4j.cli.terminal.ExitCode;
import org.jwks4j.cli.terminal.JsonMembers;
import org.jwks4j.cli.terminal.KeyText;
import org.jwks4j.cli.terminal.Pem;
import org.jwks4j.cli.terminal.Sheet;
import org.jwks4j.error.TokenException;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.Quoted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Finds the key that a token was signed with. The signature is not checked.",
        footerHeading = "%nExample:%n",
        footer = "  jwks4j key - --issuer https://issuer.example.com < token.txt")
public final class KeyCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    TokenOptions options = new TokenOptions();

    public KeyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        String token = options.token(console);
        try (KeyFetcher fetcher = options.fetcher()) {
            VerificationKey key = key(token, fetcher);
            if (console.json()) {
                console.print(json(key));
            } else {
                console.print(text(key));
            }
        }
        return ExitCode.DONE.code();
    }

    private VerificationKey key(String token, KeyFetcher fetcher) {
        try {
            return fetcher.blocking().getKey(token);
        } catch (TokenException e) {
            Rules rules = new Rules(
                    options.issuers(),
                    List.of(),
                    Optional.empty(),
                    Duration.ZERO,
                    InstantSource.system().instant());
            throw Refusal.of(e, token, fetcher, rules);
        }
    }

    private static JsonObject json(VerificationKey key) {
        return new JsonMembers()
                .with("status", 200)
                .with("issuer", key.issuer())
                .with("keyId", key.keyId())
                .with("signatureChecked", false)
                .with("key", KeyText.json(key))
                .build();
    }

    private static String text(VerificationKey key) {
        return new Sheet()
                .line("issuer", key.issuer())
                .line("kid", Quoted.of(key.keyId()))
                .line("type", KeyText.typeAndSize(key.jwk()))
                .line("algorithms", String.join(", ", KeyText.names(key.algorithms())))
                .line("thumbprint", key.jwk().thumbprint())
                .line("signature", "not checked; 'jwks4j verify' checks it")
                .line("jwk", key.jwk().toJson().toJson())
                .block("pem", Pem.of(key.publicKey()))
                .toString();
    }
}
