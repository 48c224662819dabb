package org.jwks4j.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
            trusted = trusted.withSeed(FetchedJwkSet.parse(Files.readString(file)));
        }
        try (KeyFetcher fetcher = KeyFetcher.builder().trust(trusted).build()) {
            fetcher.blocking().ready(Duration.ofSeconds(30)); // or fetcher.ready(), for a readiness probe
            for (IssuerStatus status : fetcher.status()) { // for a health check
                System.out.println(status.state() + ", " + status.keys() + " keys, failures: " + status.failures());
            }
            Files.writeString(file, fetcher.export(issuer).orElseThrow().toJson());
            fetcher.revokeNow(issuer, keyId); // refused from here on, whatever the issuer says
        }
        // end::operating[]
    }
}
