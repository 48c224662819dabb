package org.jwks4j.cli.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jwks4j.cli.Cli;
import org.jwks4j.cli.Cli.Outcome;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.FakeIssuerBuilder;
import org.jwks4j.testkit.TokenBuilder;

/**
 * Something that goes wrong, and what the command line says of it.
 *
 * @param name as docs/command-line.md has it
 * @param exitCode of {@code verify}
 * @param words a part of what it says, as the page has it
 * @param issuer how the issuer starts
 * @param trouble what is done to the issuer before
 * @param token the text in place of the token
 * @param options of the command, beside those that all cases have
 */
record Case(
        String name,
        int exitCode,
        String words,
        FakeIssuerBuilder issuer,
        Consumer<FakeIssuer> trouble,
        Function<FakeIssuer, String> token,
        List<String> options) {

    /** Of a token, at a healthy issuer. */
    static Case token(String name, int exitCode, String words, Function<FakeIssuer, String> token) {
        return new Case(name, exitCode, words, healthy(), issuer -> {}, token, List.of());
    }

    /** Of a healthy issuer's token, changed. */
    static Case changed(String name, String words, Function<TokenBuilder, TokenBuilder> change) {
        return token(name, 1, words, issuer -> change.apply(genuine(issuer)).mint());
    }

    /** Of an issuer, with a good token. */
    static Case issuer(String name, String words, Consumer<FakeIssuer> trouble) {
        return new Case(
                name, 3, words, healthy(), trouble, issuer -> genuine(issuer).mint(), List.of());
    }

    Case at(Consumer<FakeIssuer> otherTrouble) {
        return new Case(name, exitCode, words, issuer, otherTrouble, token, options);
    }

    Case with(String... more) {
        return new Case(name, exitCode, words, issuer, trouble, token, List.of(more));
    }

    Case of(FakeIssuerBuilder otherIssuer) {
        return new Case(name, exitCode, words, otherIssuer, trouble, token, options);
    }

    private static FakeIssuerBuilder healthy() {
        return FakeIssuer.builder().algorithms("ES256");
    }

    static TokenBuilder genuine(FakeIssuer issuer) {
        return issuer.token().claim("aud", "orders").header("typ", "at+jwt");
    }

    /** What {@code verify} says of it. */
    Outcome run() {
        try (FakeIssuer running = issuer.start()) {
            String text = token.apply(running);
            trouble.accept(running);
            List<String> args = new ArrayList<>(List.of("verify", text, "--audience", "orders", "--http-on-loopback"));
            args.addAll(options.stream()
                    .map(option -> option.replace("ISSUER", running.issuer()))
                    .toList());
            if (!options.contains("--issuer")) {
                args.addAll(List.of("--issuer", running.issuer()));
            }
            return Cli.run(args.toArray(String[]::new));
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
