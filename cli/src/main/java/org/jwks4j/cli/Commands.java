package org.jwks4j.cli;

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

    static CommandLine of(Console console) {
        CommandLine commandLine = new CommandLine(new RootCommand())
                .addSubcommand(new DemoCommand(console))
                .addSubcommand(new ExplainCommand(console))
                .addSubcommand(new KeyCommand(console))
                .addSubcommand(new VerifyCommand(console))
                .addSubcommand(new KeysCommand(console))
                .addSubcommand(new DoctorCommand(console))
                .addSubcommand(new WatchCommand(console))
                .addSubcommand(new WebCommand(console))
                .addSubcommand(new IssuerCommand(console))
                .addSubcommand(new RevokeCommand(console))
                .addSubcommand(log(console))
                .addSubcommand(new CompletionCommand(console, () -> of(console)));
        JsonOption.addTo(commandLine);
        return commandLine
                .setOut(console.writer())
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setUsageHelpWidth(HELP_WIDTH)
                .setExpandAtFiles(false);
    }
}
