package org.jwks4j.cli;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jwks4j.cli.options.Version;
import org.jwks4j.cli.terminal.Console;
import org.jwks4j.cli.terminal.ExitCode;
import org.jwks4j.cli.terminal.JsonMembers;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Prints a script that completes commands and options in a shell.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  jwks4j completion bash > ~/.local/share/bash-completion/completions/jwks4j",
            "  jwks4j completion zsh >> ~/.zshrc"
        })
final class CompletionCommand implements Callable<Integer> {
    private final Console console;
    private final Supplier<CommandLine> commandLine;

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
    Shell shell = Shell.bash;

    CompletionCommand(Console console, Supplier<CommandLine> commandLine) {
        this.console = console;
        this.commandLine = commandLine;
    }

    /** Zsh reads scripts for bash once it is told to, which the script does itself. */
    enum Shell {
        bash,
        zsh
    }

    @Override
    public Integer call() {
        String script = AutoComplete.bash("jwks4j", commandLine.get());
        if (console.json()) {
            console.print(new JsonMembers()
                    .with("shell", shell.name())
                    .with("script", script)
                    .build());
        } else {
            console.printScript(script);
        }
        return ExitCode.DONE.code();
    }
}
