package org.jwks4j;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.net.Environment;
import org.jwks4j.net.Validators;
import org.jwks4j.refresh.RefreshMachine;
import org.jwks4j.refresh.RefreshState;
import org.jwks4j.refresh.RefreshingSource;
import org.jwks4j.refresh.Snapshot;

/** What an issuer's key set begins with. */
final class IssuerStart {
    private IssuerStart() {}

    /** Keys that were configured are there from the start and never age; those of a seed are as old as they are. */
    static RefreshState<FetchedKeys> keys(
            TrustedIssuer trusted,
            FetcherContext shared,
            RefreshMachine<FetchedKeys> machine,
            @Nullable DormantIssuer rested) {
        Environment environment = shared.environment();
        if (rested != null) {
            return rested.keys(trusted, shared);
        }
        Optional<JwkSet> given = trusted.keySource().givenKeys();
        if (given.isPresent()) {
            FetchedKeys keys = ofNoDocument(trusted, given.get());
            return RefreshState.beginningWith(Snapshot.permanent(keys, environment.wallClock()), shared.rules());
        }
        FetchedJwkSet seed = trusted.seed();
        return seed == null
                ? RefreshState.cold(shared.rules())
                : machine.seeded(
                        ofNoDocument(trusted, seed.jwkSet()),
                        seed.fetchedAt(),
                        environment.now(),
                        environment.wallClock());
    }

    private static FetchedKeys ofNoDocument(TrustedIssuer trusted, JwkSet jwkSet) {
        return new FetchedKeys(new KeySet(trusted, jwkSet, ""), Validators.NONE);
    }

    /** Of the host where its keys are asked for, or, if only its metadata says which that is, of its own. */
    static RefreshingSource.Shares shares(TrustedIssuer trusted, FetcherContext shared) {
        KeySource source = trusted.keySource();
        String uri = source.givenKeys().isPresent() || source.isDiscovered()
                ? trusted.name()
                : source.givenMetadata(trusted.name()).jwksUri().orElse(trusted.name());
        return new RefreshingSource.Shares(
                shared.outages().of(uri), shared.doubts().of(uri));
    }
}
