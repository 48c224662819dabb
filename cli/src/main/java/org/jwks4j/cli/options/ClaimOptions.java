package org.jwks4j.cli.options;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jwks4j.KeyFetcher;
import org.jwks4j.cli.terminal.UsageException;
import org.jwks4j.vendors.VendorTrust;
import org.jwks4j.verifier.JwtVerifier;
import picocli.CommandLine.Option;

/** What a token must say besides its audience, and at which time. */
public final class ClaimOptions {
    private static final Duration USUAL_SKEW = Duration.ofSeconds(60);

    @Option(names = "--typ", paramLabel = "TYPE", description = "Refuse tokens without this typ, such as at+jwt.")
    @Nullable
    String type;

    @Option(
            names = "--clock-skew",
            paramLabel = "DURATION",
            converter = SkewConverter.class,
            description = "How far the issuer's clock may be from ours: 0s to 10m; 60s by default.")
    @Nullable
    Duration clockSkew;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Judge times as of then and not of now: 2026-03-01T12:00:00Z, or seconds since 1970.")
    @Nullable
    Instant at;

    private final Instant start = InstantSource.system().instant();

    /** The time that all others are compared with: one for the whole call. */
    public Instant now() {
        return at == null ? start : at;
    }

    /** The time for a command that goes on: the one that was given, or that of the system. */
    public InstantSource clock() {
        return at == null ? InstantSource.system() : InstantSource.fixed(at);
    }

    /** How far two clocks may be apart. */
    public Duration clockSkew() {
        return clockSkew == null ? USUAL_SKEW : clockSkew;
    }

    /** The wanted {@code typ}. */
    public Optional<String> type() {
        if (type != null && type.isEmpty()) {
            throw new UsageException("--typ is empty");
        }
        return Optional.ofNullable(type);
    }

    /** A verifier of a vendor's rules. The clocks may be as far apart as these say, unless an option says otherwise. */
    public JwtVerifier verifier(KeyFetcher fetcher, VendorTrust vendor) {
        if (type != null) {
            throw new UsageException("--vendor says which typ: --typ contradicts it");
        }
        Duration skew = clockSkew;
        VendorTrust trust = skew == null ? vendor : vendor.withRules(rules -> rules.withClockSkew(skew));
        return trust.addTo(JwtVerifier.builder(fetcher))
                .instantSource(InstantSource.fixed(now()))
                .build();
    }
}
