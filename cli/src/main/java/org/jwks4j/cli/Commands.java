package org.jwks4j.cli;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jwks4j.cli.demo.DemoCommand;
import org.jwks4j.cli.doctor.DoctorCommand;
import org.jwks4j.cli.issuer.IssuerCommand;
import org.jwks4j.cli.keylog.LogCommand;
import org.jwks4j.cli.keylog.LogCompareCommand;
import org.jwks4j.cli.keylog.LogShowCommand;
import org.jwks4j.cli.keylog.LogVerifyCommand;
import org.jwks4j.cli.keylog.WhichKeyCommand;
import org.jwks4j.cli.revoke.RevokeCommand;
import org.jwks4j.cli.terminal.Console;
import org.jwks4j.cli.token.ExplainCommand;
import org.jwks4j.cli.token.KeyCommand;
import org.jwks4j.cli.token.VerifyCommand;
import org.jwks4j.cli.watch.WatchCommand;
import org.jwks4j.cli.web.WebCommand;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** All commands, as one command line. */
final class Commands {
    private static final int HELP_WIDTH = 100;

    private Commands() {}

    private static CommandLine log(Console console) {
        return new CommandLine(new LogCommand())
                .addSubcommand(new LogVerifyCommand(console))
                .addSubcommand(new LogShowCommand(console))
                .addSubcommand(new WhichKeyCommand(console))
                .addSubcommand(new LogCompareCommand(console));
    }

    /** All of them by their names. */
    private static Map<String, Supplier<Object>> all(Console console) {
        Map<String, Supplier<Object>> all = new LinkedHashMap<>();
        all.put("demo", () -> new DemoCommand(console));
        all.put("explain", () -> new ExplainCommand(console));
        all.put("key", () -> new KeyCommand(console));
        all.put("verify", () -> new VerifyCommand(console));
        all.put("keys", () -> new KeysCommand(console));
        all.put("doctor", () -> new DoctorCommand(console));
        all.put("watch", () -> new WatchCommand(console));
        all.put("web", () -> new WebCommand(console));
        all.put("issuer", () -> new IssuerCommand(console));
        all.put("revoke", () -> new RevokeCommand(console));
        all.put("log", () -> log(console));
        all.put("completion", () -> new CompletionCommand(console, () -> of(console)));
        return all;
    }

    /**
     * The command line for these arguments. It has the command that they begin with, or all commands if they begin with none: picocli
     * reads a command by reflection, which for all of them takes longer than to start the JVM.
     */
    static CommandLine of(Console console, String... args) {
        CommandLine commandLine = new CommandLine(new RootCommand());
        Map<String, Supplier<Object>> all = all(console);
        Supplier<Object> asked = args.length == 0 ? null : all.get(args[0]);
        Collection<Supplier<Object>> needed = asked == null ? all.values() : List.of(asked);
        needed.forEach(command -> commandLine.addSubcommand(command.get()));
        JsonOption.addTo(commandLine);
        return commandLine
                .setOut(console.writer())
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setUsageHelpWidth(HELP_WIDTH)
                .setExpandAtFiles(false);
    }
}
