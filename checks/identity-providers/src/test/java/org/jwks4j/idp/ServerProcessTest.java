package org.jwks4j.idp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTest {
    private final Http http = new Http(Access.HTTP_ON_LOOPBACK.client());

    @TempDir
    Path folder;

    @Test
    void close_endsTheProgramAndWhatItStarted() throws Exception {
        List<ProcessHandle> before = ProcessHandle.current().descendants().toList();
        ServerProcess server = ServerProcess.start(
                folder.resolve("log"), folder, Map.of(), List.of("sh", "-c", "sleep 600 & sleep 600"));
        List<ProcessHandle> started = ProcessHandle.current()
                .descendants()
                .filter(process -> !before.contains(process))
                .toList();
        assertThat(started).isNotEmpty();

        server.close();

        assertThat(started).noneMatch(ProcessHandle::isAlive);
        assertThat(ProcessHandle.current().descendants()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void programThatEnds_failsAtOnce_withTheEndOfItsLog() throws Exception {
        List<String> command = List.of("sh", "-c", "echo no such database; exit 3");
        try (ServerProcess server = ServerProcess.start(folder.resolve("log"), folder, Map.of(), command)) {
            String uri = "http://127.0.0.1:" + Workplace.freePort() + "/";
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> server.awaitAnswer(http, uri, Duration.ofMinutes(1)))
                    .withMessageContaining("ended before it answered")
                    .withMessageContaining("no such database");
        }
    }
}
