package org.jwks4j.keylog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a key log. {@code keys.jsonl} is written; when it is large it becomes {@code keys.jsonl.4312}, by the number of its
 * first line, and is not touched again; {@code keys.jsonl.head} is the last line.
 */
public final class KeyLogFiles {
    private KeyLogFiles() {}

    /**
     * All files of a log that are there, oldest first.
     *
     * @param log the file that is written
     * @return those before it, and it
     * @throws IOException when their directory cannot be read
     */
    public static List<Path> of(Path log) throws IOException {
        List<Path> files = new ArrayList<>(before(log));
        if (Files.exists(log)) {
            files.add(log);
        }
        return files;
    }

    static List<Path> before(Path log) throws IOException {
        Pattern name = Pattern.compile(Pattern.quote(log.getFileName().toString()) + "\\.([0-9]{1,18})(-[0-9]{1,9})?");
        Path directory = log.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> siblings = Files.list(directory)) {
            return siblings.filter(
                            file -> name.matcher(file.getFileName().toString()).matches())
                    .sorted(Comparator.<Path>comparingLong(file -> firstLine(name, file))
                            .thenComparing(Path::getFileName))
                    .toList();
        }
    }

    private static long firstLine(Pattern name, Path file) {
        Matcher matcher = name.matcher(file.getFileName().toString());
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
    }

    /** Where a file goes that is full, or damaged: never over another one. */
    static Path aside(Path log, long firstLine) {
        Path wanted = log.resolveSibling(log.getFileName() + "." + firstLine);
        for (int i = 2; Files.exists(wanted); i++) {
            wanted = log.resolveSibling(log.getFileName() + "." + firstLine + "-" + i);
        }
        return wanted;
    }

    /**
     * Where the last line is kept unless it is kept elsewhere.
     *
     * @param log the file that is written
     * @return a file beside it
     */
    public static Path head(Path log) {
        return log.resolveSibling(log.getFileName() + ".head");
    }
}
