package org.jwks4j.form;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.fetch.Document;
import org.jwks4j.fetch.DocumentFetcher;
import org.jwks4j.fetch.DocumentFetcher.Standing;
import org.jwks4j.http.HttpTransport.Response;
import org.jwks4j.jwk.Jwk;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.jwk.SkippedJwk;
import org.jwks4j.net.CachingHeaders;
import org.jwks4j.net.Environment;
import org.jwks4j.net.Futures;
import org.jwks4j.refresh.Failure;
import org.jwks4j.refresh.Fetched;
import org.jwks4j.refresh.Flight;
import org.jwks4j.refresh.RefreshingSource;
import org.jwks4j.refresh.Snapshot;
import org.jwks4j.refresh.StatedFreshness;

/**
 * Fetches keys that have a document each. The set has the keys that were fetched so far: a fetch for an unknown key asks for one key ID that tokens
 * named, so that each such request is paid from the budget of unknown keys; a refresh asks for all that are known.
 */
public final class KeyByIdLoader<V> implements RefreshingSource.Loader<V> {
    /** A refresh has a request for each. */
    private static final int MOST_KEYS = 16;

    private static final Set<Integer> ABSENT =
            Set.of(403, 404, 410); // a store without public lists answers 403 for 404

    private final String issuer;
    private final ValueOfKeys<V> kept;
    private final UnaryOperator<String> uriOf;
    private final DocumentFetcher fetcher;
    private final Environment environment;
    private final SoughtKeyIds sought = new SoughtKeyIds();

    /**
     * Makes a loader.
     *
     * @param uriOf where the document of a key ID is
     */
    public KeyByIdLoader(
            String issuer,
            UnaryOperator<String> uriOf,
            DocumentFetcher fetcher,
            Environment environment,
            ValueOfKeys<V> kept) {
        this.issuer = issuer;
        this.kept = kept;
        this.uriOf = uriOf;
        this.fetcher = fetcher;
        this.environment = environment;
    }

    @Override
    public OptionalLong seek(String keyId) {
        long until = sought.absentUntil(keyId);
        if (environment.now() < until) {
            return OptionalLong.of(until);
        }
        sought.add(keyId, environment.chance());
        return OptionalLong.empty();
    }

    @Override
    public CompletableFuture<Fetched<V>> load(@Nullable Snapshot<V> previous, Flight flight) {
        JwkSet known = previous == null ? new JwkSet(List.of(), List.of()) : kept.keysOf(previous.value());
        if (previous == null || !flight.isForUnknownName()) {
            return refreshed(known, flight);
        }
        String keyId = sought.take(environment.chance());
        return keyId == null
                ? CompletableFuture.completedFuture(unchanged(previous))
                : fetch(keyId, known.keys().isEmpty() ? Standing.NEWCOMER : Standing.KNOWN, flight)
                        .thenApply(
                                found -> found.map(key -> with(key, previous)).orElseGet(() -> unchanged(previous)));
    }

    @Override
    public Failure failure(@Nullable Throwable cause) {
        return kept.failure(cause);
    }

    /** All keys or none: they are at one place, and what fails for one of them fails for all. */
    private CompletableFuture<Fetched<V>> refreshed(JwkSet known, Flight flight) {
        List<CompletableFuture<Optional<Found>>> requests = keyIds(known).stream()
                .map(keyId -> fetch(keyId, Standing.KNOWN, flight))
                .toList();
        return CompletableFuture.allOf(requests.toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> {
                    List<Found> found = requests.stream()
                            .flatMap(request -> request.join().stream())
                            .toList();
                    Optional<Duration> shortest = found.stream()
                            .flatMap(key -> key.freshness.lifetime().stream())
                            .min(Duration::compareTo);
                    boolean mustRevalidate = found.stream().anyMatch(key -> key.freshness.mustRevalidate());
                    JwkSet set = union(found.stream().map(Found::keys).toList());
                    return Fetched.of(kept.of(set, ""), flight.startedAt())
                            .whichMayHaveMoved()
                            .with(new StatedFreshness(shortest, mustRevalidate));
                });
    }

    /** A new key makes the others no younger. */
    private Fetched<V> with(Found key, Snapshot<V> previous) {
        JwkSet before = kept.keysOf(previous.value());
        return aged(kept.of(union(List.of(before, key.keys)), ""), previous);
    }

    private Fetched<V> unchanged(Snapshot<V> previous) {
        return aged(previous.value(), previous).asBefore();
    }

    private Fetched<V> aged(V keys, Snapshot<V> as) {
        Duration lifetime = Duration.ofNanos(as.freshUntil() - as.requestedAt());
        boolean mustRevalidate = as.staleUntil() == as.freshUntil();
        return Fetched.of(keys, as.requestedAt())
                .whichMayHaveMoved()
                .with(new StatedFreshness(Optional.of(lifetime), mustRevalidate));
    }

    /** Empty if there is no such key. */
    private CompletableFuture<Optional<Found>> fetch(String keyId, Standing standing, Flight flight) {
        String uri = uriOf.apply(keyId);
        var wanted = new DocumentFetcher.Wanted(
                issuer, uri, Document.PEM, Map.of(), standing, flight.startedAt(), false, flight.wantsNewest());
        CompletableFuture<Optional<Found>> answer = fetcher.fetch(wanted, asked -> {
            Response response = asked.response();
            CachingHeaders caching = CachingHeaders.of(response, environment.wallClock());
            JwkSet key =
                    PemDocument.read(keyId, response.body(), fetcher.limits().keys());
            return Optional.of(
                    new Found(key, new StatedFreshness(caching.freshnessLifetime(), caching.mustRevalidate())));
        });
        return answer.exceptionallyCompose(
                failure -> isAbsent(failure) ? absent(keyId) : CompletableFuture.failedFuture(failure));
    }

    private CompletableFuture<Optional<Found>> absent(String keyId) {
        sought.isAbsent(keyId, environment.now());
        return CompletableFuture.completedFuture(Optional.empty());
    }

    private static boolean isAbsent(Throwable failure) {
        return Futures.unwrapped(failure) instanceof KeysUnavailableException answer
                && ABSENT.contains(answer.answeredStatus().orElse(0));
    }

    private static Set<String> keyIds(JwkSet set) {
        Set<String> keyIds = new LinkedHashSet<>();
        set.keys().stream().map(key -> key.keyId().orElse(null)).forEach(keyIds::add);
        set.skipped().stream().map(SkippedJwk::keyId).forEach(keyIds::add);
        return keyIds;
    }

    /** Of more than there may be, the first go. */
    private static JwkSet union(List<JwkSet> sets) {
        List<Jwk> keys = new ArrayList<>();
        List<SkippedJwk> skipped = new ArrayList<>();
        for (JwkSet set : sets) {
            keys.addAll(set.keys());
            skipped.addAll(set.skipped());
        }
        return new JwkSet(last(keys), last(skipped));
    }

    private static <T> List<T> last(List<T> all) {
        return all.subList(Math.max(0, all.size() - MOST_KEYS), all.size());
    }

    private record Found(JwkSet keys, StatedFreshness freshness) {}
}
