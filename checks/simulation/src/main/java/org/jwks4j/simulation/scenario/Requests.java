package org.jwks4j.simulation.scenario;

import java.util.List;
import org.jwks4j.simulation.plot.Series.Point;
import org.jwks4j.simulation.world.Exchange;

/** Some requests to an issuer, in the order in which they were sent. */
record Requests(List<Exchange> sent) {
    int all() {
        return sent.size();
    }

    int metadata() {
        return (int) sent.stream().filter(Exchange::isMetadata).count();
    }

    int jwks() {
        return all() - metadata();
    }

    /** Those for the keys that were answered with 304. */
    int unchanged() {
        return (int) sent.stream().filter(Requests::isUnchanged).count();
    }

    /** What their answers weigh without headers. */
    long bodyBytes() {
        return sent.stream()
                .mapToLong(exchange ->
                        exchange.reply() == null ? 0 : exchange.reply().body().length)
                .sum();
    }

    /** The most that were sent within any stretch of that length. */
    int worstWithin(long nanos) {
        int worst = 0;
        int first = 0;
        for (int last = 0; last < sent.size(); last++) {
            while (sent.get(first).sentAt() <= sent.get(last).sentAt() - nanos) {
                first++;
            }
            worst = Math.max(worst, last - first + 1);
        }
        return worst;
    }

    /** How many were sent in each stretch of that length, as the steps of a chart whose x axis counts {@code unit}s. */
    List<Point> histogram(long from, long to, long stretch, long unit) {
        int[] counts = new int[(int) ((to - from + stretch - 1) / stretch)];
        sent.forEach(exchange -> counts[(int) ((exchange.sentAt() - from) / stretch)]++);
        return Steps.of(counts, stretch / (double) unit);
    }

    private static boolean isUnchanged(Exchange exchange) {
        return exchange.reply() != null && exchange.reply().status() == 304;
    }
}
