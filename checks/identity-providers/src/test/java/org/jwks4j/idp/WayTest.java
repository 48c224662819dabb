package org.jwks4j.idp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WayTest {
    private static final Path ROOT = Path.of("../..");

    @Test
    void everyAdapter_hasAWay() throws IOException {
        try (Stream<Path> folders = Files.list(ROOT.resolve("adapters"))) {
            List<String> adapters = folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .map(folder -> "adapters/" + folder.getFileName())
                    .toList();
            assertThat(Way.ALL).map(Way::module).containsAll(adapters).contains("core", "verifier");
        }
    }
}
