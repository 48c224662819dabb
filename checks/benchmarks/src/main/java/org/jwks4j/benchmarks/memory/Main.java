package org.jwks4j.benchmarks.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jwks4j.benchmarks.report.BarChart;
import org.jwks4j.benchmarks.report.Machine;
import org.jwks4j.benchmarks.report.PageFolder;

/** Weighs what each contestant keeps for an issuer, and writes the page out of the results of every Java. */
public final class Main {
    private static final String INTRODUCTION = """
            # What an issuer costs

            Bytes of all objects that are kept for an issuer with two RSA keys of 2,048 bits, once its JWK Set was fetched: the
            difference between %d issuers and %d, divided by %d, so that what they share does not count. Counted with
            [JOL](https://openjdk.org/projects/code-tools/jol/) over all references but weak and soft ones, up to classes and
            threads. JWK Sets come out of memory. jwks4j keeps all issuers in one `KeyFetcher`, its timers included; the peers
            have an object for each, set up as their documentation says, and whatever maps issuers to them is not counted.
            Without "both keys used", jwks4j has not built a `PublicKey` yet. Nimbus and jwks-rsa build one each time they
            are asked and keep none. "At rest" is half an hour after the last call. Run by

            ```
            scripts/bench memory
            ```
            """;

    /** As many as fill what all issuers share, such as the last answers that are kept for others who ask for the same. */
    private static final int SOME = 100;

    private final int more;
    private final PageFolder folder;

    private Main(boolean quick) {
        this.more = quick ? 20 : 200;
        this.folder = new PageFolder("memory", quick);
    }

    /**
     * The entry point.
     *
     * @param args perhaps {@code --quick} or {@code --page}
     * @throws Exception when a contestant breaks off or a file cannot be written
     */
    public static void main(String[] args) throws Exception {
        List<String> words = List.of(args);
        Main main = new Main(words.contains("--quick"));
        if (!words.contains("--page")) {
            main.measure();
        }
        System.out.println(main.writePage());
    }

    private void measure() throws Exception {
        List<String> lines = new ArrayList<>();
        lines.add(Machine.describe());
        for (Contestant contestant : Stream.<Contestant>concat(Stream.of(Jwks4j.values()), Stream.of(Peer.values()))
                .toList()) {
            contestant.fetchAll(3); // so that all classes are loaded
            long one = Graph.bytes(contestant.fetchAll(1));
            long some = Graph.bytes(contestant.fetchAll(SOME));
            long many = Graph.bytes(contestant.fetchAll(SOME + more));
            lines.add(contestant.title() + "\t" + (many - some) / more);
            System.out.println(lines.get(lines.size() - 1) + "\tof one, with what is shared: " + one);
        }
        Files.write(folder.ownResults(), lines);
    }

    private Path writePage() throws IOException {
        StringBuilder page = new StringBuilder(INTRODUCTION.formatted(SOME + more, SOME, more));
        Map<String, String> plots = new LinkedHashMap<>();
        for (Path file : folder.allResults()) {
            add(page, plots, file);
        }
        return folder.write(plots, page.toString());
    }

    private static void add(StringBuilder page, Map<String, String> plots, Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        String plot = "plots/memory-issuer-" + file.getFileName().toString().replaceAll("memory-|\\.tsv", "") + ".svg";
        BarChart chart = new BarChart("What an issuer with two RSA keys costs", "bytes");
        page.append("\n## " + lines.get(0) + "\n\n![Bytes for each issuer](" + plot + ")\n\n| | bytes |\n|---|--:|\n");
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split("\t", -1);
            chart.bar(fields[0], Double.parseDouble(fields[1]));
            page.append(String.format(Locale.ROOT, "| %s | %,d |%n", fields[0], Long.parseLong(fields[1])));
        }
        plots.put(plot, chart.svg());
    }
}
