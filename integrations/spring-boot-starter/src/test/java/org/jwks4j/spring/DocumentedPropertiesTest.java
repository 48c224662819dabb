package org.jwks4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.jwks4j.RefreshPolicy;
import org.jwks4j.json.JsonObject;
import org.jwks4j.spring.Jwks4jProperties.RefreshProperties;
import org.jwks4j.spring.resource.ResourceProperties;
import org.jwks4j.store.SharedStore;
import org.springframework.boot.convert.DurationStyle;

/** The properties that there are, those that an IDE is told of, and those of the documentation are the same. */
final class DocumentedPropertiesTest {
    private static final Path PAGE = Path.of("../../docs/spring-boot.md");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(jwks4j\\.[^`]+)` \\|(?: (?:`([^`]*)`)? ?\\|)? (.+) \\|$");
    private static final List<Class<?>> GROUPS =
            List.of(RefreshProperties.class, StoreProperties.class, ResourceProperties.class);
    private static final SharedStore STORE = SharedStore.of(new EmptyStore());
    private static final Pattern UPPER = Pattern.compile("[A-Z]");

    /** By name: its type. */
    private static Map<String, String> properties() {
        Map<String, String> all = new TreeMap<>();
        named(Jwks4jProperties.class).forEach((name, part) -> {
            if (!GROUPS.contains(part.getType())) {
                all.put("jwks4j." + name, part.getGenericType().getTypeName());
            }
        });
        named(RefreshProperties.class)
                .forEach((name, part) ->
                        all.put("jwks4j.refresh." + name, part.getType().getTypeName()));
        named(StoreProperties.class).forEach((name, part) -> {
            if (part.getType() != RedisProperties.class) {
                all.put("jwks4j.store." + name, part.getGenericType().getTypeName());
            }
        });
        named(ResourceProperties.class)
                .forEach((name, part) -> all.put(
                        "jwks4j.resource-metadata." + name,
                        part.getGenericType().getTypeName()));
        named(RedisProperties.class)
                .forEach((name, part) -> all.put(
                        "jwks4j.store.redis." + name, part.getGenericType().getTypeName()));
        return all;
    }

    private static Map<String, RecordComponent> named(Class<?> record) {
        Map<String, RecordComponent> all = new TreeMap<>();
        Arrays.stream(record.getRecordComponents()).forEach(part -> all.put(kebab(part.getName()), part));
        return all;
    }

    private static String kebab(String name) {
        return UPPER.matcher(name).replaceAll(upper -> "-" + upper.group().toLowerCase(Locale.ROOT));
    }

    private static List<JsonObject> metadata() throws IOException {
        try (InputStream json =
                Jwks4jProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            return ((List<?>) JsonObject.parse(json.readAllBytes()).asMap().get("properties"))
                    .stream().map(JsonObject.class::cast).toList();
        }
    }

    private static List<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(PAGE)).results().toList();
    }

    private static String text(JsonObject property, String member) {
        Object value = property.asMap().get(member);
        return value == null ? null : value.toString();
    }

    @Test
    void theMetadata_hasEachProperty_withItsType() throws IOException {
        Map<String, String> told = new TreeMap<>();
        metadata().forEach(property -> told.put(text(property, "name"), text(property, "type")));

        assertThat(told).isEqualTo(properties());
    }

    @Test
    void thePage_hasItsFirstProgramByLine15() throws IOException {
        assertThat(Files.readAllLines(PAGE).subList(0, 15))
                .anyMatch(line -> line.contains("jwks4j-spring-boot-starter"))
                .anyMatch(line -> line.startsWith(BootProperties.ISSUER_URI + "="))
                .anyMatch(line -> line.startsWith(BootProperties.AUDIENCES + "="));
    }

    @Test
    void thePage_hasEachProperty() throws IOException {
        Stream<String> ofIssuers = named(IssuerProperties.class).entrySet().stream()
                .map(part ->
                        "jwks4j.issuers[n]." + part.getKey() + (part.getValue().getType() == Map.class ? ".*" : ""));
        Stream<String> others = properties().keySet().stream().filter(name -> !name.equals("jwks4j.issuers"));

        assertThat(rows().stream().map(row -> row.group(1)))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(ofIssuers, others).toList());
    }

    @Test
    void thePageAndTheMetadata_sayTheSame() throws IOException {
        Map<String, MatchResult> rows = new TreeMap<>();
        rows().forEach(row -> rows.put(row.group(1), row));

        assertThat(metadata().stream().filter(property -> !"jwks4j.issuers".equals(text(property, "name"))))
                .allSatisfy(property -> {
                    MatchResult row = rows.get(text(property, "name"));
                    assertThat(row.group(2)).isEqualTo(text(property, "defaultValue"));
                    assertThat(row.group(3)).isEqualTo(text(property, "description"));
                });
    }

    @Test
    void theDefaults_areThoseOfTheEngine() throws IOException {
        RefreshPolicy policy = RefreshPolicy.defaults();
        Map<String, Duration> durations = Map.of(
                "jwks4j.refresh.default-freshness", policy.defaultFreshness(),
                "jwks4j.refresh.min-freshness", policy.minFreshness(),
                "jwks4j.refresh.max-freshness", policy.maxFreshness(),
                "jwks4j.refresh.stale-for", policy.staleFor(),
                "jwks4j.refresh.max-wait", policy.maxWait(),
                "jwks4j.refresh.unknown-key-interval", policy.unknownKeyInterval(),
                "jwks4j.store.timeout", STORE.timeout(),
                "jwks4j.store.max-wait", STORE.longestWait());

        assertThat(metadata().stream().filter(property -> durations.containsKey(text(property, "name"))))
                .hasSameSizeAs(durations.keySet())
                .allSatisfy(property -> assertThat(DurationStyle.detectAndParse(text(property, "defaultValue")))
                        .isEqualTo(durations.get(text(property, "name"))));
        assertThat(metadata().stream().filter(property -> text(property, "name").endsWith("burst")))
                .singleElement()
                .satisfies(property -> assertThat(text(property, "defaultValue"))
                        .isEqualTo(Integer.toString(policy.unknownKeyBurst())));
    }
}
