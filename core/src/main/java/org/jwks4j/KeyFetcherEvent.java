package org.jwks4j;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.json.Quoted;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.jwk.SkippedJwk;
import org.jwks4j.store.SharedStore;

/**
 * What happened in a {@link KeyFetcher}: one of the records in here. More kinds may be added, so code that tells them apart must
 * ignore others. Issuers and key IDs are untrusted text; {@code toString} quotes them and is safe to log.
 */
public sealed interface KeyFetcherEvent {
    /**
     * Counts the events of a fetcher from one on. A listener is told them in this order; a gap shows how many it was not told,
     * as {@link EventsDropped} says too.
     *
     * @return the number
     */
    long number();

    /**
     * A request goes out.
     *
     * @param number as {@link #number()}
     * @param issuer whose document is fetched
     * @param uri what is fetched
     */
    record FetchStarted(long number, String issuer, URI uri) implements KeyFetcherEvent {
        @Override
        public String toString() {
            return text("FetchStarted", number, Quoted.of(issuer), Quoted.uri(uri));
        }
    }

    /**
     * A request was answered with a document that can be read, or with 304.
     *
     * @param number as {@link #number()}
     * @param issuer whose document was fetched
     * @param uri what was fetched
     * @param took from the request to the whole answer
     */
    record FetchSucceeded(long number, String issuer, URI uri, Duration took) implements KeyFetcherEvent {
        @Override
        public String toString() {
            return text("FetchSucceeded", number, Quoted.of(issuer), Quoted.uri(uri), took);
        }
    }

    /**
     * A request was not answered, or with something else than the document.
     *
     * @param number as {@link #number()}
     * @param issuer whose document was fetched
     * @param uri what was fetched
     * @param cause why
     * @param took from the request to the failure
     */
    record FetchFailed(long number, String issuer, URI uri, KeysUnavailableException cause, Duration took)
            implements KeyFetcherEvent {
        @Override
        public String toString() {
            return text("FetchFailed", number, Quoted.of(issuer), Quoted.uri(uri), cause.reason(), took);
        }
    }

    /**
     * The issuer's keys are others than before, or are there for the first time: fetched, configured, or from a seed.
     *
     * @param number as {@link #number()}
     * @param issuer whose keys they are
     * @param keys the new set
     * @param added key IDs that were not there before
     * @param removed key IDs that are gone
     * @param jwksUri where the set was fetched; empty if it is from the metadata, a seed or the configuration
     * @param origin who it came from
     */
    record KeySetChanged(
            long number,
            String issuer,
            JwkSet keys,
            Set<String> added,
            Set<String> removed,
            Optional<String> jwksUri,
            FetchedJwkSet.Origin origin)
            implements KeyFetcherEvent {
        /**
         * Copies the key IDs.
         *
         * @param number as {@link #number()}
         * @param issuer whose keys they are
         * @param keys the new set
         * @param added key IDs that were not there before
         * @param removed key IDs that are gone
         * @param jwksUri where the set was fetched
         * @param origin who it came from
         */
        public KeySetChanged {
            added = Set.copyOf(added);
            removed = Set.copyOf(removed);
        }

        @Override
        public String toString() {
            String uri = jwksUri.map(Quoted::uri).orElse("none");
            return text("KeySetChanged", number, Quoted.of(issuer), keys, quoted(added), quoted(removed), uri, origin);
        }
    }

    /**
     * The newest answer lacks a key that the one before had. The nodes behind one address may disagree, so the key stays in use
     * for a while ({@link RefreshPolicy#missingKeyGrace()}); once that is over, {@link KeySetChanged} says that it is gone.
     *
     * @param number as {@link #number()}
     * @param issuer whose key it is
     * @param keyId the {@code kid}; empty if it has none
     * @param keptFor how long it stays in use unless an answer has it again
     */
    record KeyMissing(long number, String issuer, Optional<String> keyId, Duration keptFor) implements KeyFetcherEvent {
        @Override
        public String toString() {
            return text("KeyMissing", number, Quoted.of(issuer), Quoted.of(keyId.orElse(null)), keptFor);
        }
    }

