package org.jwks4j.cli.token;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jwks4j.KeyFetcher;
import org.jwks4j.verifier.JwtVerifier;
import org.jwks4j.verifier.TokenRules;

/**
 * What a token is judged by.
 *
 * @param issuers who is trusted; empty if none was named, and then no request is made
 * @param audiences of which one is needed; empty if any will do
 * @param type the wanted {@code typ}, if any
 * @param clockSkew how far the issuer's clock may be from ours
 * @param now the time
 */
record Rules(List<String> issuers, List<String> audiences, Optional<String> type, Duration clockSkew, Instant now) {
    /** Judges by them. */
    JwtVerifier verifier(KeyFetcher fetcher) {
        TokenRules strict = audiences.isEmpty()
                ? TokenRules.acceptingAnyAudience()
                : TokenRules.forAudience(audiences.toArray(String[]::new));
        return JwtVerifier.builder(fetcher)
                .rules(type.map(strict::withType).orElse(strict).withClockSkew(clockSkew))
                .instantSource(InstantSource.fixed(now))
                .build();
    }
}
