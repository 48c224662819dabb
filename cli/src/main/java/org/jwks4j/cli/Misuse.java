package org.jwks4j.cli;

import java.util.List;
import org.jwks4j.json.Quoted;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a call. A stray argument may be a token, so a long one is not repeated. */
final class Misuse {
    private static final int LONGEST_REPEATED = 40;

    private Misuse() {}

    static String describe(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            return describe(unmatched);
        }
        return String.valueOf(e.getMessage());
    }

    private static String describe(UnmatchedArgumentException e) {
        String first = e.getUnmatched().get(0);
        if (e.isUnknownOption()) {
            return "unknown option" + repeated(first.split("=", 2)[0]) + hint(e.getSuggestions());
        }
        boolean command = !e.getCommandLine().getSubcommands().isEmpty();
        return (command ? "unknown command" : "unexpected argument")
                + repeated(first)
                + (command ? hint(e.getSuggestions()) : "");
    }

    private static String repeated(String argument) {
        return argument.length() <= LONGEST_REPEATED ? " " + Quoted.of(argument) : "";
    }

    private static String hint(List<String> suggestions) {
        return suggestions.isEmpty() ? "" : "; did you mean " + String.join(" or ", suggestions) + "?";
    }
}
