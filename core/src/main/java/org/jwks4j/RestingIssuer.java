package org.jwks4j;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.heap.HeapSize;
import org.jwks4j.json.JsonObject;
import org.jwks4j.net.Environment;
import org.jwks4j.refresh.Failures;
import org.jwks4j.refresh.MissingParts;
import org.jwks4j.refresh.RefreshState;
import org.jwks4j.refresh.Snapshot;
import org.jwks4j.saved.CompressedText;
import org.jwks4j.saved.SavedKeySet;
import org.jwks4j.trust.RevokedKeys;

/**
 * What is known of an issuer that is not used, as deflated text: some hundred bytes instead of some thousand, and no timer. Keys
 * are checked anew when they are read back.
 */
final class RestingIssuer implements DormantIssuer {
    /** What all of them have in common need not be in each (RFC 1950 §2.2, a preset dictionary). */
    private static final byte[] DICTIONARY = ("\"/oauth2/v1/keys\"/discovery/v2.0/keys\"/.well-known/jwks.json\""
                    + "/protocol/openid-connect/certs\"https://login.\"https://auth.\"ES256\",\"crv\":\"P-256\",\"kty\":\"EC"
                    + "{\"version\":1,\"issuer\":\"https://\",\"fetched_at\":\"2026-01-01T00:00:00.000Z\""
                    + ",\"jwks\":{\"keys\":[{\"kid\":\"\",\"use\":\"sig\",\"alg\":\"RS256\",\"e\":\"AQAB\",\"kty\":\"RSA\",\"n\":\"\"}]}"
                    + ",\"skipped\":[],\"digest\":\"\",\"uri\":\"https://\",\"etag\":\"\\\"\\\"\",\"last_modified\":null,\"keys\":[1,480000000000,"
                    + "600000000000,21600000000000],\"jwks_uri\":\"https://\",\"metadata\":[1,69120000000000,86400000000000,604800000000000]}")
            .getBytes(StandardCharsets.UTF_8);

    private final byte[] text;
    private final FetchedJwkSet.Origin origin;

    private RestingIssuer(byte[] text, FetchedJwkSet.Origin origin) {
        this.text = text;
        this.origin = origin;
    }

    static RestingIssuer of(
            TrustedIssuer issuer, Snapshot<FetchedKeys> keys, @Nullable Snapshot<IssuerMetadata> metadata) {
        KeySet set = keys.value().set();
        String jwksUri = metadata == null ? null : metadata.value().jwksUri().orElse(null);
        SavedKeySet.Caching caching = new SavedKeySet.Caching(
                set.answered().skipped(),
                set.digest(),
                keys.value().validators(),
                SavedKeySet.Times.of(keys),
                jwksUri,
                metadata == null ? null : SavedKeySet.Times.of(metadata));
        SavedKeySet saved = new SavedKeySet(issuer.name(), set.answered().toJson(), keys.fetchedAt(), caching);
        return new RestingIssuer(
                CompressedText.of(saved.toJson(), DICTIONARY), keys.value().origin());
    }

    @Override
    public RefreshState<FetchedKeys> keys(TrustedIssuer issuer, FetcherContext shared) {
        SavedKeySet saved = read();
        SavedKeySet.Caching caching = requireNonNull(saved.caching());
        KeySet keys = new KeySet(issuer, saved.jwkSet(), caching.digest());
        Snapshot<FetchedKeys> known =
                requireNonNull(caching.keys()).of(new FetchedKeys(keys, caching.validators(), origin));
        return RefreshState.beginningWith(known, shared.rules());
    }

    /**
     * The metadata as far as the keys need it; its generation is zero, as that of no metadata that was fetched is.
     *
     * @return null if there was none, or it had the keys in it
     */
    @Override
    public @Nullable Snapshot<IssuerMetadata> metadata(String issuer) {
        SavedKeySet.Caching caching = requireNonNull(read().caching());
        String jwksUri = caching.jwksUri();
        SavedKeySet.Times times = caching.metadata();
        if (jwksUri == null || times == null) {
            return null;
        }
        IssuerMetadata abridged = IssuerMetadata.of(JsonObject.of(Map.of("issuer", issuer, "jwks_uri", jwksUri)));
        return times.of(abridged).asGeneration(0);
    }

    @Override
    public boolean hasKeys() {
        return true;
    }

    @Override
    public @Nullable KeyFetchException refusal(String issuer, FetcherContext shared) {
        return null;
    }

    @Override
    public long keptFor(long now) {
        return UNUSED.toNanos();
    }

    @Override
    public long weight() {
        return HeapSize.ofText(text);
    }

    @Override
    public Optional<FetchedJwkSet> export(TrustedIssuer issuer, RevokedKeys revoked) {
        SavedKeySet saved = read();
        KeySet keys = new KeySet(issuer, saved.jwkSet(), "");
        return FetchedJwkSet.of(
                issuer.name(), keys.jwkSet(revoked.of(issuer.name(), issuer.aliases())), saved.fetchedAt());
    }

    @Override
    public IssuerStatus status(TrustedIssuer issuer, boolean closed, FetcherContext shared) {
        SavedKeySet saved = read();
        SavedKeySet.Caching caching = requireNonNull(saved.caching());
        FetchedKeys.Summary keys = new FetchedKeys.Summary(
                saved.size(), caching.skipped().size(), caching.digest(), caching.validators(), origin);
        return IssuerStatus.of(
                issuer.name(),
                IssuerStatus.end(closed, shared.revokedIssuers().contains(issuer.name(), issuer.aliases())),
                requireNonNull(caching.keys()).of(keys),
                Failures.NONE,
                MissingParts.NONE,
                Environment.NEVER,
                shared.environment().now(),
                shared.revoked().of(issuer.name(), issuer.aliases()).keyIds(),
                IssuerStatus.Counters.NONE);
    }

    private SavedKeySet read() {
        return SavedKeySet.parse(CompressedText.read(text, DICTIONARY));
    }
}
