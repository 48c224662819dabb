package org.jwks4j.simulation;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs many seeds, or one with its trace. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        subcommands = ReportCommand.class,
        description =
                "Runs the engine through days of rotation, outage and flood in virtual time, and says what broke a rule.")
final class SimulateCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--seeds", paramLabel = "N", description = "how many seeds (default: ${DEFAULT-VALUE})")
    private int seeds = 1000;

    @Option(names = "--first", paramLabel = "S", description = "the first of them (default: ${DEFAULT-VALUE})")
    private long first = 0;

    @Option(names = "--threads", paramLabel = "N", description = "how many run at once (default: ${DEFAULT-VALUE})")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--seed", paramLabel = "S", description = "run only this seed and print all that happens in it")
    private @Nullable Long seed;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets it");
        }
        PrintWriter out = spec.commandLine().getOut();
        boolean holds = seed == null ? runAll(out) : runOne(seed, out);
        out.flush();
        return holds ? 0 : 1;
    }

    private static boolean runOne(long seed, PrintWriter out) {
        SeedResult result = Simulation.run(seed, out::println);
        out.println(
                result.violation() == null
                        ? "seed " + seed + ": all holds"
                        : "seed " + seed + ": " + result.violation());
        return result.violation() == null;
    }

    private boolean runAll(PrintWriter out) {
        Campaign campaign = new Campaign(out);
        campaign.run(first, seeds, threads);
        return campaign.holds();
    }
}
