package org.jwks4j.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs one group on this Java, keeps its results, and writes the page out of those of every Java. */
public final class Main {
    /** All memory is there before the first call: to touch a new page can take longer than what is measured. */
    private static final String[] HEAP = {"-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch"};

    private final Group group;
    private final boolean quick;
    private final PageFolder folder;

    private Main(Group group, boolean quick) {
        this.group = group;
        this.quick = quick;
        this.folder = new PageFolder(group.name(), quick);
    }

    /**
     * The entry point.
     *
     * @param args the group's name, and perhaps {@code --quick} or {@code --page}
     * @throws Exception when a benchmark breaks off or a file cannot be written
     */
    public static void main(String[] args) throws Exception {
        List<String> words = List.of(args);
        if (words.isEmpty()) {
            throw new IllegalArgumentException("name a group, such as resolve");
        }
        Main main = new Main(Group.named(words.get(0)), words.contains("--quick"));
        if (!words.contains("--page")) {
            main.measure();
        }
        System.out.println(main.writePage());
    }

    private void measure() throws RunnerException, IOException {
        List<String> lines = new ArrayList<>();
        lines.add(Machine.describe());
        Path file = folder.ownResults();
        for (Group.Run run : group.runs().apply(Runtime.version().feature())) {
            for (List<RunResult> ofAllRounds : rounds(run).values()) {
                lines.add(Measurement.of(ofAllRounds).line());
            }
            Files.write(file, lines); // each time: a run that is broken off leaves what it has
        }
    }

    /** Everything by turns, so that a machine that becomes slower for a while does so for everybody. */
    private Map<String, List<RunResult>> rounds(Group.Run run) throws RunnerException {
        Map<String, List<RunResult>> results = new LinkedHashMap<>();
        for (int round = 0; round < (quick ? 1 : run.rounds()); round++) {
            for (RunResult result : new Runner(options(run).build()).run()) {
                results.computeIfAbsent(result.getParams().id(), id -> new ArrayList<>())
                        .add(result);
            }
        }
        return results;
    }

    private ChainedOptionsBuilder options(Group.Run run) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(run.include())
                .threads(run.threads())
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .jvmArgsAppend(HEAP)
                .forks(1)
                .warmupIterations(1)
                .warmupTime(TimeValue.seconds(quick ? 1 : run.warmupSeconds()))
                .measurementIterations(quick ? 2 : 5)
                .measurementTime(TimeValue.milliseconds(quick ? 300 : group.iterationMillis()));
        run.parameters().forEach((name, values) -> options.param(name, values.toArray(String[]::new)));
        return options;
    }

    private Path writePage() throws IOException {
        Page page = new Page(group);
        for (Path file : folder.allResults()) {
            page.add(Files.readAllLines(file));
        }
        return folder.write(page.plots(), page.markdown());
    }
}
