package org.jwks4j.cli.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jwks4j.KeyFetcher;
import org.jwks4j.cli.terminal.Console;
import org.jwks4j.cli.terminal.UsageException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A token, and who is trusted to have issued it. */
public final class TokenOptions {
    /** More than any token that is read, so that a longer text is still refused as one. */
    private static final int MAX_INPUT_BYTES = 64 * 1024;

    private static final String BEARER = "bearer ";

    @Parameters(
            paramLabel = "TOKEN",
            description = "A compact JWT; - reads it from standard input, which keeps it out of the process list.")
    String argument = "";

    @Option(
            names = "--issuer",
            required = true,
            paramLabel = "URL",
            description = "A trusted issuer, exactly as in iss. Repeat it for more; tokens of others are refused.")
    List<String> issuers = new ArrayList<>();

    @Mixin
    FetchOptions fetchOptions = new FetchOptions();

    public KeyFetcher fetcher() {
        return fetchOptions.fetcher(issuers);
    }

    public String token(Console console) {
        boolean piped = argument.equals("-");
        String token = piped ? withoutLineEnd(console.read(MAX_INPUT_BYTES)) : argument;
        if (token.isEmpty()) {
            throw new UsageException(piped ? "standard input is empty" : "the token is empty");
        }
        if (token.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            throw new UsageException("the token begins with \"Bearer \"; give only what follows it");
        }
        return token;
    }

    private static String withoutLineEnd(String text) {
        String line = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return line.endsWith("\r") && line.length() < text.length() ? line.substring(0, line.length() - 1) : line;
    }
}
