package org.jwks4j.simulation.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Plays every scenario once, and holds the engine to its promises and the committed report to what came out. */
class ScenariosTest {
    private static final Path COMMITTED = Path.of("..", "..", "docs", "simulation");

    private static List<Chapter> chapters;
    private static Report report;

    @BeforeAll
    static void play() {
        chapters = Scenarios.play();
        report = Report.of(chapters);
    }

    @TestFactory
    Stream<DynamicContainer> promises_areKept() {
        return chapters.stream()
                .map(chapter -> DynamicContainer.dynamicContainer(
                        chapter.title,
                        chapter.promises.stream()
                                .map(promise -> DynamicTest.dynamicTest(
                                        promise.what(),
                                        () -> assertThat(promise.kept())
                                                .as(promise.toString())
                                                .isTrue()))));
    }

    @Test
    void everyScenario_hasCallersRequestsAndPromises() {
        assertThat(chapters).allSatisfy(chapter -> {
            assertThat(chapter.promises).hasSizeGreaterThan(2);
            assertThat(chapter.figures).isNotEmpty();
            assertThat(chapter.rows)
                    .anySatisfy(row -> assertThat(row.callers().callers()).isGreaterThan(100))
                    .anySatisfy(row -> assertThat(row.requests().all()).isPositive());
        });
    }

    @Test
    void committedReport_isWhatTheCodeWrites() throws IOException {
        for (String name : report.files().keySet()) {
            assertThat(Files.readString(COMMITTED.resolve(name)))
                    .as("%s; after a change, run scripts/simulate report and look at what it changed", name)
                    .isEqualTo(report.files().get(name));
        }
    }

    @Test
    void folder_holdsNothingElse() throws IOException {
        try (Stream<Path> files = Files.list(COMMITTED)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(report.files().keySet());
        }
    }
}
