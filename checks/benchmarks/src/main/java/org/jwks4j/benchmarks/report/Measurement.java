package org.jwks4j.benchmarks.report;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
 * @param spread the time in the slowest JVM, × that in the fastest one; not a number in results from before it was kept
 */
record Measurement(
        String table, String name, int threads, double min, double median, double max, double bytes, double spread) {
    static final String MANY_ISSUERS = "many issuers";
    static final String JWK_SETS = "JWK Sets";

    private static final Set<String> OF_THE_TABLE = Set.of("shape", "algorithm", "crypto");

    /** All iterations of the rounds of one benchmark, as if they were of one. */
    static Measurement of(List<RunResult> rounds) {
        RunResult first = rounds.get(0);
        BenchmarkParams params = first.getParams();
        double[] times = rounds.stream()
                .map(RunResult::getBenchmarkResults)
                .flatMap(Collection<BenchmarkResult>::stream)
                .map(BenchmarkResult::getIterationResults)
                .flatMap(Collection<IterationResult>::stream)
                .mapToDouble(iteration -> iteration.getPrimaryResult().getScore())
                .sorted()
                .toArray();
        double[] medians = rounds.stream()
                .mapToDouble(round -> round.getPrimaryResult().getStatistics().getPercentile(50))
                .sorted()
                .toArray();
        String others = params.getParamsKeys().stream()
                .filter(key -> !OF_THE_TABLE.contains(key))
                .map(key -> ", " + key + " " + params.getParam(key))
                .collect(Collectors.joining());
        return new Measurement(
                table(params),
                first.getPrimaryResult().getLabel() + others,
                params.getThreads(),
                times[0],
                times[times.length / 2],
                times[times.length - 1],
                rounds.stream().mapToDouble(Measurement::bytes).average().orElseThrow(),
                medians[medians.length - 1] / medians[0]);
    }

    private static double bytes(RunResult round) {
        return requireNonNull(round.getSecondaryResults().get("gc.alloc.rate.norm"))
                .getScore();
    }

    private static String table(BenchmarkParams params) {
        Collection<String> keys = params.getParamsKeys();
        if (keys.contains("shape")) {
            return params.getParam("shape");
        } else if (keys.contains("keys")) {
            return JWK_SETS;
        }
        return keys.contains("algorithm")
                ? params.getParam("algorithm") + ", crypto " + params.getParam("crypto")
                : MANY_ISSUERS;
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
                        decimal(bytes),
                        String.format(Locale.ROOT, "%.3f", spread)));
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    static Measurement parse(String line) {
        String[] fields = line.split("\t", -1);
        double[] numbers =
                Arrays.stream(fields, 3, 7).mapToDouble(Double::parseDouble).toArray();
        return new Measurement(
                fields[0],
                fields[1],
                Integer.parseInt(fields[2]),
                numbers[0],
                numbers[1],
                numbers[2],
                numbers[3],
                fields.length > 7 ? Double.parseDouble(fields[7]) : Double.NaN);
    }

    boolean isOf(String wantedTable, int wantedThreads) {
        return table.equals(wantedTable) && threads == wantedThreads;
    }

    /** What all threads do together, in a second. */
    double perSecond() {
        return threads * 1e9 / median;
    }
}
