package org.jwks4j.cli.revoke;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.jwks4j.KeyFetcher;
import org.jwks4j.cli.options.TermConverter;
import org.jwks4j.cli.terminal.JsonMembers;
import org.jwks4j.cli.terminal.UsageException;
import org.jwks4j.json.Quoted;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which issuer, and what of it is taken back: one thing. */
final class RevokedOptions {
    @Parameters(index = "0", paramLabel = "ISSUER", description = "The issuer, exactly as in iss.")
    String issuer = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "KID", description = "The kid of the key.")
    @Nullable
    String keyId;

    @Option(names = "--whole-issuer", description = "The issuer with all its keys, in place of one key.")
    boolean wholeIssuer;

    @Option(names = "--token", paramLabel = "JTI", description = "One token, by its jti.")
    @Nullable
    String token;

    @Option(names = "--session", paramLabel = "SID", description = "All tokens of a session, by their sid.")
    @Nullable
    String session;

    @Option(
            names = "--subject",
            paramLabel = "SUB",
            description = "All tokens of a subject, also those that it gets later.")
    @Nullable
    String subject;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = TermConverter.class,
            defaultValue = "24h",
            description =
                    "How long a token, a session or a subject is refused, such as 90m; ${DEFAULT-VALUE} by default.")
    Duration term = Duration.ofHours(24);

    void requireOneThing() {
        long named = Stream.of(keyId, token, session, subject)
                .filter(one -> one != null)
                .count();
        if (named + (wholeIssuer ? 1 : 0) != 1) {
            throw new UsageException("name one thing: a KID, or --whole-issuer for all keys of the issuer, or --token,"
                    + " --session or --subject");
        }
    }

    CompletableFuture<Void> revoke(KeyFetcher fetcher) {
        Instant until = InstantSource.system().instant().plus(term);
        if (keyId != null) {
            return fetcher.revokeNow(issuer, keyId);
        } else if (token != null) {
            return fetcher.revokeTokens(issuer, "jti", token, until);
        } else if (session != null) {
            return fetcher.revokeTokens(issuer, "sid", session, until);
        } else if (subject != null) {
            return fetcher.revokeTokens(issuer, "sub", subject, until);
        }
        return fetcher.revokeIssuer(issuer);
    }

    String inWords() {
        String whose = Quoted.of(issuer);
        if (keyId != null) {
            return "key " + Quoted.of(keyId) + " of " + whose;
        } else if (token != null) {
            return "token " + Quoted.of(token) + " of " + whose;
        } else if (session != null) {
            return "session " + Quoted.of(session) + " of " + whose;
        } else if (subject != null) {
            return "subject " + Quoted.of(subject) + " of " + whose;
        }
        return "issuer " + whose;
    }

    JsonMembers in(JsonMembers answer) {
        return answer.with("issuer", issuer)
                .with("keyId", keyId)
                .with("token", token)
                .with("session", session)
                .with("subject", subject);
    }
}
