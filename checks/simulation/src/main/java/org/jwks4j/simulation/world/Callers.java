package org.jwks4j.simulation.world;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.jwks4j.KeyFetcher;
import org.jwks4j.VerificationKey;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.simulation.world.Call.Served;

/** Asks nodes for keys and notes their answers. */
final class Callers {
    private static final int MAX_TOKENS = 256;

    private final World world;
    private final Map<String, String> tokens = new HashMap<>();
    private int count;

    Callers(World world) {
        this.world = world;
    }

    int count() {
        return count;
    }

    Call call(Node node, String issuerName, String keyId, Call.Api api) {
        long now = world.time().now();
        Call call = new Call(++count, node, issuerName, world.issuerOf(issuerName), keyId, api, now);
        world.tell(listener -> listener.arrived(call));
        ask(call, node.fetcher());
        world.tell(listener -> listener.returned(call));
        return call;
    }

    private void ask(Call call, KeyFetcher fetcher) {
        switch (call.api()) {
            case KEY -> await(call, fetcher.getKey(token(call)), Callers::one);
            case KEYS -> await(call, fetcher.getKeys(token(call)), Callers::all);
            case KEY_BY_NAME -> await(call, fetcher.getKey(call.issuerName(), call.keyId()), Callers::one);
            case REFRESH -> await(call, fetcher.refresh(call.issuerName()), Callers::set);
            case CACHED -> askForCached(call, fetcher);
            case VERIFY, FORGED -> await(call, verify(call, fetcher), keys -> keys);
        }
    }

    /** As a library does that verifies by itself. */
    private CompletableFuture<List<Served>> verify(Call call, KeyFetcher fetcher) {
        SimulatedIssuer issuer = call.issuer();
        KeyMaterial signedWith = issuer == null || call.api() == Call.Api.FORGED
                ? null
                : issuer.current().key(call.keyId());
        call.signedWith(signedWith);
        return fetcher.tryKeys(
                token(call),
                keys -> {
                    List<Served> right = signers(keys, signedWith);
                    if (right.isEmpty()) {
                        throw new Call.WrongSignatureException();
                    }
                    return right;
                },
                Call.WrongSignatureException.class::isInstance);
    }

    private static List<Served> signers(List<VerificationKey> keys, @Nullable KeyMaterial material) {
        return all(keys).stream()
                .filter(served -> material != null && material.is(served.key()))
                .toList();
    }

    private void askForCached(Call call, KeyFetcher fetcher) {
        CompletableFuture<Optional<VerificationKey>> answer = new CompletableFuture<>();
        try {
            answer.complete(fetcher.getKeyIfCached(token(call)));
        } catch (KeyFetchException e) {
            answer.completeExceptionally(e);
        }
        await(call, answer, key -> key.map(Callers::one).orElse(List.of()));
    }

    private <T> void await(Call call, CompletableFuture<T> future, Function<T, List<Served>> keys) {
        call.waitsFor(future);
        future.whenComplete((value, failure) -> {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            call.answered(
                    cause == null ? keys.apply(value) : List.of(),
                    cause,
                    world.time().now());
            world.tell(listener -> listener.answered(call));
        });
    }

    private static List<Served> one(VerificationKey key) {
        return List.of(new Served(key.issuer(), key.keyId(), key.publicKey()));
    }

    private static List<Served> all(List<VerificationKey> keys) {
        return keys.stream().flatMap(key -> one(key).stream()).toList();
    }

    private static List<Served> set(JwkSet set) {
        return set.keys().stream()
                .map(jwk -> new Served(null, jwk.keyId().orElse(null), jwk.publicKey()))
                .toList();
    }

    /** A compact JWT whose signature is anything: the fetcher does not look at it. */
    private String token(Call call) {
        if (tokens.size() > MAX_TOKENS) {
            tokens.clear();
        }
        return tokens.computeIfAbsent(
                call.issuerName() + " " + call.keyId(),
                key -> encoded("{\"alg\":\"ES256\",\"kid\":\"" + call.keyId() + "\"}") + "."
                        + encoded("{\"iss\":\"" + call.issuerName() + "\"}") + ".c2lnbmF0dXJl");
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
