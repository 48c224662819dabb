package org.jwks4j.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jwks4j.FetchedJwkSet;
import org.jwks4j.IssuerStatus;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;

/** Carries keys over a restart, waits for readiness, and withdraws a key. Arguments: the issuer, a file, and a key ID. */
public final class Operating {
    public static void main(String[] args) throws IOException {
        String issuer = args[0];
        Path file = Path.of(args[1]);
        String keyId = args[2];
        // tag::operating[]
        TrustedIssuer trusted = TrustedIssuer.of(issuer);
        if (Files.exists(file)) { // from the last run: a start needs no issuer
            FetchedJwkSet saved = FetchedJwkSet.parse(Files.readString(file));
            trusted = trusted.withSeed(saved.jwkSet(), saved.fetchedAt());
        }
        try (KeyFetcher fetcher = KeyFetcher.builder().trust(trusted).build()) {
            fetcher.ready().orTimeout(30, TimeUnit.SECONDS).join(); // for a readiness probe
            for (IssuerStatus status : fetcher.status()) { // for a health check
                System.out.println(status.state() + ", " + status.keys() + " keys, failures: " + status.failures());
            }
            Files.writeString(file, fetcher.export(issuer).orElseThrow().toJson());
            fetcher.revokeNow(issuer, keyId); // refused from here on, whatever the issuer says
        }
        // end::operating[]
    }
}
