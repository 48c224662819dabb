package org.jwks4j.spring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A table of the page, by lines. A cell has no {@code |} in it. */
record AnswersTable(List<String> lines) {
    private static final List<String> HEAD =
            List.of("| | plain Boot | time | with the starter | time |", "|---|---|---|---|---|");

    static AnswersTable of(Map<String, TimedAnswer> plain, Map<String, TimedAnswer> ours) {
        List<String> lines = new ArrayList<>(HEAD);
        plain.forEach((situation, answer) -> {
            TimedAnswer our = ours.get(situation);
            lines.add("| %s | %s | %s | %s | %s |"
                    .formatted(situation, answer.words(), answer.time(), our.words(), our.time()));
        });
        return new AnswersTable(lines);
    }

    /** The one under a heading. */
    static AnswersTable in(Path page, String heading) throws IOException {
        List<String> all = Files.readAllLines(page);
        int start = start(all, heading);
        return new AnswersTable(all.subList(start, end(all, start)));
    }

    private static int start(List<String> page, String heading) {
        int at = page.indexOf(heading);
        while (!page.get(at).startsWith("|")) {
            at++;
        }
        return at;
    }

    private static int end(List<String> page, int start) {
        int at = start;
        while (at < page.size() && page.get(at).startsWith("|")) {
            at++;
        }
        return at;
    }

    /** In place of the one under that heading. */
    void writeInto(Path page, String heading) throws IOException {
        List<String> all = new ArrayList<>(Files.readAllLines(page));
        int start = start(all, heading);
        all.subList(start, end(all, start)).clear();
        all.addAll(start, lines);
        Files.write(page, all);
    }

    /** Each line's situation and answers. */
    List<String> withoutTimes() {
        return cells().map(cells -> cells[1] + "|" + cells[2] + "|" + cells[4]).toList();
    }

    /** Of plain Boot and ours in turn. */
    List<String> times() {
        return cells().skip(HEAD.size())
                .flatMap(cells -> Stream.of(cells[3], cells[5]))
                .map(String::strip)
                .toList();
    }

    private Stream<String[]> cells() {
        return lines.stream().map(line -> line.split("\\|", -1)).peek(AnswersTable::check);
    }

    private static void check(String[] cells) {
        if (cells.length != 7) {
            throw new AssertionError("not five cells: " + Arrays.toString(cells));
        }
    }
}
