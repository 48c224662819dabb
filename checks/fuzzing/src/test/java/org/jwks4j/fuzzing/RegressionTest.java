package org.jwks4j.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every input that is worth keeping, fed once, without the fuzzer. */
final class RegressionTest {
    private static final Path SEEDS = Path.of("seeds");
    private static final Path REGRESSIONS = Path.of("regressions");

    @ParameterizedTest
    @EnumSource
    void keptInputs_breakNothing(Target target) {
        List<Path> inputs = Stream.of(SEEDS, REGRESSIONS)
                .flatMap(root -> filesIn(root.resolve(target.folder())))
                .toList();

        assertThat(inputs)
                .isNotEmpty()
                .allSatisfy(
                        input -> assertThatCode(() -> target.feed(read(input))).doesNotThrowAnyException());
    }

    @ParameterizedTest
    @EnumSource
    void target_isTheClassOfItsFolder(Target target) {
        StringBuilder name = new StringBuilder();
        for (String word : target.folder().split("-", -1)) {
            name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }

        assertThatCode(() -> Class.forName("org.jwks4j.fuzzing." + name + "Target")
                        .getMethod("fuzzerTestOneInput", byte[].class))
                .doesNotThrowAnyException();
    }

    @Test
    void seeds_areThereForEachTargetAndNoOther() {
        assertThat(filesIn(SEEDS).map(folder -> folder.getFileName().toString()))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Target.values()).map(Target::folder).toList());
    }

    private static Stream<Path> filesIn(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(Path file) throws IOException {
        return Files.readAllBytes(file);
    }
}
