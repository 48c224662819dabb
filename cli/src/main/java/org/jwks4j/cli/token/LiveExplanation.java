package org.jwks4j.cli.token;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jwks4j.KeyFetcher;
import org.jwks4j.cli.options.TokenText;
import org.jwks4j.cli.terminal.JsonMembers;
import org.jwks4j.json.JsonObject;

/** Explains one text after another, each as of its own time, with the keys of issuers that were given at the start. */
public final class LiveExplanation {
    private final KeyFetcher fetcher;
    private final List<String> issuers;
    private final List<String> audiences;
    private final Optional<String> type;
    private final Duration clockSkew;
    private final InstantSource clock;

    /**
     * Makes ready.
     *
     * @param issuers those that the fetcher trusts
     * @param audiences of which one is needed; empty if any will do
     */
    public LiveExplanation(
            KeyFetcher fetcher,
            List<String> issuers,
            List<String> audiences,
            Optional<String> type,
            Duration clockSkew,
            InstantSource clock) {
        this.fetcher = fetcher;
        this.issuers = List.copyOf(issuers);
        this.audiences = List.copyOf(audiences);
        this.type = type;
        this.clockSkew = clockSkew;
        this.clock = clock;
    }

    /** All that a verifier would look at, as {@code explain --json} has it, with what was left out around the token. */
    public JsonObject of(String pasted) {
        TokenText text = TokenText.of(pasted);
        Rules rules = new Rules(issuers, audiences, type, clockSkew, clock.instant());
        JsonObject explained = new ExplanationText(Explanation.of(text.token(), fetcher, rules, null), true).toJson();
        JsonMembers members =
                new JsonMembers().with("now", rules.now().getEpochSecond()).with("notes", text.notes());
        explained.asMap().forEach(members::with);
        return members.build();
    }
}
