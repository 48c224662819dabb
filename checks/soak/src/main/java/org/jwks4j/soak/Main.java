package org.jwks4j.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/** The two programs of a soak: the internet, which starts the service as a program of its own in a small heap. */
public final class Main {
    private Main() {}

    /** {@code [--minutes N] [page to write]}; ends with 1 if a promise was broken. */
    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> words = List.of(args);
        if (words.size() == 3 && words.get(0).equals("service")) {
            System.exit(Service.run(Integer.parseInt(words.get(1)), Duration.parse(words.get(2))));
        }
        boolean timed = words.size() >= 2 && words.get(0).equals("--minutes");
        Duration length = Duration.ofMinutes(timed ? Long.parseLong(words.get(1)) : 3);
        List<String> rest = words.subList(timed ? 2 : 0, words.size());
        if (rest.size() > 1 || rest.stream().anyMatch(word -> word.startsWith("-"))) {
            System.err.println("usage: soak [--minutes N] [page to write]");
            System.exit(2);
        }
        try (Internet internet = Internet.open()) {
            Path page = Files.createTempFile("soak", ".md");
            Process service = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx128m",
                            "-XX:+ExitOnOutOfMemoryError",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Main.class.getName(),
                            "service",
                            String.valueOf(internet.port()),
                            length.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .redirectOutput(page.toFile())
                    .start();
            int outcome = service.waitFor();
            System.out.print(Files.readString(page));
            if (!rest.isEmpty() && outcome == 0) {
                Files.copy(page, Path.of(rest.get(0)), StandardCopyOption.REPLACE_EXISTING);
            }
            Files.delete(page);
            System.exit(outcome);
        }
    }
}
