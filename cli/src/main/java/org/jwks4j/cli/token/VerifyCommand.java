package org.jwks4j.cli.token;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.jwks4j.KeyFetcher;
import org.jwks4j.VerificationKey;
import org.jwks4j.cli.options.Audience;
import org.jwks4j.cli.options.ClaimOptions;
import org.jwks4j.cli.options.TokenOptions;
import org.jwks4j.cli.options.VendorOptions;
import org.jwks4j.cli.options.Version;
import org.jwks4j.cli.terminal.Console;
import org.jwks4j.cli.terminal.ExitCode;
import org.jwks4j.cli.terminal.Failure;
import org.jwks4j.cli.terminal.FailureException;
import org.jwks4j.cli.terminal.JsonLines;
import org.jwks4j.cli.terminal.JsonMembers;
import org.jwks4j.cli.terminal.KeyText;
import org.jwks4j.cli.terminal.Sheet;
import org.jwks4j.cli.terminal.UsageException;
import org.jwks4j.error.TokenException;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.Quoted;
import org.jwks4j.vendors.VendorTrust;
import org.jwks4j.verifier.VerifiedJwt;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Verifies a token: its issuer, signature, audience and times.",
        footerHeading = "%nExample:%n",
        footer = {
            "  jwks4j verify - --issuer https://issuer.example.com --audience orders < token.txt",
            "  jwks4j verify - --vendor entra-access --setting tenantIds=GUID --setting audience=orders < token.txt"
        })
public final class VerifyCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    TokenOptions options = new TokenOptions();

    @ArgGroup
    @Nullable
    Audience audience;

    @Mixin
    VendorOptions vendor = new VendorOptions();

    @Mixin
    ClaimOptions claims = new ClaimOptions();

    public VerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        String token = options.token(console);
        VerifiedJwt jwt = vendor.trust()
                .map(trust -> verifiedFor(trust, token))
                .orElseGet(() -> verifiedFor(requiredAudience(), token));
        if (console.json()) {
            console.print(json(jwt));
        } else {
            console.print(text(jwt, claims.now()));
        }
        return ExitCode.DONE.code();
    }

    private List<String> requiredAudience() {
        if (audience == null) {
            throw new UsageException(
                    "--audience is missing: for whom must the token be? --any-audience accepts tokens for"
                            + " anyone, and --vendor has rules of its own");
        }
        return audience.names();
    }

    private VerifiedJwt verifiedFor(List<String> audiences, String token) {
        Rules rules = new Rules(options.issuers(), audiences, claims.type(), claims.clockSkew(), claims.now());
        try (KeyFetcher fetcher = options.fetcher()) {
            try {
                return rules.verifier(fetcher).blocking().verify(token);
            } catch (TokenException e) {
                throw Refusal.of(e, token, fetcher, rules);
            }
        }
    }

    private VerifiedJwt verifiedFor(VendorTrust trust, String token) {
        if (audience != null) {
            throw new UsageException("--vendor says for whom: --audience and --any-audience contradict it");
        }
        try (KeyFetcher fetcher = options.fetcher(trust)) {
            return claims.verifier(fetcher, trust).blocking().verify(token);
        } catch (TokenException e) {
            throw new FailureException(Failure.of(e).with(detailOf(e, trust)), e);
        }
    }

    private static Failure.Detail detailOf(TokenException e, VendorTrust trust) {
        List<String> rules = trust.rules().explain();
        boolean isUnavailable = e.httpStatus() == 503;
        String next = isUnavailable
                ? KeyAdvice.of(e)
                : "Compare the token with these rules; 'jwks4j explain' decodes it. It may be another kind of token of this"
                        + " vendor, or a setting may be wrong.";
        String text = isUnavailable ? "" : "  the rules of this vendor:\n    " + String.join("\n    ", rules) + "\n";
        return new Failure.Detail(
                text + Failure.Detail.next(next),
                new JsonMembers().with("rules", rules).with("next", next).build());
    }

    private static JsonObject json(VerifiedJwt jwt) {
        return new JsonMembers()
                .with("valid", true)
                .with("status", 200)
                .with("issuer", jwt.issuer())
                .with("keyId", jwt.key().keyId())
                .with("algorithm", jwt.algorithm().jwsName())
                .with("header", jwt.header())
                .with("claims", jwt.claims().json())
                .with("key", KeyText.json(jwt.key()))
                .build();
    }

    private static String text(VerifiedJwt jwt, Instant now) {
        VerificationKey key = jwt.key();
        return new Sheet()
                .line("verdict", "VALID: signed by its issuer, for this audience, at this time")
                .line("issuer", jwt.issuer())
                .line("algorithm", jwt.algorithm().jwsName())
                .line("key", Quoted.of(key.keyId()) + ", " + KeyText.typeAndSize(key.jwk()))
                .line("thumbprint", key.jwk().thumbprint())
                .block("header", JsonLines.of(jwt.header(), now))
                .block("claims", JsonLines.of(jwt.claims().json(), now))
                .toString();
    }
}
