package org.jwks4j.cli.revoke;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.cli.options.TimeoutConverter;
import org.jwks4j.cli.options.Version;
import org.jwks4j.cli.terminal.Console;
import org.jwks4j.cli.terminal.ExitCode;
import org.jwks4j.cli.terminal.JsonMembers;
import org.jwks4j.cli.terminal.TimeSpan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "revoke",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Takes a key back, or an issuer as a whole, on all services that share a store: their tokens are refused for 400 days,"
                    + " whatever the issuer publishes. Or a token, a session or a subject, for as long as --for says. There is"
                    + " no way back. The issuer is not asked.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  jwks4j revoke https://issuer.example.com key-7 --store /var/lib/orders/keys",
            "  jwks4j revoke https://issuer.example.com --session 08a5019c --for 2h --store /var/lib/orders/keys",
            "  jwks4j revoke https://issuer.example.com --whole-issuer --store rediss://redis.internal \\",
            "      --store-secret /run/secrets/jwks4j"
        })
public final class RevokeCommand implements Callable<Integer> {
    /** Keys are not asked for; an issuer of any name has a place for them so (RFC 2606 §2). */
    private static final String NOWHERE = "https://issuer.invalid/";

    private final Console console;

    @Mixin
    RevokedOptions revoked = new RevokedOptions();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = TimeoutConverter.class,
            defaultValue = "10s",
            description = "How long to try to write to the store; ${DEFAULT-VALUE} by default.")
    Duration timeout = Duration.ofSeconds(10);

    @Mixin
    StoreOptions options = new StoreOptions();

    public RevokeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        revoked.requireOneThing();
        try (StoreOptions.Opened store = options.open();
                KeyFetcher fetcher = KeyFetcher.builder()
                        .trust(TrustedIssuer.of(revoked.issuer).withJwksUri(NOWHERE))
                        .sharedStore(store.shared())
                        .build()) {
            return answer(isStored(revoked.revoke(fetcher))).code();
        }
    }

    private boolean isStored(CompletableFuture<Void> revocation) throws Exception {
        try {
            revocation.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    private ExitCode answer(boolean stored) {
        String what = revoked.inWords();
        if (console.json()) {
            console.print(revoked.in(new JsonMembers()).with("stored", stored).build());
        } else {
            console.print(
                    stored
                            ? what + " is revoked: services that share the store refuse it within 10 s"
                            : what + " is not revoked: the store did not take it within " + TimeSpan.of(timeout));
        }
        return stored ? ExitCode.DONE : ExitCode.UNAVAILABLE;
    }
}
