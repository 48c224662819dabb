package org.jwks4j.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyFetcherEvent;
import org.jwks4j.testkit.ScriptedTransport;

/** The meters that there are and those of {@code docs/metrics.md} are the same: name, kind, tags and unit. */
final class DocumentedMetersTest {
    private static final Path PAGE = Path.of("../../docs/metrics.md");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(jwks4j[^`]+)` \\| (\\w+) \\| ([^|]+) \\| ?(\\w*) ?\\| .+ \\|$");
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");
    private static final String ISSUER = "https://issuer.example.com";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private static Set<String> documented() throws IOException {
        return ROW.matcher(Files.readString(PAGE))
                .results()
                .map(row -> row.group(1) + " " + row.group(2) + " "
                        + NAME.matcher(row.group(3))
                                .results()
                                .map(name -> name.group(1))
                                .sorted()
                                .toList()
                        + " " + row.group(4))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String described(Meter meter) {
        Meter.Id id = meter.getId();
        List<String> tags = id.getTags().stream().map(Tag::getKey).sorted().toList();
        String unit = id.getBaseUnit() == null ? "" : id.getBaseUnit();
        return id.getName() + " " + id.getType().name().toLowerCase(Locale.ROOT) + " " + tags + " " + unit;
    }

    @Test
    void theTable_hasEachMeter() throws IOException {
        try (KeyFetcher fetcher = KeyFetcher.builder()
                .trust(ISSUER)
                .transport(new ScriptedTransport())
                .build()) {
            Jwks4jMetrics metrics = new Jwks4jMetrics(registry);
            metrics.bind(fetcher);
            Telling.ofFetcher(ISSUER).forEach(metrics::onEvent);
            Telling.ofVerifier(Optional.of(ISSUER)).forEach(metrics::onEvent);

            Set<String> found = registry.getMeters().stream()
                    .map(DocumentedMetersTest::described)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(found).isEqualTo(documented());
        }
    }

    /** A new kind of event is counted, or passed over on purpose: FetcherMeters has a line for it, and this test an event. */
    @Test
    void eachKindOfEvent_isKnown() {
        IssuerTag issuers = new IssuerTag(List.of());
        FetcherMeters meters = new FetcherMeters(
                registry,
                Tags.empty(),
                issuers,
                new FetchObservations(ObservationRegistry.NOOP, Tags.empty(), issuers));
        Set<Class<?>> told =
                Telling.ofFetcher(ISSUER).stream().map(Object::getClass).collect(Collectors.toSet());
        told.add(KeyFetcherEvent.StatusChanged.class);

        assertThat(meters.kinds())
                .containsExactlyInAnyOrderElementsOf(told.stream()
                        .<Class<? extends KeyFetcherEvent>>map(kind -> kind.asSubclass(KeyFetcherEvent.class))
                        .toList());
        assertThat(KeyFetcherEvent.class.getPermittedSubclasses()).containsExactlyInAnyOrderElementsOf(told);
    }
}
