package org.jwks4j.form;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.error.Reason;
import org.jwks4j.fetch.FetchErrors;
import org.jwks4j.json.JsonObject.JsonFormatException;
import org.jwks4j.json.Quoted;
import org.jwks4j.jwk.JwkLimits;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.refresh.Failure;
import org.jwks4j.refresh.Fetched;
import org.jwks4j.refresh.Flight;
import org.jwks4j.refresh.RefreshingSource;
import org.jwks4j.refresh.Snapshot;

/** Reads an issuer's keys from a file, on the executor's thread that it is called on: a local file of 1 MiB at most takes no time. */
public final class KeyFileLoader<V> implements RefreshingSource.Loader<V> {
    private final String issuer;
    private final ValueOfKeys<V> kept;
    private final Path file;

    public KeyFileLoader(String issuer, Path file, ValueOfKeys<V> kept) {
        this.issuer = issuer;
        this.kept = kept;
        this.file = file;
    }

    @Override
    public CompletableFuture<Fetched<V>> load(@Nullable Snapshot<V> previous, Flight flight) {
        try {
            return CompletableFuture.completedFuture(loaded(previous == null ? null : previous.value(), flight));
        } catch (IOException | JsonFormatException e) {
            return CompletableFuture.failedFuture(failed(e));
        }
    }

    @Override
    public Failure failure(@Nullable Throwable cause) {
        return kept.failure(cause);
    }

    private Fetched<V> loaded(@Nullable V known, Flight flight) throws IOException {
        byte[] bytes = KeyFile.bytes(file);
        String digest = KeyDocument.digest(bytes);
        if (known != null && kept.digestOf(known).equals(digest)) {
            return Fetched.of(kept.asFetched(known), flight.startedAt()).asBefore();
        }
        JwkSet keys = KeyFile.read(bytes, JwkLimits.defaults());
        Fetched<V> fetched = Fetched.of(kept.of(keys, digest), flight.startedAt());
        return keys.keys().isEmpty()
                ? fetched.unusable(
                        kept.failure(FetchErrors.noUsableKeys(keys.skipped())).cause())
                : fetched;
    }

    /** Nothing that the file has is quoted: it may be any file, if someone has put a link in its place. */
    private KeysUnavailableException failed(Exception problem) {
        boolean isRead = problem instanceof JsonFormatException;
        String message = "the file " + Quoted.of(file.toString()) + ": "
                + (isRead || problem.getClass() == IOException.class
                        ? problem.getMessage()
                        : problem.getClass().getSimpleName());
        Reason reason = isRead ? Reason.INVALID_JWK_SET : Reason.ISSUER_UNREACHABLE;
        return new KeysUnavailableException(reason, issuer, null, message, problem, Optional.empty());
    }
}
