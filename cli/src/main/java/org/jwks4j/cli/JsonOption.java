package org.jwks4j.cli;

import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/** {@code --json}, which every command has. It is looked up by hand, as it holds even if the rest cannot be parsed. */
final class JsonOption {
    private static final String NAME = "--json";

    private JsonOption() {}

    static void addTo(CommandLine commandLine) {
        OptionSpec option = OptionSpec.builder(NAME)
                .arity("0")
                .type(boolean.class)
                .scopeType(ScopeType.INHERIT)
                .description("Print exactly one JSON object, also for errors.")
                .build();
        commandLine.getCommandSpec().addOption(option);
    }

    static boolean isIn(String[] args) {
        return Arrays.stream(args).takeWhile(arg -> !arg.equals("--")).anyMatch(NAME::equals);
    }
}
