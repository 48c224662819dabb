package org.jwks4j;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.error.KeyFetchException.UntrustedIssuerException;
import org.jwks4j.error.Reason;
import org.jwks4j.fleet.Revocation;
import org.jwks4j.fleet.Revocations;
import org.jwks4j.json.Quoted;
import org.jwks4j.net.Futures;
import org.jwks4j.net.WaitingCallers;
import org.jwks4j.outcome.LookupErrors;
import org.jwks4j.token.TokenJson;
import org.jwks4j.trust.RevokedIssuers;
import org.jwks4j.trust.RevokedTokens;

/** Who is trusted: by name from the start, or at run time. Names are compared exactly; nothing is folded. */
final class TrustedIssuers {
    /** Of those who are trusted, in a message. */
    private static final int SHOWN = 5;

    private final List<TrustedIssuer> named;
    private final Map<String, Issuer> byName;
    private final List<Issuer> inOrder;
    private final @Nullable ResolvedIssuers resolved;
    private final FetcherContext shared;
    private final RevokedIssuers revoked;
    private final RevokedTokens tokens;
    private final WaitingCallers untilReady = new WaitingCallers();

    TrustedIssuers(
            Collection<TrustedIssuer> trusted,
            Function<TrustedIssuer, Issuer> assemble,
            @Nullable ResolvedIssuers resolved,
            FetcherContext shared) {
        this.named = List.copyOf(trusted);
        Map<String, Issuer> issuers = new LinkedHashMap<>();
        trusted.forEach(issuer -> issuers.put(issuer.name(), assemble.apply(issuer)));
        this.inOrder = List.copyOf(issuers.values());
        trusted.forEach(issuer -> issuer.aliases().forEach(alias -> issuers.put(alias, issuers.get(issuer.name()))));
        this.byName = new HashMap<>(issuers); // Map.copyOf probes hundreds of neighbours if names differ in a number
        this.resolved = resolved;
        this.shared = shared;
        this.revoked = shared.revokedIssuers();
        this.tokens = new RevokedTokens(shared.environment()::wallClock);
    }

    /** The issuer as far as it is known and trusted without asking; null when it is not. */
    @Nullable
    Issuer known(String name) {
        Issuer issuer = byName.get(name);
        if (issuer == null && resolved != null) {
            issuer = resolved.known(name);
        }
        return issuer == null || issuer.isRevoked() ? null : issuer;
    }

    /** The issuer as {@link #known}; empty if it is trusted, or may be, and not known yet. */
    Optional<Issuer> knownOrTrusted(String name) {
        Issuer issuer = known(name);
        if (issuer == null && !mayTrust(name)) {
            throw untrusted(name);
        }
        return Optional.ofNullable(issuer);
    }

    /** Asks an issuer. Trust comes before everything else that is done for a token. */
    <T> CompletableFuture<T> ask(String name, Function<Issuer, CompletableFuture<T>> question) {
        Issuer issuer = known(requireNonNull(name, "issuer"));
        return issuer == null ? resolveAndAsk(name, question) : question.apply(issuer);
    }

    /** A failure is final, and need not wait for the others. */
    CompletableFuture<Void> ready(List<String> names) {
        CompletableFuture<Void> own = untilReady.add();
        try {
            Stream<CompletableFuture<Void>> each = names.stream().map(name -> ready(name, own));
            CompletableFuture.allOf(each.toArray(CompletableFuture<?>[]::new)).thenRun(() -> own.complete(null));
        } catch (KeyFetchException e) {
            own.completeExceptionally(e);
        }
        return own;
    }

    private CompletableFuture<Void> ready(String name, CompletableFuture<Void> own) {
        return ask(name, CompletableFuture::completedFuture)
                .thenCompose(issuer -> issuer.ready(own::isDone))
                .whenComplete((ready, failure) -> {
                    if (failure != null) {
                        own.completeExceptionally(Futures.unwrapped(failure));
                    }
                });
    }

