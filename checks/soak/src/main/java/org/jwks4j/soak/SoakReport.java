package org.jwks4j.soak;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured, and whether each promise was kept. */
final class SoakReport {
    static final String LEGITIMATE = "legitimate tokens";
    static final String LEGITIMATE_BESIDE_ANYONE = "legitimate tokens, beside strangers";

    private static final double MIB = 1024 * 1024;
    private static final int TENANTS_AT_ONE_HOST = 20;

    private final List<Source.Tally> sources;
    private final Probe probe;
    private final Requests requests;
    private final Probe.Sample before;
    private final Probe.Sample after;
    private final List<String> threads = Probe.threadsOfOurs();

    SoakReport(List<Source.Tally> sources, Probe probe, Requests requests, Probe.Sample before, Probe.Sample after) {
        this.sources = sources;
        this.probe = probe;
        this.requests = requests;
        this.before = before;
        this.after = after;
    }

    private Map<String, Boolean> promises() {
        long seconds = probe.seconds();
        Map<String, Boolean> promises = new LinkedHashMap<>();
        for (Source.Tally source : sources) {
            if (source.name().startsWith(LEGITIMATE)) {
                promises.put(
                        "each of the " + source.name() + " has its key",
                        source.latencies().failed() == 0);
                promises.put(
                        "99 % of the " + source.name() + " within 1 s",
                        source.latencies().quantile(0.99) <= 1_000_000);
            }
            promises.put(
                    "each call is answered: " + source.name(),
                    source.latencies().answered() == source.latencies().all());
        }
        long newcomers = 64 + 10 * seconds;
        long known = TENANTS_AT_ONE_HOST * (2 + seconds / 10);
        promises.put(
                "`idp.example.com` is asked at most 64 times and 10 times a second for newcomers, and each 10 s for each"
                        + " known tenant",
                requests.to("idp.example.com") <= newcomers + known);
        promises.put(
                "`own-0.example.com`, of which keys are invented, is asked at most each 2 s for these, and each 10 s",
                requests.to("own-0.example.com") <= 2 * (4 + seconds / 2 + seconds / 10));
        promises.put("no thread is left" + (threads.isEmpty() ? "" : ": " + threads), threads.isEmpty());
        promises.put(
                "no socket is left but the one with which the JDK closes others",
                after.sockets() <= before.sockets() + 1);
        promises.put("at most 8 MiB of heap are held at the end", after.heap() - before.heap() < 8 * MIB);
        return promises;
    }

    boolean isKept() {
        return promises().values().stream().allMatch(kept -> kept);
    }

    void print(PrintStream out) {
        out.printf("# Soak%n%n");
        out.printf(
                "Two fetchers in one JVM of `-Xmx128m`, under mixed hostile traffic on real sockets: `scripts/soak`. Written by the"
                        + " program itself.%n%n");
        out.printf(
                "%d s; %s %s, %d processors.%n%n",
                probe.seconds(),
                System.getProperty("java.vm.name"),
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors());
        printSources(out);
        printHeld(out);
        printRequests(out);
        out.printf("| promise | kept |%n|---|---|%n");
        promises().forEach((promise, kept) -> out.printf("| %s | %s |%n", promise, kept ? "yes" : "**no**"));
    }

    private void printSources(PrintStream out) {
        out.printf("| who sends | tokens | p50 | p99 | p99.9 | without a key |%n|---|--:|--:|--:|--:|---|%n");
        for (Source.Tally source : sources) {
            Latencies latencies = source.latencies();
            out.printf(
                    "| %s, %d a second | %d | %s | %s | %s | %s |%n",
                    source.name(),
                    source.perSecond(),
                    latencies.all(),
                    time(latencies.quantile(0.5)),
                    time(latencies.quantile(0.99)),
                    time(latencies.quantile(0.999)),
                    latencies.failures().isEmpty()
                            ? "none"
                            : latencies.failures().toString().replaceAll("[{}]", ""));
        }
        out.println();
    }

    private static String time(double micros) {
        return micros < 1_000
                ? String.format(Locale.ROOT, micros < 10 ? "%.1f µs" : "%.0f µs", micros)
                : String.format(Locale.ROOT, "%.0f ms", micros / 1_000);
    }

    private void printHeld(PrintStream out) {
        out.printf("| held | before | median | most | after |%n|---|--:|--:|--:|--:|%n");
        out.printf(
                Locale.ROOT,
                "| heap, MiB | %.1f | %.1f | %.1f | %.1f |%n",
                before.heap() / MIB,
                probe.median(Probe.Sample::heap) / MIB,
                probe.most(Probe.Sample::heap) / MIB,
                after.heap() / MIB);
        out.printf(
                "| threads | %d | %d | %d | %d |%n",
                before.threads(),
                probe.median(Probe.Sample::threads),
                probe.most(Probe.Sample::threads),
                after.threads());
        out.printf(
                "| sockets | %d | %d | %d | %d |%n%n",
                before.sockets(),
                probe.median(Probe.Sample::sockets),
                probe.most(Probe.Sample::sockets),
                after.sockets());
    }

    private void printRequests(PrintStream out) {
        out.printf("| host | requests | a second |%n|---|--:|--:|%n");
        for (String host : List.of(
                "own-0.example.com",
                "own-1.example.com",
                "idp.example.com",
                "customer-0.example.net",
                Requests.STRANGERS)) {
            long count = requests.to(host);
            out.printf(Locale.ROOT, "| %s | %d | %.1f |%n", host, count, count / (double) probe.seconds());
        }
        out.printf("%nAt most %d requests were under way at once.%n%n", requests.mostUnderWay());
    }
}
