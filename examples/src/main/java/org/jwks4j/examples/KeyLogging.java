package org.jwks4j.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.jwks4j.KeyFetcher;
import org.jwks4j.keylog.KeyLog;
import org.jwks4j.keylog.KeyLogSecret;

/** Writes down every key that is accepted. Arguments: the issuer, a token, the log, its secret, and where its head is kept. */
public final class KeyLogging {
    public static void main(String[] args) throws IOException {
        String issuer = args[0];
        String token = args[1];
        Path file = Path.of(args[2]);
        Path secretFile = Path.of(args[3]);
        Path headElsewhere = Path.of(args[4]);
        // tag::key-log[]
        KeyLogSecret secret = Files.exists(secretFile)
                ? KeyLogSecret.read(secretFile)
                : KeyLogSecret.create(secretFile, new SecureRandom());
        try (KeyLog log = KeyLog.builder(file, secret)
                        .node("orders-1")
                        .headFile(headElsewhere) // which those who can edit the log cannot
                        .open();
                KeyFetcher fetcher =
                        KeyFetcher.builder().trust(issuer).listener(log).build()) {
            System.out.println(fetcher.blocking().getKey(token).keyId());
        }
        // end::key-log[]
    }
}
