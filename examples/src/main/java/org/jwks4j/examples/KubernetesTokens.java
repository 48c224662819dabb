package org.jwks4j.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;

/**
 * Takes tokens of the service accounts of a Kubernetes cluster, whose API server has a certificate authority of its own and
 * wants a token itself. Arguments: the issuer, the URI of its JWK Set, a PEM file with the authority's certificate, the file
 * with the service's own token, and a token.
 */
public final class KubernetesTokens {
    public static void main(String[] args) {
        String issuer = args[0];
        String jwksUri = args[1];
        Path authority = Path.of(args[2]);
        Path ownToken = Path.of(args[3]);
        String token = args[4];
        // tag::kubernetes-tokens[]
        TrustedIssuer cluster = TrustedIssuer.of(issuer)
                .withJwksUri(jwksUri) // the API server's /openid/v1/jwks
                .withTrustedCertificates(authority) // a PEM file: the cluster's own authority
                .withBearerToken(() -> read(ownToken)); // read anew for each request, sent to that origin only
        // end::kubernetes-tokens[]
        try (KeyFetcher fetcher = KeyFetcher.builder().trust(cluster).build()) {
            System.out.println(fetcher.blocking().getKey(token).keyId());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
