package org.jwks4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page for those who move here says of each of Boot's own properties what becomes of it. */
final class MovingPropertiesTest {
    private static final Path PAGE = Path.of("../../docs/moving-spring-boot.md");
    private static final Pattern PROPERTY = Pattern.compile(
            "\"name\": *\"spring\\.security\\.oauth2\\.resourceserver\\.((?:jwt|opaquetoken)\\.[a-z-]+)\"");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `((?:jwt|opaquetoken)\\.[a-z-]+)` \\|");

    private static List<String> properties(URL metadata) throws IOException {
        try (InputStream json = metadata.openStream()) {
            return names(PROPERTY, new String(json.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static List<String> names(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).toList();
    }

    @Test
    void eachOfBootsProperties_hasARow() throws IOException {
        Set<String> boots = new TreeSet<>();
        for (URL metadata : Collections.list(
                getClass().getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
            boots.addAll(properties(metadata));
        }
        List<String> rows = names(ROW, Files.readString(PAGE));

        assertThat(rows).doesNotHaveDuplicates();
        assertThat(boots).contains("jwt.issuer-uri").isSubsetOf(rows);
    }
}