    /**
     * The issuer has put another key in the place of one, under the same {@code kid}. Both are in use for as long as the old one
     * is kept.
     *
     * @param number as {@link #number()}
     * @param issuer whose key it is
     * @param keyId the {@code kid}
     */
    record KeyReplaced(long number, String issuer, String keyId) implements KeyFetcherEvent {
        @Override
        public String toString() {
            return text("KeyReplaced", number, Quoted.of(issuer), Quoted.of(keyId));
        }
    }

    /**
     * An answer has a key again that the answer before it lacked: the nodes behind the issuer's address disagree. Told again only
     * if they have agreed for an hour.
     *
     * @param number as {@link #number()}
     * @param issuer whose answers they are
     */
    record AnswersDisagree(long number, String issuer) implements KeyFetcherEvent {
        @Override
        public String toString() {
            return text("AnswersDisagree", number, Quoted.of(issuer));
        }
    }

    /**
     * The issuer answered with a JWK Set without a usable key, which is not believed before a second answer confirms
     * it.
     *
     * @param number as {@link #number()}
     * @param issuer whose set it is
     * @param keys the set, which has the reason for each key that is not used
     * @param confirmedAfter when it is fetched again
     */
    record KeySetUnconfirmed(long number, String issuer, JwkSet keys, Duration confirmedAfter)
            implements KeyFetcherEvent {
        @Override
        public String toString() {
            return text("KeySetUnconfirmed", number, Quoted.of(issuer), keys, confirmedAfter);
        }
    }

    /**
     * A key of a changed set is not used.
     *
     * @param number as {@link #number()}
     * @param issuer whose key it is
     * @param key which, and why
     */
    record KeySkipped(long number, String issuer, SkippedJwk key) implements KeyFetcherEvent {
        @Override
        public String toString() {
            return text("KeySkipped", number, Quoted.of(issuer), key);
        }
    }

    /**
     * The issuer publishes private members with a key of a changed set. They were dropped unread.
     *
     * @param number as {@link #number()}
     * @param issuer whose key it is
     * @param keyId the {@code kid}; empty if it has none
     */
    record PrivateKeyPublished(long number, String issuer, Optional<String> keyId) implements KeyFetcherEvent {
        @Override
        public String toString() {
            return text("PrivateKeyPublished", number, Quoted.of(issuer), Quoted.of(keyId.orElse(null)));
        }
    }

    /**
     * A caller was served keys that are past their freshness.
     *
     * @param number as {@link #number()}
     * @param issuer whose keys they are
     * @param age since they were fetched
     */
    record StaleServed(long number, String issuer, Duration age) implements KeyFetcherEvent {
        @Override
        public String toString() {
            return text("StaleServed", number, Quoted.of(issuer), age);
        }
    }

    /**
     * An issuer's keys became fresh, due, stale or expired, or attempts to fetch them began or ceased to fail. What
     * time alone changes is told when the source next has something to decide.
     *
     * @param number as {@link #number()}
     * @param status what is known about the issuer now
     */
    record StatusChanged(long number, IssuerStatus status) implements KeyFetcherEvent {
        @Override
        public String toString() {
            return text("StatusChanged", number, status);
        }
    }

    /**
     * The operator has revoked a key.
     *
     * @param number as {@link #number()}
     * @param issuer whose key it is
     * @param keyId the {@code kid}
     */
    record KeyRevoked(long number, String issuer, String keyId) implements KeyFetcherEvent {
        @Override
        public String toString() {
            return text("KeyRevoked", number, Quoted.of(issuer), Quoted.of(keyId));
        }
    }

    /**
     * A request had no turn, and was not sent: too many for issuers that are not known yet. The issuer has not failed.
     *
     * @param number as {@link #number()}
     * @param issuer whose document would have been fetched
     * @param uri what would have been fetched
     * @param waited for a turn
     */
    record RequestRefused(long number, String issuer, URI uri, Duration waited) implements KeyFetcherEvent {
        @Override
        public String toString() {
            return text("RequestRefused", number, Quoted.of(issuer), Quoted.uri(uri), waited);
        }
    }

