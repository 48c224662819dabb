package org.jwks4j.examples;

import java.nio.file.Path;
import java.time.Duration;
import org.jwks4j.IssuerStatus;
import org.jwks4j.KeyFetcher;
import org.jwks4j.store.SharedStore;

/** Carries keys over a restart, waits for readiness, and withdraws a key. Arguments: the issuer, a directory, and a key ID. */
public final class Operating {
    public static void main(String[] args) {
        String issuer = args[0];
        Path directory = Path.of(args[1]);
        String keyId = args[2];
        // tag::operating[]
        try (KeyFetcher fetcher = KeyFetcher.builder()
                .trust(issuer)
                .sharedStore(SharedStore.inDirectory(directory)) // a start needs no issuer if the last run had its keys
                .build()) {
            fetcher.blocking().ready(Duration.ofSeconds(30)); // or fetcher.ready(), for a readiness probe
            for (IssuerStatus status : fetcher.status()) { // for a health check
                System.out.println(status.state() + ", " + status.keys() + " keys, failures: " + status.failures());
            }
            fetcher.revokeNow(issuer, keyId); // refused from here on, whatever the issuer says
        }
        // end::operating[]
    }
}
