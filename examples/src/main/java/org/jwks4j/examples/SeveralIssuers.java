package org.jwks4j.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.VerificationKey;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.location.MetadataLocation;

/**
 * Trusts four issuers, whose keys are found in four ways. Arguments: an OpenID Connect issuer, an OAuth 2.0 issuer, one
 * without metadata and its JWKS URI, one that cannot be reached and a file with its JWK Set, and then tokens.
 */
public final class SeveralIssuers {
    public static void main(String[] args) throws IOException {
        String openId = args[0];
        String oauth = args[1];
        String legacy = args[2];
        String legacyJwksUri = args[3];
        String offline = args[4];
        String offlineJwkSet = Files.readString(Path.of(args[5]));
        List<String> tokens = List.of(args).subList(6, args.length);
        // tag::several-issuers[]
        KeyFetcher fetcher = KeyFetcher.builder()
                .trust(openId)
                .trust(TrustedIssuer.of(oauth).withMetadataAt(MetadataLocation.oauthAuthorizationServer())) // RFC 8414
                .trust(TrustedIssuer.of(legacy).withJwksUri(legacyJwksUri))
                .trust(TrustedIssuer.of(offline).withJwkSet(JwkSet.parse(offlineJwkSet)))
                .build();
        // end::several-issuers[]
        try (fetcher) {
            for (String token : tokens) {
                VerificationKey key = fetcher.blocking().getKey(token);
                System.out.println(key.issuer() + " signs with " + key.algorithms());
            }
        }
    }
}
