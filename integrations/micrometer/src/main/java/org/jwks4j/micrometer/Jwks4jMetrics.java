package org.jwks4j.micrometer;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.jwks4j.KeyFetcher;
import org.jwks4j.KeyFetcherEvent;
import org.jwks4j.verifier.JwtVerifierEvent;

/**
 * The meters of one fetcher and its verifiers: {@code docs/metrics.md} has the table of them. It is a listener of both, so that a
 * meter registry that is slow delays no token.
 *
 * <pre>{@code
 * Jwks4jMetrics metrics = new Jwks4jMetrics(registry);
 * KeyFetcher fetcher = KeyFetcher.builder().trust(issuer).listener(metrics).build();
 * metrics.bind(fetcher);
 * JwtVerifier verifier = JwtVerifier.builder(fetcher).audience("orders").listener(metrics).build();
 * }</pre>
 *
 * <p>An issuer that was trusted by name is a tag value; all that become known at run time are together the value {@code other}. No
 * text of a token, a key or an answer is a tag. Thread-safe.
 */
public final class Jwks4jMetrics implements KeyFetcherEvent.Listener, JwtVerifierEvent.Listener {
    private static final int MOST_EARLY_EVENTS = 1024;

    private final MeterRegistry registry;
    private final Tags tags;
    private final ObservationRegistry observations;
    private final VerifierMeters verifier;
    private final Deque<KeyFetcherEvent> early = new ArrayDeque<>();
    private @Nullable FetcherMeters fetcher;

    /**
     * Makes meters, and no observations.
     *
     * @param registry has them
     */
    public Jwks4jMetrics(MeterRegistry registry) {
        this(registry, ObservationRegistry.NOOP, Tags.empty());
    }

    /**
     * Makes meters, and an observation {@code jwks4j.fetch} of each request to an issuer.
     *
     * @param registry has the meters
     * @param observations has the observations; {@link ObservationRegistry#NOOP} for none
     * @param tags of all of them, for an application with several fetchers; may be empty
     */
    public Jwks4jMetrics(MeterRegistry registry, ObservationRegistry observations, Tags tags) {
        this.registry = requireNonNull(registry, "registry");
        this.observations = requireNonNull(observations, "observations");
        this.tags = requireNonNull(tags, "tags");
        this.verifier = new VerifierMeters(registry, tags);
    }

    /**
     * Begins to measure a fetcher that this is a listener of. What it was told before, in {@code build()}, is counted now.
     *
     * @param measured the fetcher; its meters hold it weakly
     * @throws IllegalStateException if a fetcher is measured already
     */
    public synchronized void bind(KeyFetcher measured) {
        if (fetcher != null) {
            throw new IllegalStateException("a fetcher is bound already: make a Jwks4jMetrics for each");
        }
        IssuerTag issuers = new IssuerTag(measured.namedIssuers());
        new FetcherGauges(registry, tags, measured).register();
        FetcherMeters meters =
                new FetcherMeters(registry, tags, issuers, new FetchObservations(observations, tags, issuers));
        early.forEach(meters::onEvent);
        early.clear();
        fetcher = meters;
    }

    /** Before there is a fetcher, it is not known whom it trusts by name: that is what a tag may be. */
    @Override
    public synchronized void onEvent(KeyFetcherEvent event) {
        if (fetcher != null) {
            fetcher.onEvent(event);
        } else if (early.size() < MOST_EARLY_EVENTS) {
            early.add(event);
        }
    }

    @Override
    public void onEvent(JwtVerifierEvent event) {
        verifier.onEvent(event);
    }
}
