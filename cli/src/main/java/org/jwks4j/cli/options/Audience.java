package org.jwks4j.cli.options;

import java.util.ArrayList;
import java.util.List;
import org.jwks4j.cli.terminal.UsageException;
import picocli.CommandLine.Option;

/** For whom a token must be: one of the two options is needed, so that no token for another service is accepted. */
public final class Audience {
    @Option(
            names = "--audience",
            required = true,
            paramLabel = "AUDIENCE",
            description = "Refuse tokens without this in aud. Repeat it to accept any of several.")
    List<String> audiences = new ArrayList<>();

    @Option(names = "--any-audience", required = true, description = "Accept tokens for anyone.")
    boolean any;

    /** The audiences of which one is needed; none if any will do. */
    public List<String> names() {
        if (audiences.contains("")) {
            throw new UsageException("--audience is empty");
        }
        return audiences.stream().distinct().toList();
    }
}
