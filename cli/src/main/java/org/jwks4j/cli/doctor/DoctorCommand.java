package org.jwks4j.cli.doctor;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.jwks4j.cli.options.FetchOptions;
import org.jwks4j.cli.options.TimeoutConverter;
import org.jwks4j.cli.options.Version;
import org.jwks4j.cli.terminal.Console;
import org.jwks4j.cli.terminal.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Examines an issuer as a service meets it: addresses, TLS, metadata, keys, caching headers and clock, and whether"
                    + " all addresses and repeated answers agree. Grades it: A healthy, B warnings, F errors.",
            "Exits with 0 if nothing reaches --fail-on, with 1 if something does, with 3 if no keys could be had at all."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  jwks4j doctor https://issuer.example.com",
            "  jwks4j doctor https://issuer.example.com --for 10m --report junit > doctor.xml"
        })
public final class DoctorCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "ISSUER", description = "The issuer, exactly as in iss.")
    String issuer = "";

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            converter = TimeoutConverter.class,
            description = "Go on for so long, to see rotations: whether keys overlap, and kids are not used again.")
    @Nullable
    Duration watched;

    @Option(
            names = "--every",
            paramLabel = "DURATION",
            converter = TimeoutConverter.class,
            description = "With --for: how often to ask; 10s by default.")
    Duration interval = Duration.ofSeconds(10);

    @Option(
            names = "--report",
            paramLabel = "FORM",
            description = "Print another form: ${COMPLETION-CANDIDATES} (SARIF 2.1.0, JUnit XML).")
    @Nullable
    Form form;

    @Option(
            names = "--fail-on",
            paramLabel = "LEVEL",
            description = "From which level on to exit with 1: ${COMPLETION-CANDIDATES}; error by default.")
    FailOn failOn = FailOn.error;

    @Mixin
    FetchOptions options = new FetchOptions();

    public DoctorCommand(Console console) {
        this.console = console;
    }

    /** What can be printed in place of text. */
    enum Form {
        sarif,
        junit
    }

    /** The names that the option has. */
    enum FailOn {
        warning(Level.WARNING),
        error(Level.ERROR);

        private final Level level;

        FailOn(Level level) {
            this.level = level;
        }
    }

    @Override
    public Integer call() {
        Diagnosis diagnosis = new Examination(options, InstantSource.system(), console::progress).of(issuer, rounds());
        print(diagnosis);
        return exitCode(diagnosis).code();
    }

    private Doctor.Rounds rounds() {
        long end = System.nanoTime() + (watched == null ? 0 : watched.toNanos());
        return () -> {
            long left = end - System.nanoTime();
            if (watched == null || left <= 0) {
                return false;
            }
            try {
                Thread.sleep(Math.max(1, Math.min(left, interval.toNanos()) / 1_000_000));
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        };
    }

    private void print(Diagnosis diagnosis) {
        if (form == Form.sarif) {
            console.print(SarifReport.of(diagnosis));
        } else if (form == Form.junit) {
            console.print(JunitReport.of(diagnosis, failOn.level));
        } else if (console.json()) {
            console.print(DiagnosisText.json(diagnosis));
        } else {
            console.printMarked(DiagnosisText.of(diagnosis));
        }
    }

    private ExitCode exitCode(Diagnosis diagnosis) {
        if (!diagnosis.keysWereHad()) {
            return ExitCode.UNAVAILABLE;
        }
        return diagnosis.worst().compareTo(failOn.level) >= 0 ? ExitCode.REFUSED : ExitCode.DONE;
    }
}
