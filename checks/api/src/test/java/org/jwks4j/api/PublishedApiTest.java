package org.jwks4j.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the modules offer and what their committed descriptions say is the same. */
class PublishedApiTest {
    private static final Pattern MAY_BE_NULL =
            Pattern.compile("^  (?:static |abstract |final )*@Nullable \\S+ \\w+\\(");
    private static final Pattern OPTIONAL =
            Pattern.compile("^  (?:static |abstract |final )*java\\.util\\.Optional(?:Int|Long)?(?:<.*>)? \\w+\\(");

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

    /** Who reads {@code Optional} in one method of a type does not look for null in the next. */
    @ParameterizedTest
    @MethodSource("published")
    void whatAType_saysOfAbsence_isOneOfOptionalAndNull(PublishedModule module) throws IOException {
        String type = "";
        Set<String> withNull = new TreeSet<>();
        Set<String> withOptional = new TreeSet<>();
        for (String line :
                module.api(ROOT, System.getProperty("api.output")).lines().toList()) {
            boolean isMember = line.startsWith("  ");
            type = isMember ? type : line;
            boolean isRecord = !isMember && line.matches("(@\\S+ )*(final )?record .*");
            if (MAY_BE_NULL.matcher(line).find() || (isRecord && line.contains("@Nullable"))) {
                withNull.add(type);
            }
            if (OPTIONAL.matcher(line).find() || (isRecord && line.contains("java.util.Optional"))) {
                withOptional.add(type);
            }
        }
        withNull.retainAll(withOptional);
        assertThat(withNull).isEmpty();
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
