package org.jwks4j.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jwks4j.cli.options.FetchOptions;
import org.jwks4j.cli.terminal.Console;
import org.jwks4j.cli.terminal.Failure;
import org.jwks4j.cli.terminal.FailureException;
import org.jwks4j.cli.terminal.Terminal;
import org.jwks4j.cli.terminal.UsageException;
import org.jwks4j.cli.token.VerifyCommand;
import org.jwks4j.error.TokenException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** The entry point: {@code java -jar jwks4j-cli.jar COMMAND ...}. */
public final class Main {
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
        // only the launcher knows: Java knows it of all streams at once, and since 22 not even that
        Terminal terminal = Terminal.of(Boolean.getBoolean("jwks4j.terminal"), System.getenv());
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        int exitCode = run(System.in, out, err, terminal, args);
        interruptSelectors();
        System.exit(exitCode);
    }

    /** The JVM's exit waits 0.3 s if a thread is in native code, as each {@code HttpClient} has one that waits for sockets. */
    static void interruptSelectors() {
        selectors().forEach(Thread::interrupt);
    }

    static Stream<Thread> selectors() {
        Thread[] threads = new Thread[Thread.activeCount()];
        return Arrays.stream(threads, 0, Thread.enumerate(threads))
                .filter(thread -> thread.getName().startsWith("HttpClient-"));
    }

    /** Runs one command; never throws. */
    static int run(InputStream in, PrintStream out, PrintStream err, Terminal terminal, String... args) {
        Console console = new Console(in, out, err, terminal, JsonOption.isIn(args));
        Main main = new Main(console);
        try {
            return main.commandLine(args).execute(args);
        } catch (Throwable e) {
            return main.report(Failure.internal(e), false);
        } finally {
            console.flush();
        }
    }

    private CommandLine commandLine(String... args) {
        return Commands.of(console, args)
                .setExecutionStrategy(this::executed)
                .setParameterExceptionHandler((e, all) -> misused(e))
                .setExecutionExceptionHandler((e, failed, parsed) -> failed(e, failed));
    }

    private int executed(ParseResult parsed) {
        List<CommandLine> commands = parsed.asCommandLineList();
        ParseResult command = commands.get(commands.size() - 1).getParseResult();
        List<String> hosts = command.matchedOptionValue(FetchOptions.INSECURE_HTTP, List.of());
        if (!hosts.isEmpty()) {
            console.warn("plain http to " + String.join(", ", hosts)
                    + ": anyone in that network can replace the keys, and so sign any token of the issuer. Headers"
                    + " that are given are not sent there.");
        }
        return new RunLast().execute(parsed);
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
        return report(failure(e), isVerdict(command));
    }

    private static Failure failure(Exception e) {
        if (e instanceof FailureException told) {
            return told.failure();
        }
        return e instanceof TokenException refusal ? Failure.of(refusal) : Failure.internal(e);
    }

    private int report(Failure failure, boolean verdict) {
        if (console.json()) {
            console.print(failure.toJson(verdict));
        } else {
            console.complain(failure.toText());
        }
        return failure.exitCode().code();
    }

    /** Whether the command says of a token that it is valid, or not. */
    private static boolean isVerdict(CommandLine command) {
        return command.getCommand() instanceof VerifyCommand;
    }
}
