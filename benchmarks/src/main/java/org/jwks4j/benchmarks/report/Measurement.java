package org.jwks4j.benchmarks.report;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;

/**
 * One row of one table.
 *
 * @param table what all of its rows share
 * @param name whose time it is
 * @param threads how many ran at once
 * @param min nanoseconds that a call took, on average, in the best iteration
 * @param bytes allocated by a call
 */
record Measurement(String table, String name, int threads, double min, double median, double max, double bytes) {
    private static final String SHAPE = "shape";

    static Measurement of(RunResult result) {
        BenchmarkParams params = result.getParams();
        double[] times = result.getBenchmarkResults().stream()
                .map(BenchmarkResult::getIterationResults)
                .flatMap(Collection<IterationResult>::stream)
                .mapToDouble(iteration -> iteration.getPrimaryResult().getScore())
                .sorted()
                .toArray();
        String others = params.getParamsKeys().stream()
                .filter(key -> !key.equals(SHAPE))
                .map(key -> ", " + key + " " + params.getParam(key))
                .collect(Collectors.joining());
        String shape = params.getParamsKeys().contains(SHAPE) ? params.getParam(SHAPE) : "many issuers";
        return new Measurement(
                shape,
                result.getPrimaryResult().getLabel() + others,
                params.getThreads(),
                times[0],
                times[times.length / 2],
                times[times.length - 1],
                requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"))
                        .getScore());
    }

    String line() {
        return String.join(
                "\t",
                List.of(
                        table,
                        name,
                        String.valueOf(threads),
                        decimal(min),
                        decimal(median),
                        decimal(max),
                        decimal(bytes)));
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    static Measurement parse(String line) {
        String[] fields = line.split("\t", -1);
        double[] numbers =
                Arrays.stream(fields, 3, 7).mapToDouble(Double::parseDouble).toArray();
        return new Measurement(
                fields[0], fields[1], Integer.parseInt(fields[2]), numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    /** What all threads do together, in a second. */
    double perSecond() {
        return threads * 1e9 / median;
    }
}