    /** Finds the issuer by a template or the resolver, and then asks it. */
    private <T> CompletableFuture<T> resolveAndAsk(String name, Function<Issuer, CompletableFuture<T>> question) {
        if (resolved == null || byName.containsKey(name) || !mayTrust(name)) {
            throw untrusted(name);
        }
        return resolved.ask(
                name,
                answer -> answer.filter(issuer -> !issuer.isRevoked())
                        .map(question)
                        .orElseGet(() -> CompletableFuture.failedFuture(untrusted(name))));
    }

    /** The issuers that were trusted by name, without their aliases. */
    List<String> names() {
        return inOrder.stream()
                .filter(issuer -> !issuer.isRevoked())
                .map(Issuer::name)
                .toList();
    }

    List<TrustedIssuer> named() {
        return named;
    }

    List<IssuerTemplate> templates() {
        return resolved == null ? List.of() : resolved.templates();
    }

    /** The name of which this may be an alias. */
    private String nameOf(String nameOrAlias) {
        Issuer issuer = byName.get(nameOrAlias);
        return issuer == null ? nameOrAlias : issuer.name();
    }

    /** Whether an issuer of that name is trusted, or may be. */
    boolean mayTrust(String name) {
        return !isRevoked(name) && (byName.containsKey(name) || (resolved != null && resolved.mayTrust(name)));
    }

    /** With the same hint as {@link #untrusted}, but at start, when there is no token yet. */
    Optional<String> whyNever(String name) {
        boolean everTrusted = byName.containsKey(name) || (resolved != null && resolved.mayTrust(name));
        return everTrusted
                ? Optional.empty()
                : Optional.of("issuer " + Quoted.of(name) + " is not trusted by the fetcher" + hintFor(name)
                        + ", which trusts " + whom());
    }

    /** The first ones, as they may be many. */
    private String whom() {
        Stream<String> names = named.stream().map(issuer -> Quoted.of(issuer.name()));
        Stream<String> others = resolved == null ? Stream.empty() : resolved.whom();
        List<String> all = Stream.concat(names, others).limit(SHOWN + 1L).toList();
        return String.join(", ", all.subList(0, Math.min(SHOWN, all.size())))
                + (all.size() > SHOWN ? " and others" : "");
    }

    private boolean isRevoked(String name) {
        Issuer issuer = byName.get(name);
        return revoked.contains(name) || (issuer != null && issuer.isRevoked());
    }

    /** Takes back a key, here and wherever the store is shared. */
    CompletableFuture<Void> revoke(String issuer, String keyId) {
        requireTrusted(issuer);
        String name = nameOf(issuer);
        revokeHere(name, keyId);
        return share(Revocation.ofKey(name, keyId), endOfKeys());
    }

    private Instant endOfKeys() {
        return shared.environment().wallClock().plus(Revocation.LONGEST);
    }

    private CompletableFuture<Void> share(Revocation revocation, Instant until) {
        Revocations fleet = shared.revocations();
        return fleet == null ? CompletableFuture.completedFuture(null) : fleet.add(revocation, until.toEpochMilli());
    }

    /** Revokes tokens, here and on all nodes that share the store. */
    CompletableFuture<Void> revokeTokens(String issuer, String claim, String value, Instant until) {
        Instant now = shared.environment().wallClock();
        if (!RevokedTokens.CLAIMS.contains(claim)) {
            throw new IllegalArgumentException("tokens are revoked by one of " + RevokedTokens.CLAIMS);
        } else if (until.isAfter(now.plus(Revocation.LONGEST))) {
            throw new IllegalArgumentException(
                    "no token is revoked for longer than " + Revocation.LONGEST.toDays() + " days");
        }
        requireTrusted(issuer);
        if (!until.isAfter(now)) {
            return CompletableFuture.completedFuture(null); // it is over
        }
        String digest = RevokedTokens.digest(issuer, claim, value);
        return tokens.put(digest, until.toEpochMilli(), Revocation.MOST_OF_TOKENS)
                ? share(Revocation.ofTokens(digest), until)
                : CompletableFuture.failedFuture(new IllegalStateException("it is not revoked: as many as "
                        + Revocation.MOST_OF_TOKENS + " tokens, sessions and subjects are revoked at a time"));
    }

