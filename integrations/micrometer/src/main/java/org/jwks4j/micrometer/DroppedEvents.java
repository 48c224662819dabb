package org.jwks4j.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/** Events that the meters were not told, because they did not keep up: by so many, counts are too low. */
final class DroppedEvents {
    private DroppedEvents() {}

    /** @param source whose events they are */
    static Counter counter(MeterRegistry registry, Tags tags, String source) {
        return Counter.builder("jwks4j.events.dropped")
                .description("Events that these meters did not keep up with, and do not count.")
                .tags(tags.and("source", source))
                .register(registry);
    }
}
