package org.jwks4j;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jwks4j.fetch.DocumentFetcher;
import org.jwks4j.fleet.StoreAccess;
import org.jwks4j.fleet.StoredLoader;
import org.jwks4j.form.KeyByIdLoader;
import org.jwks4j.form.KeyFileLoader;
import org.jwks4j.form.KeyUnionLoader;
import org.jwks4j.refresh.RefreshSettings;
import org.jwks4j.refresh.RefreshingSource.Loader;

/**
 * The loaders of an issuer's keys: its {@link KeySource} takes the one that it needs.
 *
 * @param askedBefore whether the issuer was asked before
 */
record KeyLoaders(
        TrustedIssuer issuer,
        Discovery discovery,
        DocumentFetcher fetcher,
        FetcherContext shared,
        RefreshSettings rules,
        FetchedKeys.Kept kept,
        boolean askedBefore)
        implements KeySource.Ways<Loader<FetchedKeys>> {

    @Override
    public Loader<FetchedKeys> ofDocument() {
        return afterTheStore(
                new KeySetLoader(issuer, discovery, fetcher, shared.environment(), kept.keepsCauses(), askedBefore));
    }

    @Override
    public Loader<FetchedKeys> ofAll(List<String> uris) {
        return afterTheStore(new KeyUnionLoader<>(issuer.name(), uris, fetcher, shared.environment(), rules, kept));
    }

    @Override
    public Loader<FetchedKeys> byKeyId(UnaryOperator<String> uriOf) {
        return new KeyByIdLoader<>(issuer.name(), uriOf, fetcher, shared.environment(), kept);
    }

    @Override
    public Loader<FetchedKeys> ofFile(Path file) {
        return new KeyFileLoader<>(issuer.name(), file, kept);
    }

    /** Keys that were configured are not shared. */
    private Loader<FetchedKeys> afterTheStore(Loader<FetchedKeys> loader) {
        StoreAccess store = shared.store();
        KeySource source = issuer.keySource();
        boolean isConfigured = !source.isDiscovered() && source.configuredUris().isEmpty();
        if (store == null || isConfigured) {
            return loader;
        }
        List<String> place = IssuerUris.place(issuer, shared.locations());
        return StoredLoader.leased(
                store,
                loader,
                new FetchedKeys.Stored(
                        issuer,
                        place,
                        uri -> IssuerUris.requireJwksUri(issuer, shared.locations(), fetcher.uriPolicy(), uri)),
                shared.longestFetch());
    }
}
