package org.jwks4j.benchmarks.report;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * What one run measured, to look up. What it did not measure is not a number.
 *
 * @param java its feature version
 * @param typical which of a row's times counts
 */
record Results(int java, List<Measurement> measurements, ToDoubleFunction<Measurement> typical) {
    private static final Set<String> PEERS = Set.of("javaJwt", "jjwt", "jose4j", "nimbus", "spring", "tink", "vertx");

    static Results byMedians(int java, List<Measurement> measurements) {
        return new Results(java, measurements, Measurement::median);
    }

    /** Of the best iterations, which whatever else the machine did has disturbed least. */
    Results byBest() {
        return new Results(java, measurements, Measurement::min);
    }

    double time(String table, int threads, String name) {
        return least(row -> row.isOf(table, threads) && row.name().equals(name));
    }

    double bytes(String table, String name) {
        return first(table, name, Measurement::bytes);
    }

    /** The time in the slowest JVM, × that in the fastest one. */
    double spread(String table, String name) {
        return first(table, name, Measurement::spread);
    }

    private double first(String table, String name, ToDoubleFunction<Measurement> number) {
        return measurements.stream()
                .filter(row -> row.isOf(table, 1) && row.name().equals(name))
                .mapToDouble(number)
                .findFirst()
                .orElse(Double.NaN);
    }

    /** The time of whichever peer is fastest. */
    double fastestPeer(String table) {
        return least(row -> row.isOf(table, 1) && PEERS.contains(row.name()));
    }

    private double least(Predicate<Measurement> wanted) {
        return measurements.stream().filter(wanted).mapToDouble(typical).min().orElse(Double.NaN);
    }
}