    boolean isRevoked(TrustedIssuer issuer, TokenJson claims) {
        return tokens.contains(issuer.name(), issuer.aliases(), claims);
    }

    int revokedTokens() {
        return tokens.size();
    }

    /** On another node, or before this one was started. What is never trusted here is of no interest. */
    void revokedElsewhere(Revocation revocation, long untilMillis) {
        if (revocation.kind() == Revocation.Kind.TOKENS) {
            tokens.put(revocation.name(), untilMillis, RevokedTokens.MOST_OF_ALL_NODES);
            return;
        } else if (!mayTrust(revocation.issuer())) {
            return;
        }
        String name = nameOf(revocation.issuer());
        if (revocation.kind() == Revocation.Kind.ISSUER) {
            revokeHere(name);
        } else if (!shared.revoked().contains(name, Set.of(), revocation.name())) {
            revokeHere(name, revocation.name());
        }
    }

    private void revokeHere(String name, String keyId) {
        shared.revoked().add(name, keyId);
        Issuer known = known(name);
        if (known != null) {
            known.noteRevoked(); // else its keys are looked at when it wakes
        }
        shared.listeners().tell(n -> new KeyFetcherEvent.KeyRevoked(n, name, keyId));
    }

    /** Takes back the trust in an issuer. The second time it changes nothing. */
    CompletableFuture<Void> revoke(String issuer) {
        String name = nameOf(issuer);
        if (!revoked.contains(name)) {
            requireTrusted(issuer);
            revokeHere(name);
        }
        return share(Revocation.ofIssuer(name), endOfKeys());
    }

    private void revokeHere(String name) {
        revoked.add(name);
        letGo(name);
        shared.listeners().tell(n -> new KeyFetcherEvent.IssuerRevoked(n, name));
    }

    private void requireTrusted(String issuer) {
        if (!mayTrust(issuer)) {
            throw untrusted(issuer);
        }
    }

    /** Nothing more is done for an issuer by itself. */
    private void letGo(String name) {
        Issuer issuer = byName.get(name);
        if (issuer != null) {
            issuer.letGo();
        } else if (resolved != null) {
            resolved.forget(name);
        }
    }

    Optional<FetchedJwkSet> export(String name) {
        Issuer issuer = byName.get(name);
        if (issuer != null) {
            return issuer.export();
        }
        return resolved == null ? Optional.empty() : resolved.export(name);
    }

    List<IssuerStatus> status(boolean closed) {
        Stream<IssuerStatus> others = resolved == null ? Stream.empty() : resolved.status(closed);
        Stream<IssuerStatus> forgotten = revoked.names().stream()
                .filter(name -> !byName.containsKey(name))
                .map(name -> IssuerStatus.revoked(name, closed));
        return Stream.of(inOrder.stream().map(issuer -> issuer.status(closed)), others, forgotten)
                .flatMap(all -> all)
                .toList();
    }

    Optional<IssuerStatus> status(String name, boolean closed) {
        Issuer issuer = byName.get(name);
        if (issuer != null) {
            return Optional.of(issuer.status(closed));
        }
        if (revoked.contains(name)) {
            return Optional.of(IssuerStatus.revoked(name, closed));
        }
        return resolved == null ? Optional.empty() : resolved.status(name, closed);
    }

    void close(KeysUnavailableException closed) {
        inOrder.forEach(Issuer::close);
        if (resolved != null) {
            resolved.close(closed);
        }
        untilReady.failAll(closed);
    }

    UntrustedIssuerException untrusted(String name) {
        if (isRevoked(name)) {
            return LookupErrors.revoked(name);
        }
        return new UntrustedIssuerException(
                Reason.UNTRUSTED_ISSUER,
                name,
                "issuer " + Quoted.of(name) + " is not trusted; nothing was fetched" + hintFor(name));
    }

    /** For the person who reads the message: the most frequent mistake. It changes nothing about the answer. */
    private String hintFor(String name) {
        String other = name.endsWith("/") ? name.substring(0, name.length() - 1) : name + "/";
        return byName.containsKey(other) ? " (a name that differs in the terminating slash is trusted)" : "";
    }
}
