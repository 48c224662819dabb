package org.jwks4j.keylog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jwks4j.keylog.KeyLogFault.Kind;

/** A log that was damaged while its service was down, or under its hands. */
class DamagedLogTest {
    @TempDir
    Path directory;

    private Service service;

    @BeforeEach
    void writeALog() {
        service = Service.at(directory.resolve("keys.jsonl"));
        service.asks();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private void restart() {
        service.starts(service.builder());
        service.asks();
    }

    private List<Kind> kinds() {
        return service.report().faults().stream().map(KeyLogFault::kind).toList();
    }

    @Test
    void aLineWithoutItsEnd_isLeftAndTheLogGoesOnInANewFile() throws IOException {
        service.stops();
        Files.writeString(service.path, "{\"n\":6,\"ti", StandardOpenOption.APPEND);
        restart();
        assertThat(kinds()).containsExactly(Kind.TORN);
        assertThat(service.events()).contains("damage-found");
        assertThat(KeyLogFiles.of(service.path)).hasSize(2);
    }

    @Test
    void aCutEnd_isFoundAtTheNextStart_andStaysVisible() throws IOException {
        service.stops();
        List<String> lines = Files.readAllLines(service.path);
        Files.write(service.path, lines.subList(0, 3));
        restart();
        assertThat(kinds()).containsExactly(Kind.MISSING);
        assertThat(service.report().faults().get(0)).hasToString("lines 4 to 5 are missing");
    }

    @Test
    void aFileThatWasRemoved_isMissedAtTheNextStart() throws IOException {
        service.stops();
        Files.delete(service.path);
        restart();
        KeyLogReport report = service.report();
        assertThat(report.firstLine()).isEqualTo(6);
        assertThat(service.events()).startsWith("file-begun", "damage-found", "opened");
    }

    @Test
    void aFileThatWasRemovedUnderItsHands_isBegunAnew() throws IOException {
        Files.delete(service.path);
        service.rotates();
        assertThat(service.report().isIntact()).isTrue();
        assertThat(service.report().firstLine()).isEqualTo(5);
        assertThat(service.events()).startsWith("file-begun", "key-accepted");
    }

    @Test
    void anEndInABreakBetweenTwoFiles_isNoDamage() throws IOException {
        service.stops();
        Files.move(service.path, KeyLogFiles.aside(service.path, 1));
        restart();
        assertThat(service.report().isIntact()).isTrue();
        assertThat(service.events()).doesNotContain("damage-found");
        assertThat(service.report().firstLine()).isEqualTo(1);
    }

    @Test
    void anEmptyFile_isANewLog() throws IOException {
        service.stops();
        Files.write(service.path, new byte[0]);
        Files.delete(KeyLogFiles.head(service.path));
        restart();
        assertThat(service.report().isIntact()).isTrue();
        assertThat(service.report().firstLine()).isEqualTo(1);
    }

    @Test
    void whatSomebodyAppends_staysAndIsFound() throws IOException {
        Files.writeString(service.path, "{\"n\":5,\"event\":\"forged\"}\n", StandardOpenOption.APPEND);
        service.rotates();
        assertThat(kinds()).containsExactly(Kind.EDITED);
        assertThat(service.history().keys()).hasSize(2);
    }

    @Test
    void aVeryLongLine_isAFaultAndNoMemory() throws IOException {
        Files.write(service.path, new byte[3 << 20], StandardOpenOption.APPEND);
        assertThat(kinds()).containsExactly(Kind.TORN);
    }
}
