package org.jwks4j.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The processes of a fleet. They end with this one, whose end is the end of their input. */
final class Nodes implements AutoCloseable {
    private final List<Process> processes = new ArrayList<>();
    private final List<Writer> to = new ArrayList<>();
    private final List<BufferedReader> from = new ArrayList<>();

    /** @param arguments of each {@link Node} */
    static Nodes start(int count, List<String> arguments) throws IOException {
        Nodes nodes = new Nodes();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Node.class.getName()));
        command.addAll(arguments);
        for (int i = 0; i < count; i++) {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            nodes.processes.add(process);
            nodes.to.add(process.outputWriter(StandardCharsets.UTF_8));
            nodes.from.add(process.inputReader(StandardCharsets.UTF_8));
        }
        return nodes;
    }

    int count() {
        return processes.size();
    }

    /** Tells one process, and does not wait. */
    void tell(int node, String command) {
        try {
            to.get(node).write(command + "\n");
            to.get(node).flush();
        } catch (IOException e) {
            throw new UncheckedIOException("a node has ended", e);
        }
    }

    void tellAll(String command) {
        for (int i = 0; i < count(); i++) {
            tell(i, command);
        }
    }

    String answerOf(int node) {
        try {
            String line = from.get(node).readLine();
            if (line == null) {
                throw new IllegalStateException("a node has ended");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> answers() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count(); i++) {
            lines.add(answerOf(i));
        }
        return lines;
    }

    /** Tells all processes, and waits for them. */
    List<String> all(String command) {
        tellAll(command);
        return answers();
    }

    /** All fetchers ask for a key at once. */
    Answers ask(String keyId) {
        tellAll("ask " + keyId);
        return answered();
    }

    /** The same of fetchers that should have it. */
    Answers askWarm(String keyId) {
        tellAll("warm " + keyId);
        return answered();
    }

    /** What they answer to {@code ask}. */
    Answers answered() {
        long longest = 0;
        Map<String, Integer> counts = new TreeMap<>();
        for (String line : answers()) {
            String[] words = line.split(" ", -1);
            longest = Math.max(longest, Long.parseLong(words[0]));
            for (int i = 1; i < words.length; i++) {
                String[] pair = words[i].split("=", 2);
                counts.merge(pair[0], Integer.parseInt(pair[1]), Integer::sum);
            }
        }
        return new Answers(counts, longest);
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
    }

    /**
     * What fetchers were answered.
     *
     * @param counts how many had a key, or which reason for none
     * @param longestMillis how long the last one waited
     */
    record Answers(Map<String, Integer> counts, long longestMillis) {
        int keys() {
            return counts.getOrDefault("KEY", 0);
        }
    }
}
