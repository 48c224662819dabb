package org.jwks4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.json.JsonObject;

/**
 * What a module looks up by name at run time is in its reachability metadata, so that a native image has it: resources, and classes
 * of others that may be on the class path.
 */
final class NativeImageTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern RESOURCE = Pattern.compile("\"([\\w./-]+\\.(?:csv|dat|properties))\"");
    private static final Pattern CLASS = Pattern.compile("\"((?:com|org|io)\\.[a-z.]+\\.[A-Z]\\w+)\"");

    /** In the sources: what is read by a class that reads resources, and what is named by one that loads classes. */
    private static List<String> named(Path module, String call, Pattern name, boolean inPackage) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                String code = Files.readString(file);
                if (code.contains(call)) {
                    String folder = inPackage ? module.resolve("src/main/java").relativize(file.getParent()) + "/" : "";
                    name.matcher(code).results().forEach(match -> found.add(folder + match.group(1)));
                }
            }
        }
        return found;
    }

    private static List<String> told(Path module, String kind, String member) throws IOException {
        Path metadata = module.resolve("src/main/resources/META-INF/native-image/org.jwks4j/jwks4j-"
                + module.getFileName() + "/reachability-metadata.json");
        if (!Files.exists(metadata)) {
            return List.of();
        }
        Object entries =
                JsonObject.parse(Files.readAllBytes(metadata)).toPlainMap().getOrDefault(kind, List.of());
        return ((List<?>) entries)
                .stream().map(entry -> (String) ((Map<?, ?>) entry).get(member)).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "core",
                "verifier",
                "profiles",
                "testkit",
                "adapters/nimbus",
                "adapters/jjwt",
                "adapters/jose4j",
                "adapters/java-jwt",
                "transports/httpclient5",
                "stores/redis",
                "integrations/key-log",
                "integrations/micrometer"
            })
    void whatIsLookedUpByName_isInTheMetadata(String name) throws IOException {
        Path module = ROOT.resolve(name);

        assertThat(new TreeSet<>(told(module, "resources", "glob")))
                .isEqualTo(new TreeSet<>(named(module, "getResourceAsStream(", RESOURCE, true)));
        assertThat(new TreeSet<>(told(module, "reflection", "type")))
                .isEqualTo(new TreeSet<>(named(module, "Class.forName(", CLASS, false)));
    }
}
