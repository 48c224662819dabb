package org.jwks4j;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.fetch.TransportWords;
import org.jwks4j.net.Futures;
import org.jwks4j.outcome.LookupErrors;
import org.jwks4j.refresh.Caller;
import org.jwks4j.refresh.Flight;
import org.jwks4j.refresh.Lookup;
import org.jwks4j.refresh.Miss;
import org.jwks4j.refresh.RefreshSettings;
import org.jwks4j.refresh.RefreshingSource;
import org.jwks4j.refresh.Snapshot;

/** Where an issuer's keys are: metadata that was configured, or a source of its own that is asked once a day. */
interface Discovery {
    /** How long metadata is used before it is asked for again, and how long past that when it cannot be had. */
    RefreshSettings RULES = RefreshPolicy.defaults()
            .withFreshness(Duration.ofHours(24), Duration.ofHours(24), Duration.ofHours(24))
            .withStaleFor(Duration.ofDays(7))
            .rules();

    /**
     * The metadata to find the keys with.
     *
     * @param fetch of the keys, which the metadata is for: keys inside the metadata must be no older
     */
    CompletableFuture<IssuerMetadata> metadata(Flight fetch);

    /** Whether the keys that a fetch brings may have moved meanwhile, as far as is known without asking. */
    default boolean mayHaveMoved(Flight fetch) {
        return false;
    }

    /** The JWKS URI was asked; a failure may mean that the keys have moved. */
    default void jwksUriWasAsked(@Nullable Throwable failure) {}

    /** Metadata that was configured and never changes; written anew when it is needed, which is seldom. */
    record Configured(TrustedIssuer issuer) implements Discovery {
        @Override
        public CompletableFuture<IssuerMetadata> metadata(Flight fetch) {
            return CompletableFuture.completedFuture(issuer.keySource().givenMetadata(issuer.name()));
        }
    }

    /** Metadata from the issuer. */
    final class Published implements Discovery {
        private static final int FAILURES_BEFORE_ASKING_AGAIN = 3;
        private static final long ASKED_AGAIN_FOR_UNKNOWN_KEY =
                Duration.ofHours(1).toNanos();

        private final RefreshingSource<IssuerMetadata> source;
        private final Caller keySetLoader;
        private volatile int failuresInARow;
        private volatile boolean mayHaveMoved;

        Published(String issuer, RefreshingSource<IssuerMetadata> source) {
            this.source = source;
            this.keySetLoader = new KeySetLoaderAsCaller(issuer);
        }

        @Override
        public CompletableFuture<IssuerMetadata> metadata(Flight fetch) {
            Snapshot<IssuerMetadata> known = source.usable();
            if (known == null) {
                // the key set's own backoff is in force; any metadata that comes in from now on will do
                return newer(source.state().snapshot() == null ? 0 : fetch.startedAt());
            }
            if (known.value().jwkSet().isPresent() && known.requestedAt() < fetch.startedAt()) {
                return newer(fetch.startedAt());
            }
            if (mayHaveMoved || isWorthAskingAgain(fetch, known)) {
                return newer(fetch.startedAt()).exceptionally(failure -> known.value());
            }
            source.need(fetch.startedAt(), false); // begins a refresh in the background if one is due
            return CompletableFuture.completedFuture(known.value());
        }

        /** An abandoned JWKS URI may go on answering with the keys of old. */
        private boolean isWorthAskingAgain(Flight fetch, Snapshot<IssuerMetadata> known) {
            return fetch.isForUnknownName()
                    && isOld(known, fetch)
                    && !source.state().failures().holdBack(fetch.startedAt());
        }

        private static boolean isOld(Snapshot<IssuerMetadata> known, Flight fetch) {
            return fetch.startedAt() - known.requestedAt() > ASKED_AGAIN_FOR_UNKNOWN_KEY;
        }

        /** A fetch for an unknown key has asked, or could not: its answer is the last word either way. */
        @Override
        public boolean mayHaveMoved(Flight fetch) {
            Snapshot<IssuerMetadata> known = source.state().snapshot();
            return !fetch.isForUnknownName() && known != null && isOld(known, fetch);
        }

        private CompletableFuture<IssuerMetadata> newer(long askedAt) {
            return Lookup.newer(source, askedAt, metadata -> metadata, keySetLoader);
        }

        /** Called by one fetch at a time. */
        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate")
        public void jwksUriWasAsked(@Nullable Throwable failure) {
            failuresInARow = failure == null ? 0 : failuresInARow + 1;
            mayHaveMoved = failure != null && (saysGone(failure) || failuresInARow >= FAILURES_BEFORE_ASKING_AGAIN);
        }

        private static boolean saysGone(Throwable failure) {
            Throwable cause = Futures.unwrapped(failure);
            int status = cause instanceof KeysUnavailableException unavailable
                    ? unavailable.answeredStatus().orElse(0)
                    : 0;
            return status == 404 || status == 410 || TransportWords.isUnresolvedOrTls(cause.getCause());
        }

        /**
         * The fetch of the keys as a caller of the metadata: bounded by the requests' own timeouts, not by a user's deadline. It
         * fails as the metadata's own fetch did; what a waiting caller is told on top is for the waiting caller.
         */
        private record KeySetLoaderAsCaller(String issuer) implements Caller {
            private static final Duration DEADLINE = Duration.ofMinutes(1);

            @Override
            public String sought() {
                return "";
            }

            @Override
            public long arrivedAt() {
                return 0;
            }

            @Override
            public Duration deadline() {
                return DEADLINE;
            }

            @Override
            public Throwable errorFor(Miss miss) {
                return miss instanceof Miss.Unavailable unavailable
                        ? unavailable.failure().cause()
                        : LookupErrors.of(miss, issuer, null, DEADLINE, 0);
            }
        }
    }
}
