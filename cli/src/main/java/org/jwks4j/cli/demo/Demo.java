package org.jwks4j.cli.demo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jwks4j.IssuerStatus;
import org.jwks4j.KeyFetcher;
import org.jwks4j.VerificationKey;
import org.jwks4j.cli.terminal.KeyText;
import org.jwks4j.cli.terminal.TimeSpan;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException;
import org.jwks4j.json.Quoted;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.TokenBuilder;
import org.jwks4j.verifier.BlockingJwtVerifier;
import org.jwks4j.verifier.JwtVerifier;
import org.jwks4j.verifier.VerifiedJwt;

/** An issuer on loopback, a service that accepts its tokens, and a day in their life. Each scene checks its own outcome. */
final class Demo implements AutoCloseable {
    private static final String AUDIENCE = "demo";
    private static final int TOKENS_IN_OUTAGE = 100;
    private static final Duration OUTAGE = Duration.ofHours(2);

    private final FakeIssuer issuer = FakeIssuer.start();
    private final AtomicLong skippedNanos = new AtomicLong();
    private final KeyFetcher fetcher = KeyFetcher.builder()
            .trust(issuer.issuer())
            .allowHttpOnLoopback()
            .ticker(() -> System.nanoTime() + skippedNanos.get())
            .build();
    private final BlockingJwtVerifier verifier =
            JwtVerifier.builder(fetcher).audience(AUDIENCE).build().blocking();
    private String token = "";

    FakeIssuer issuer() {
        return issuer;
    }

    /** In this order; each builds on those before it. */
    List<DemoScene> scenes() {
        return List.of(
                new DemoScene("mint", this::mint),
                new DemoScene("fetch", this::fetch),
                new DemoScene("verify", this::verify),
                new DemoScene("tampered", this::tampered),
                new DemoScene("expired", this::expired),
                new DemoScene("rotation", this::rotation),
                new DemoScene("outage", this::outage),
                new DemoScene("stale", this::stale));
    }

    private String mint() {
        token = genuine().mint();
        expect(issuer.requests() == 0, "the issuer saw a request too early");
        return "the issuer minted a token for alice, signed with " + signer();
    }

    private String fetch() {
        VerificationKey key = fetcher.blocking().getKey(token);
        expect(issuer.signingKeyId().equals(key.keyId()), "another key came: " + Quoted.of(key.keyId()));
        expect(issuer.requests() == 2, "not two requests");
        return "its key was found: issuer metadata, JWK Set, " + KeyText.typeAndSize(key.jwk());
    }

    private String verify() {
        VerifiedJwt jwt = verifier.verify(token);
        expect(jwt.claims().subject().equals(Optional.of("alice")), "another subject");
        expect(issuer.requests() == 2, "a cached key was fetched again");
        return "signature, issuer, audience and times hold; the key came from the cache";
    }

    private String tampered() {
        String changed = genuine().tamperedClaim("sub", "mallory").mint();
        String answer = refusal(changed, Reason.INVALID_SIGNATURE, 1);
        return "a changed token is refused: " + answer + "; its key might have changed, so the issuer was asked once";
    }

    private String expired() {
        String old = genuine().expiresIn(Duration.ofMinutes(-5)).mint();
        return "an old token is refused: " + refusal(old, Reason.EXPIRED, 0);
    }

    private String rotation() {
        int before = issuer.requests();
        issuer.rotate("ES256");
        verifier.verify(genuine().mint());
        expect(issuer.requests() == before + 1, "not one request more");
        return "the first token signed with " + signer() + " is accepted after one request";
    }

    private String outage() {
        issuer.stopListening();
        String renewed = genuine().mint();
        for (int i = 0; i < TOKENS_IN_OUTAGE; i++) {
            verifier.verify(i % 2 == 0 ? token : renewed);
        }
        expect(status().state() == IssuerStatus.State.FRESH, "the keys are not fresh");
        return "the issuer is down; " + TOKENS_IN_OUTAGE + " tokens are accepted with keys " + age() + " old";
    }

    /** No demo lasts for hours: the fetcher's clock is put forward. */
    private String stale() {
        skippedNanos.set(OUTAGE.toNanos());
        verifier.verify(token);
        expect(status().state() == IssuerStatus.State.STALE, "the keys are not stale");
        return "its clock put forward, the issuer still down; accepted with keys " + age() + " old";
    }

    private TokenBuilder genuine() {
        return issuer.token().claims(Map.of("aud", AUDIENCE));
    }

    private String signer() {
        return Quoted.of(issuer.signingKeyId()) + " (" + issuer.signingKey().algorithm() + ")";
    }

    private String refusal(String bad, Reason expected, int mostRequests) {
        int before = issuer.requests();
        try {
            verifier.verify(bad);
        } catch (TokenException e) {
            expect(e.reason() == expected, "refused for another reason: " + e.getMessage());
            expect(issuer.requests() <= before + mostRequests, "the issuer was asked about it");
            return expected + " (" + e.httpStatus() + ")";
        }
        throw new IllegalStateException("it was accepted");
    }

    private IssuerStatus status() {
        return fetcher.status().get(0);
    }

    private String age() {
        return status().age().map(TimeSpan::of).orElseThrow();
    }

    private static void expect(boolean outcome, String otherwise) {
        if (!outcome) {
            throw new IllegalStateException(otherwise);
        }
    }

    @Override
    public void close() {
        fetcher.close();
        issuer.close();
    }
}
