package org.jwks4j.cli;

import java.io.InputStream;
import java.io.PrintStream;
import org.jwks4j.TokenException;
import org.jwks4j.cli.demo.DemoCommand;
import org.jwks4j.cli.terminal.Console;
import org.jwks4j.cli.terminal.UsageException;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine;

/** The entry point: {@code java -jar jwks4j-cli.jar COMMAND ...}. */
public final class Main {
    private static final int HELP_WIDTH = 100;

    private final Console console;

    private Main(Console console) {
        this.console = console;
    }

    /**
     * Runs one command and ends the JVM with its exit code.
     *
     * @param args the command and its arguments
     */
    public static void main(String[] args) {
        System.exit(run(System.in, System.out, System.err, args));
    }

    /** Runs one command; never throws. */
    static int run(InputStream in, PrintStream out, PrintStream err, String... args) {
        Console console = new Console(in, out, err, JsonOption.isIn(args));
        Main main = new Main(console);
        try {
            return main.commandLine().execute(args);
        } catch (Throwable e) {
            return main.report(Failure.internal(e), false);
        } finally {
            console.flush();
        }
    }

    private CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new RootCommand())
                .addSubcommand(new DemoCommand(console))
                .addSubcommand(new KeyCommand(console))
                .addSubcommand(new VerifyCommand(console))
                .addSubcommand(new KeysCommand(console));
        JsonOption.addTo(commandLine);
        return commandLine
                .setOut(console.writer())
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setUsageHelpWidth(HELP_WIDTH)
                .setExpandAtFiles(false)
                .setParameterExceptionHandler((e, args) -> misused(e))
                .setExecutionExceptionHandler((e, failed, parsed) -> failed(e, failed));
    }

    private int misused(ParameterException e) {
        CommandLine command = e.getCommandLine();
        int exitCode = report(Failure.usage(Misuse.describe(e)), isVerdict(command));
        if (!console.json()) {
            console.complain("Try: " + command.getCommandSpec().qualifiedName() + " --help");
        }
        return exitCode;
    }

    private int failed(Exception e, CommandLine command) {
        if (e instanceof UsageException misuse) {
            return misused(new ParameterException(command, misuse.getMessage()));
        }
        Failure failure = e instanceof TokenException refusal ? Failure.of(refusal) : Failure.internal(e);
        return report(failure, isVerdict(command));
    }

    private int report(Failure failure, boolean verdict) {
        if (console.json()) {
            console.print(failure.toJson(verdict));
        } else {
            console.complain(failure.toLine());
        }
        return failure.exitCode().code();
    }

    /** Whether the command says of a token that it is valid, or not. */
    private static boolean isVerdict(CommandLine command) {
        return command.getCommand() instanceof VerifyCommand;
    }
}
