package org.jwks4j.cli.options;

import java.util.ArrayList;
import java.util.List;
import org.jwks4j.KeyFetcher;
import org.jwks4j.cli.terminal.UsageException;
import org.jwks4j.verifier.JwtVerifier;
import org.jwks4j.verifier.JwtVerifierBuilder;
import picocli.CommandLine.Option;

/** For whom a token must be: one of the two options is needed, so that nobody accepts what was meant for another. */
public final class Audience {
    @Option(
            names = "--audience",
            required = true,
            paramLabel = "AUDIENCE",
            description = "Refuse tokens without this in aud. Repeat it to accept any of several.")
    List<String> audiences = new ArrayList<>();

    @Option(names = "--any-audience", required = true, description = "Accept tokens for anybody.")
    boolean any;

    public JwtVerifier verifier(KeyFetcher fetcher) {
        JwtVerifierBuilder builder = JwtVerifier.builder(fetcher);
        if (any) {
            builder.acceptAnyAudience();
        } else if (audiences.contains("")) {
            throw new UsageException("--audience is empty");
        } else {
            builder.audience(audiences.stream().distinct().toArray(String[]::new));
        }
        return builder.build();
    }
}
