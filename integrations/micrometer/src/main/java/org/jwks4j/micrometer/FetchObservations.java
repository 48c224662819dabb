package org.jwks4j.micrometer;

import io.micrometer.core.instrument.Tags;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.jwks4j.KeyFetcherEvent.FetchFailed;
import org.jwks4j.KeyFetcherEvent.FetchStarted;
import org.jwks4j.KeyFetcherEvent.FetchSucceeded;

/**
 * One observation for each request to an issuer. It has no parent, since many callers may share a request. It begins and ends
 * when the listener is told, so the meter {@code jwks4j.fetches} is more exact. Called by one thread at a time.
 */
final class FetchObservations {
    private static final int MOST_OPEN = 1024;

    private final ObservationRegistry registry;
    private final Tags tags;
    private final IssuerTag issuers;
    private final Map<Request, Observation> open = new LinkedHashMap<>();

    FetchObservations(ObservationRegistry registry, Tags tags, IssuerTag issuers) {
        this.registry = registry;
        this.tags = tags;
        this.issuers = issuers;
    }

    void started(FetchStarted event) {
        if (registry.isNoop() || open.size() >= MOST_OPEN) {
            return;
        }
        Observation observation = Observation.createNotStarted("jwks4j.fetch", registry)
                .contextualName("jwks4j fetch")
                .lowCardinalityKeyValue(IssuerTag.KEY, issuers.value(event.issuer()));
        tags.forEach(tag -> observation.lowCardinalityKeyValue(tag.getKey(), tag.getValue()));
        Observation before = open.put(new Request(event.issuer(), event.uri()), observation.start());
        stop(before, "unknown", "none");
    }

    void succeeded(FetchSucceeded event) {
        stop(open.remove(new Request(event.issuer(), event.uri())), "success", "none");
    }

    void failed(FetchFailed event) {
        Observation observation = open.remove(new Request(event.issuer(), event.uri()));
        if (observation != null) {
            observation.error(event.cause());
        }
        stop(observation, "failure", event.cause().reason().name());
    }

    /** The end of some may be among what was not told. */
    void missed() {
        open.values().forEach(observation -> stop(observation, "unknown", "none"));
        open.clear();
    }

    private static void stop(@Nullable Observation observation, String outcome, String reason) {
        if (observation != null) {
            observation.lowCardinalityKeyValue("outcome", outcome);
            observation.lowCardinalityKeyValue("reason", reason);
            observation.stop();
        }
    }

    /** By what the end of a request is known as its own. */
    private record Request(String issuer, URI uri) {}
}
