package org.jwks4j.bootload;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What wrk saw.
 *
 * @param seconds by second since 1970, by status: how many
 * @param latency by per cent, in microseconds
 * @param errors requests without an answer
 */
record Answers(Map<Long, Map<Integer, Long>> seconds, Map<Double, Double> latency, long errors) {
    /** From the lines that {@code tokens.lua} writes; others are wrk's own. */
    static Answers of(List<String> lines) {
        Map<Long, Map<Integer, Long>> seconds = new TreeMap<>();
        Map<Double, Double> latency = new TreeMap<>();
        long errors = 0;
        for (String line : lines) {
            String[] words = line.split(" ", -1);
            switch (words[0]) {
                case "answers" ->
                    seconds.computeIfAbsent(Long.parseLong(words[1]), second -> new TreeMap<>())
                            .merge(Integer.parseInt(words[2]), Long.parseLong(words[3]), Long::sum);
                case "latency" -> latency.put(Double.parseDouble(words[1]), Double.parseDouble(words[2]));
                case "errors" -> errors = Long.parseLong(words[1]);
                default -> {}
            }
        }
        return new Answers(seconds, latency, errors);
    }

    Map<Integer, Long> byStatus() {
        return seconds.values().stream()
                .flatMap(statuses -> statuses.entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum, TreeMap::new));
    }

    long total() {
        return byStatus().values().stream().mapToLong(Long::longValue).sum() + errors;
    }

    /** Of requests whose tokens were all good. */
    long refused() {
        return total() - byStatus().getOrDefault(200, 0L);
    }

    long refusedIn(long second) {
        return seconds.getOrDefault(second, Map.of()).entrySet().stream()
                .filter(status -> status.getKey() != 200)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    double milliseconds(double share) {
        return latency.getOrDefault(share, Double.NaN) / 1000;
    }
}
