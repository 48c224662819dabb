package org.jwks4j.form;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.jwks4j.fetch.Document;
import org.jwks4j.fetch.DocumentFetcher;
import org.jwks4j.fetch.DocumentFetcher.Standing;
import org.jwks4j.fetch.FetchErrors;
import org.jwks4j.http.HttpTransport.Response;
import org.jwks4j.jwk.Jwk;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.jwk.SkippedJwk;
import org.jwks4j.net.CachingHeaders;
import org.jwks4j.net.Environment;
import org.jwks4j.net.Futures;
import org.jwks4j.net.SharedRequests.Answer;
import org.jwks4j.net.Validators;
import org.jwks4j.refresh.Failure;
import org.jwks4j.refresh.Fetched;
import org.jwks4j.refresh.Flight;
import org.jwks4j.refresh.RefreshSettings;
import org.jwks4j.refresh.RefreshingSource;
import org.jwks4j.refresh.Snapshot;
import org.jwks4j.refresh.StatedFreshness;

/**
 * Fetches the JWK Sets of several URIs, all of which have keys of one issuer. If one fails, its last keys stay, for as long
 * as keys may be used stale; the fetch fails only if all fail.
 */
public final class KeyUnionLoader<V> implements RefreshingSource.Loader<V> {
    /** While a part is missing, the whole is not asked for later than this. */
    private static final Duration WHILE_INCOMPLETE = Duration.ofMinutes(1);

    private final String issuer;
    private final ValueOfKeys<V> kept;
    private final List<String> uris;
    private final DocumentFetcher fetcher;
    private final Environment environment;
    private final long longestAge;
    private final Map<String, Part> parts = new ConcurrentHashMap<>();

    public KeyUnionLoader(
            String issuer,
            List<String> uris,
            DocumentFetcher fetcher,
            Environment environment,
            RefreshSettings rules,
            ValueOfKeys<V> kept) {
        this.issuer = issuer;
        this.kept = kept;
        this.uris = uris;
        this.fetcher = fetcher;
        this.environment = environment;
        Duration longest = rules.maxFreshness().plus(rules.staleFor()).minus(rules.grace()); // which follows it
        this.longestAge = Math.max(0, longest.toNanos());
    }

    @Override
    public CompletableFuture<Fetched<V>> load(@Nullable Snapshot<V> previous, Flight flight) {
        List<CompletableFuture<Part>> requests =
                uris.stream().map(uri -> fetch(uri, flight)).toList();
        return CompletableFuture.allOf(requests.toArray(CompletableFuture<?>[]::new))
                .handle((done, failure) -> {
                    requests.stream()
                            .filter(request -> !request.isCompletedExceptionally())
                            .forEach(request -> parts.put(request.join().uri, request.join()));
                    return failure == null ? whole(previous, flight) : incomplete(requests, previous, flight, failure);
                });
    }

    @Override
    public Failure failure(@Nullable Throwable cause) {
        return kept.failure(cause);
    }

    private CompletableFuture<Part> fetch(String uri, Flight flight) {
        Part known = parts.get(uri);
        Map<String, String> condition = known == null ? Map.of() : known.validators.requestHeaders(uri);
        var wanted = new DocumentFetcher.Wanted(
                issuer,
                uri,
                Document.JWK_SET,
                condition,
                known == null ? Standing.NEWCOMER : Standing.KNOWN,
                flight.startedAt(),
                known == null,
                flight.wantsNewest());
        return fetcher.fetch(wanted, answer -> read(uri, answer, known));
    }

    private Part read(String uri, Answer answer, @Nullable Part known) {
        Response response = answer.response();
        CachingHeaders caching = CachingHeaders.of(response, environment.wallClock());
        StatedFreshness freshness = new StatedFreshness(caching.freshnessLifetime(), caching.mustRevalidate());
        long at = answer.requestedAt();
        if (response.status() == 304 && known != null) {
            return new Part(
                    uri, known.keys, known.digest, known.validators.updatedBy(caching), freshness, caching.age(), at);
        }
        String digest = KeyDocument.digest(response.body());
        JwkSet keys = known != null && known.digest.equals(digest)
                ? known.keys
                : JwkSet.parse(response.body(), fetcher.limits().keys());
        return new Part(uri, keys, digest, Validators.of(uri, caching), freshness, caching.age(), at);
    }

