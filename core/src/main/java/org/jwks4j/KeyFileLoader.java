package org.jwks4j;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.jwks4j.error.KeysUnavailableException;
import org.jwks4j.error.Reason;
import org.jwks4j.form.KeyFile;
import org.jwks4j.json.JsonFormatException;
import org.jwks4j.json.Quoted;
import org.jwks4j.jwk.JwkLimits;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.net.Validators;
import org.jwks4j.refresh.Failure;
import org.jwks4j.refresh.Fetched;
import org.jwks4j.refresh.Flight;
import org.jwks4j.refresh.RefreshingSource;
import org.jwks4j.refresh.Snapshot;

/** Reads an issuer's keys from a file, on the executor's thread that it is called on: a local file of 1 MiB at most takes no time. */
final class KeyFileLoader implements RefreshingSource.Loader<FetchedKeys> {
    private final TrustedIssuer issuer;
    private final Path file;
    private final boolean keepsCauses;

    /** @param keepsCauses whether a failure that is kept has a stack trace and causes */
    KeyFileLoader(TrustedIssuer issuer, Path file, boolean keepsCauses) {
        this.keepsCauses = keepsCauses;
        this.issuer = issuer;
        this.file = file;
    }

    @Override
    public CompletableFuture<Fetched<FetchedKeys>> load(@Nullable Snapshot<FetchedKeys> previous, Flight flight) {
        try {
            return CompletableFuture.completedFuture(loaded(previous == null ? null : previous.value(), flight));
        } catch (IOException | JsonFormatException e) {
            return CompletableFuture.failedFuture(failed(e));
        }
    }

    @Override
    public Failure failure(@Nullable Throwable cause) {
        return keepsCauses ? Errors.failure(cause) : Errors.briefFailure(cause);
    }

    private Fetched<FetchedKeys> loaded(@Nullable FetchedKeys known, Flight flight) throws IOException {
        byte[] bytes = KeyFile.bytes(file);
        String digest = KeySetLoader.sha256(bytes);
        if (known != null && known.set().digest().equals(digest)) {
            return Fetched.of(known, flight.startedAt()).asBefore();
        }
        JwkSet keys = KeyFile.read(bytes, JwkLimits.defaults());
        Fetched<FetchedKeys> fetched =
                Fetched.of(new FetchedKeys(new KeySet(issuer, keys, digest), Validators.NONE), flight.startedAt());
        return keys.keys().isEmpty() ? fetched.unusable(Errors.noUsableKeys(keys.skipped())) : fetched;
    }

    /** Nothing that the file has is quoted: it may be any file, if someone has put a link in its place. */
    private KeysUnavailableException failed(Exception problem) {
        boolean isRead = problem instanceof JsonFormatException;
        String message = "the file " + Quoted.of(file.toString()) + ": "
                + (isRead || problem.getClass() == IOException.class
                        ? problem.getMessage()
                        : problem.getClass().getSimpleName());
        Reason reason = isRead ? Reason.INVALID_JWK_SET : Reason.ISSUER_UNREACHABLE;
        return new KeysUnavailableException(reason, issuer.name(), null, message, problem, Optional.empty());
    }
}