    /**
     * The operator ended the trust in an issuer.
     *
     * @param number as {@link #number()}
     * @param issuer whose tokens are refused from now on
     */
    record IssuerRevoked(long number, String issuer) implements KeyFetcherEvent {
        @Override
        public String toString() {
            return text("IssuerRevoked", number, Quoted.of(issuer));
        }
    }

    /**
     * A token's key is unknown, and the caller was refused.
     *
     * @param number as {@link #number()}
     * @param issuer the issuer of the token
     * @param keyId the {@code kid}; empty if the token has none
     * @param retryAfter when another try may have another outcome
     */
    record UnknownKeyRefused(long number, String issuer, Optional<String> keyId, Optional<Duration> retryAfter)
            implements KeyFetcherEvent {
        @Override
        public String toString() {
            return text(
                    "UnknownKeyRefused",
                    number,
                    Quoted.of(issuer),
                    Quoted.of(keyId.orElse(null)),
                    retryAfter.map(Duration::toString).orElse("none"));
        }
    }

    /**
     * A listener did not keep up, and events were not told to it. The log hears it when that begins; the listener
     * itself, when it has taken all that it was told before.
     *
     * @param number as {@link #number()}
     * @param listener the class of that listener
     * @param count how many were not told so far, the last of them {@code number}
     */
    record EventsDropped(long number, String listener, long count) implements KeyFetcherEvent {
        @Override
        public String toString() {
            return text("EventsDropped", number, Quoted.of(listener), count);
        }
    }

    /**
     * A document was taken from the shared store: another node, or an earlier process, had asked the issuer for it.
     *
     * @param number as {@link #number()}
     * @param issuer whose document it is
     * @param age since it was asked for
     */
    record StoreEntryTaken(long number, String issuer, Duration age) implements KeyFetcherEvent {
        @Override
        public String toString() {
            return text("StoreEntryTaken", number, Quoted.of(issuer), age);
        }
    }

    /**
     * An entry of the shared store is not believed, and counts as absent.
     *
     * @param number as {@link #number()}
     * @param issuer whose entry it would be; empty for the set of what was revoked
     * @param reason why
     */
    record StoreEntryRefused(long number, String issuer, SharedStore.Refusal reason) implements KeyFetcherEvent {
        @Override
        public String toString() {
            return text("StoreEntryRefused", number, Quoted.of(issuer), reason);
        }
    }

    /**
     * This node asks the issuer for all that share the store.
     *
     * @param number as {@link #number()}
     * @param issuer who is asked
     */
    record StoreLeaseTaken(long number, String issuer) implements KeyFetcherEvent {
        @Override
        public String toString() {
            return text("StoreLeaseTaken", number, Quoted.of(issuer));
        }
    }

    /**
     * This node has waited for another one that asks the issuer.
     *
     * @param number as {@link #number()}
     * @param issuer who is asked
     * @param waited for how long
     * @param found whether that node's answer came; if not, this node asks the issuer itself
     */
    record StoreLeaseAwaited(long number, String issuer, Duration waited, boolean found) implements KeyFetcherEvent {
        @Override
        public String toString() {
            return text("StoreLeaseAwaited", number, Quoted.of(issuer), waited, found);
        }
    }

    private static String text(String kind, Object... shown) {
        return kind + Arrays.toString(shown);
    }

    private static List<String> quoted(Set<String> keyIds) {
        return keyIds.stream().sorted().map(Quoted::of).toList();
    }

    /**
     * Hears what a {@link KeyFetcher} does, for logs and metrics. Each listener is told on a thread of its own
     * ({@link KeyFetcherBuilder#listenerExecutor}), one event at a time and in their order: one that is slow, blocks or throws
     * holds up neither the fetcher nor the others. At most 1,024 events wait for it; when they are that many, the next ones are
     * dropped until it has taken those, and then it is told {@link EventsDropped}. One that throws is logged.
     *
     * <p>After {@link KeyFetcher#close()} what waits is still told and nothing new; a listener that has been at one event for more
     * than a second is interrupted and told no more.
     */
    @FunctionalInterface
    interface Listener {
        /**
         * Something happened.
         *
         * @param event what
         */
        void onEvent(KeyFetcherEvent event);
    }
}
