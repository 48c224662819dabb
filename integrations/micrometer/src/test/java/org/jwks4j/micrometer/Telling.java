package org.jwks4j.micrometer;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jwks4j.FetchedJwkSet;
import org.jwks4j.KeyFetcherEvent;
import org.jwks4j.KeyFetcherEvent.AnswersDisagree;
import org.jwks4j.KeyFetcherEvent.EventsDropped;
import org.jwks4j.KeyFetcherEvent.FetchFailed;
import org.jwks4j.KeyFetcherEvent.FetchStarted;
import org.jwks4j.KeyFetcherEvent.FetchSucceeded;
import org.jwks4j.KeyFetcherEvent.IssuerRevoked;
import org.jwks4j.KeyFetcherEvent.KeyMissing;
import org.jwks4j.KeyFetcherEvent.KeyReplaced;
import org.jwks4j.KeyFetcherEvent.KeyRevoked;
import org.jwks4j.KeyFetcherEvent.KeySetChanged;
import org.jwks4j.KeyFetcherEvent.KeySetUnconfirmed;
import org.jwks4j.KeyFetcherEvent.KeySkipped;
import org.jwks4j.KeyFetcherEvent.PrivateKeyPublished;
import org.jwks4j.KeyFetcherEvent.RequestRefused;
import org.jwks4j.KeyFetcherEvent.StaleServed;
import org.jwks4j.KeyFetcherEvent.StoreEntryRefused;
import org.jwks4j.KeyFetcherEvent.StoreEntryTaken;
import org.jwks4j.KeyFetcherEvent.StoreLeaseAwaited;
import org.jwks4j.KeyFetcherEvent.StoreLeaseTaken;
import org.jwks4j.KeyFetcherEvent.UnknownKeyRefused;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.error.Reason;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.store.SharedStore;
import org.jwks4j.verifier.JwtVerifierEvent;
import org.jwks4j.verifier.JwtVerifierEvent.TokenNotJudged;
import org.jwks4j.verifier.JwtVerifierEvent.TokenRefused;
import org.jwks4j.verifier.JwtVerifierEvent.TokenVerified;

/** Events of each kind, of one issuer. */
final class Telling {
    static final URI JWKS = URI.create("https://issuer.example.com/jwks");
    static final Duration TOOK = Duration.ofMillis(20);

    private static final JwkSet SKIPPED = JwkSet.parse("{\"keys\":[{\"kty\":\"oct\",\"kid\":\"a\",\"k\":\"AAAA\"}]}");

    private Telling() {}

    static KeysUnavailableException unreachable(String issuer) {
        return new KeysUnavailableException(
                Reason.ISSUER_UNREACHABLE, issuer, null, "no connection", null, Optional.empty());
    }

    /** Each kind but those that a gauge has. */
    static List<KeyFetcherEvent> ofFetcher(String issuer) {
        return List.of(
                new FetchStarted(1, issuer, JWKS),
                new FetchSucceeded(2, issuer, JWKS, TOOK),
                new FetchStarted(3, issuer, JWKS),
                new FetchFailed(4, issuer, JWKS, unreachable(issuer), TOOK),
                new RequestRefused(5, issuer, JWKS, TOOK),
                new UnknownKeyRefused(6, issuer, Optional.of("a"), Optional.empty()),
                new StaleServed(7, issuer, TOOK),
                new KeySetChanged(
                        8, issuer, SKIPPED, Set.of("a"), Set.of(), Optional.empty(), FetchedJwkSet.Origin.ISSUER),
                new KeySetUnconfirmed(9, issuer, SKIPPED, TOOK),
                new KeySkipped(10, issuer, SKIPPED.skipped().get(0)),
                new PrivateKeyPublished(11, issuer, Optional.of("a")),
                new KeyRevoked(12, issuer, "a"),
                new IssuerRevoked(13, issuer),
                new KeyMissing(14, issuer, Optional.of("a"), TOOK),
                new KeyReplaced(15, issuer, "a"),
                new AnswersDisagree(16, issuer),
                new StoreEntryTaken(17, issuer, TOOK),
                new StoreEntryRefused(18, issuer, SharedStore.Refusal.WRONG_SEAL),
                new StoreLeaseTaken(18, issuer),
                new StoreLeaseAwaited(19, issuer, TOOK, true),
                new EventsDropped(20, "metrics", 7));
    }

    static List<JwtVerifierEvent> ofVerifier(Optional<String> issuer) {
        return List.of(
                new TokenVerified(1, issuer, false, TOOK),
                new TokenVerified(2, issuer, true, TOOK),
                new TokenRefused(3, issuer, Reason.EXPIRED, TOOK),
                new TokenNotJudged(4, issuer, Reason.TIMEOUT, TOOK),
                new JwtVerifierEvent.EventsDropped(9, "metrics", 5));
    }
}