    /**
     * The keys while some of the URIs fail. Keys that were loaded before this loader was made do not say from which part they
     * are, so they stay. And a key that is in no part may be in the one that is missing: then it is not unknown.
     */
    private Fetched<V> incomplete(
            List<CompletableFuture<Part>> requests, @Nullable Snapshot<V> previous, Flight flight, Throwable failure) {
        boolean allFailed = requests.stream().allMatch(CompletableFuture::isCompletedExceptionally);
        if (allFailed || (previous != null && parts.size() < uris.size())) {
            throw new CompletionException(Futures.unwrapped(failure));
        }
        uris.forEach(uri -> parts.merge(
                uri,
                Part.empty(uri),
                (part, none) -> flight.startedAt() - part.requestedAt < longestAge ? part : none));
        Fetched<V> rest = whole(previous, flight);
        if (flight.isForUnknownName() && rest.sameAsBefore()) {
            throw new CompletionException(Futures.unwrapped(failure));
        }
        Duration stated = rest.freshness().lifetime().orElse(WHILE_INCOMPLETE);
        Duration shorter = stated.compareTo(WHILE_INCOMPLETE) < 0 ? stated : WHILE_INCOMPLETE;
        return rest.whichMayHaveMoved()
                .with(new StatedFreshness(Optional.of(shorter), rest.freshness().mustRevalidate()));
    }

    private Fetched<V> whole(@Nullable Snapshot<V> previous, Flight flight) {
        List<Part> known = uris.stream()
                .flatMap(uri -> Optional.ofNullable(parts.get(uri)).stream())
                .toList();
        String digests = known.stream().map(part -> part.digest).collect(Collectors.joining());
        String digest = KeyDocument.digest(digests.getBytes(StandardCharsets.UTF_8));
        StatedFreshness freshness = new StatedFreshness(
                known.stream()
                        .flatMap(part -> part.freshness.lifetime().stream())
                        .min(Duration::compareTo),
                known.stream().anyMatch(part -> part.freshness.mustRevalidate()));
        Duration age =
                known.stream().map(part -> part.age).max(Duration::compareTo).orElse(Duration.ZERO);
        if (previous != null && kept.digestOf(previous.value()).equals(digest)) {
            return Fetched.of(kept.asFetched(previous.value()), flight.startedAt())
                    .asBefore()
                    .with(freshness)
                    .kept(age, flight);
        }
        JwkSet keys = union(known);
        Fetched<V> fetched = Fetched.of(kept.of(keys, digest), flight.startedAt())
                .with(freshness)
                .kept(age, flight);
        return keys.keys().isEmpty()
                ? fetched.unusable(
                        kept.failure(FetchErrors.noUsableKeys(keys.skipped())).cause())
                : fetched;
    }

    private static JwkSet union(List<Part> parts) {
        List<Jwk> keys = new ArrayList<>();
        List<SkippedJwk> skipped = new ArrayList<>();
        parts.forEach(part -> {
            keys.addAll(part.keys.keys());
            skipped.addAll(part.keys.skipped());
        });
        return new JwkSet(keys, skipped);
    }

    private record Part(
            String uri,
            JwkSet keys,
            String digest,
            Validators validators,
            StatedFreshness freshness,
            Duration age,
            long requestedAt) {
        /** It was never fetched, or so long ago that it may not be used. */
        static Part empty(String uri) {
            JwkSet noKeys = new JwkSet(List.of(), List.of());
            return new Part(uri, noKeys, "", Validators.NONE, StatedFreshness.UNSTATED, Duration.ZERO, 0);
        }
    }
}
