package org.jwks4j.benchmarks.report;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What one run measured, to look up. What it did not measure is not a number.
 *
 * @param java its feature version
 */
record Results(int java, List<Measurement> measurements) {
    private static final Set<String> PEERS = Set.of("javaJwt", "jjwt", "jose4j", "nimbus", "spring", "tink", "vertx");

    double time(String table, int threads, String name) {
        return median(row -> row.isOf(table, threads) && row.name().equals(name));
    }

    double bytes(String table, String name) {
        return measurements.stream()
                .filter(row -> row.isOf(table, 1) && row.name().equals(name))
                .mapToDouble(Measurement::bytes)
                .findFirst()
                .orElse(Double.NaN);
    }

    /** The time of whichever peer is fastest. */
    double fastestPeer(String table) {
        return median(row -> row.isOf(table, 1) && PEERS.contains(row.name()));
    }

    private double median(Predicate<Measurement> wanted) {
        return measurements.stream()
                .filter(wanted)
                .mapToDouble(Measurement::median)
                .min()
                .orElse(Double.NaN);
    }
}
