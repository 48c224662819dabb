package org.jwks4j.idp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A program that runs until this one closes it or ends, in whatever way: a shell that leads a process group of its own reads
 * standard input, which ends with us, and then ends the group.
 */
final class ServerProcess implements AutoCloseable {
    private static final String UNTIL_INPUT_ENDS = """
            exec 3<&0
            "$@" </dev/null 3<&- &
            program=$!
            { cat <&3; kill -TERM 0; } >/dev/null 2>&1 &
            wait "$program"
            """;

    private static final Duration TO_END = Duration.ofSeconds(40);
    private static final Duration A_TRY = Duration.ofSeconds(15); // a request that hangs must not take all the time
    private static final int LAST_LINES = 15;

    private final Process shell;
    private final Path log;

    private ServerProcess(Process shell, Path log) {
        this.shell = shell;
        this.log = log;
    }

    /** What it prints is appended to the log. */
    static ServerProcess start(Path log, Path folder, Map<String, String> environment, List<String> command)
            throws IOException {
        List<String> all =
                new ArrayList<>(List.of("setsid", "nice", "-n", "5", "sh", "-c", UNTIL_INPUT_ENDS, "server"));
        all.addAll(command);
        Files.createDirectories(log.getParent());
        ProcessBuilder builder = new ProcessBuilder(all)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return new ServerProcess(builder.start(), log);
    }

    /** Returns once the URI is answered with 200. */
    void awaitAnswer(Http http, String uri, Duration atMost) throws IOException, InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        while (System.nanoTime() < until) {
            if (!shell.isAlive()) {
                throw new IOException("ended before it answered " + uri + "; the end of " + log + ":\n" + lastLines());
            }
            try {
                if (http.status(uri, A_TRY) == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // it does not listen yet
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        throw new IOException(
                "no answer of " + uri + " within " + atMost + "; the end of " + log + ":\n" + lastLines());
    }

    private String lastLines() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    /** Returns once all of it has ended. */
    @Override
    public void close() throws IOException {
        List<ProcessHandle> all =
                Stream.concat(shell.descendants(), Stream.of(shell.toHandle())).toList();
        shell.getOutputStream().close();
        CompletableFuture<?> ended =
                CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new));
        try {
            ended.get(TO_END.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            all.forEach(ProcessHandle::destroyForcibly);
        } catch (InterruptedException e) {
            all.forEach(ProcessHandle::destroyForcibly);
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IOException(e);
        }
    }
}
