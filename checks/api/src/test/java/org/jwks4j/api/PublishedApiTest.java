package org.jwks4j.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the modules offer and what their committed descriptions say is the same. */
class PublishedApiTest {
    private static final Path ROOT = Path.of(System.getProperty("api.root"));

    static List<PublishedModule> published() throws IOException {
        return PublishedModule.all(ROOT);
    }

    private static List<String> publishedArtifacts() throws IOException {
        return published().stream().map(PublishedModule::artifactId).toList();
    }

    @ParameterizedTest
    @MethodSource("published")
    void api_isTheCommittedOne(PublishedModule module) throws IOException {
        Path dump = module.dump(ROOT);
        List<String> committed = Files.exists(dump) ? Files.readAllLines(dump) : List.of();
        List<String> compiled =
                module.api(ROOT, System.getProperty("api.output")).lines().toList();

        assertThat(differences(committed, compiled))
                .as(
                        "The public API of %s is not that of %s/api.txt. If the change is meant,"
                                + " run scripts/api-dump and commit that file together with the change.",
                        module.folder(), module.folder())
                .isEmpty();
        assertThat(compiled).isEqualTo(committed);
    }

    private static List<String> differences(List<String> committed, List<String> compiled) {
        return Stream.concat(
                        committed.stream()
                                .filter(line -> !compiled.contains(line))
                                .map(line -> "- " + line),
                        compiled.stream()
                                .filter(line -> !committed.contains(line))
                                .map(line -> "+ " + line))
                .toList();
    }

    @Test
    void thisModule_isBuiltAfterAllPublishedOnes() throws IOException {
        assertThat(Pom.read(ROOT.resolve("checks/api/pom.xml")).dependencies())
                .as("dependencies of checks/api/pom.xml")
                .containsAll(publishedArtifacts());
    }

    @Test
    void theBillOfMaterials_hasExactlyThePublishedModules() throws IOException {
        assertThat(Pom.read(ROOT.resolve("bom/pom.xml")).managedDependencies())
                .as("dependencies that bom/pom.xml manages")
                .containsExactlyInAnyOrderElementsOf(publishedArtifacts());
    }
}
