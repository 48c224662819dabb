package org.jwks4j.verifier;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.jwks4j.KeyFetcher;

/** Configures a {@link JwtVerifier}; what is not said is refused. Not thread-safe. */
public final class JwtVerifierBuilder {
    private static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(10);

    private final KeyFetcher fetcher;
    private @Nullable Set<String> audiences;
    private boolean anyAudience;
    private boolean expirationRequired = true;
    private @Nullable String type;
    private Duration clockSkew = Duration.ofSeconds(60);
    private InstantSource instants = Clock.systemUTC();

    JwtVerifierBuilder(KeyFetcher fetcher) {
        this.fetcher = requireNonNull(fetcher, "fetcher");
    }

    /**
     * Accepts tokens for these audiences.
     *
     * @param oneOf names, of which one must be in {@code aud}; compared exactly
     * @return this
     */
    public JwtVerifierBuilder audience(String... oneOf) {
        if (oneOf.length == 0) {
            throw new IllegalArgumentException("audience() needs a name");
        }
        if (audiences != null) {
            throw new IllegalArgumentException("audience(...) was called twice; name all audiences in one call");
        }
        if (Arrays.asList(oneOf).contains("")) {
            throw new IllegalArgumentException("an audience is empty");
        }
        audiences = Set.copyOf(Arrays.asList(oneOf));
        return this;
    }

    /**
     * Accepts tokens for whatever audience, or none: also those that were issued for somebody else.
     *
     * @return this
     */
    public JwtVerifierBuilder acceptAnyAudience() {
        anyAudience = true;
        return this;
    }

    /**
     * Accepts tokens without {@code exp}, which are valid until their key is withdrawn.
     *
     * @return this
     */
    public JwtVerifierBuilder acceptMissingExpiration() {
        expirationRequired = false;
        return this;
    }

    /**
     * Asks for a {@code typ} (RFC 8725 §3.11), for example {@code at+jwt} (RFC 9068).
     *
     * @param typ compared without regard to case, and to {@code application/} before it
     * @return this
     */
    public JwtVerifierBuilder type(String typ) {
        type = requireNonNull(typ, "typ");
        return this;
    }

    /**
     * How far the issuer's clock and this one may be apart.
     *
     * @param skew from zero to 10 min; 60 s unless said
     * @return this
     */
    public JwtVerifierBuilder clockSkew(Duration skew) {
        if (skew.isNegative() || skew.compareTo(MAX_CLOCK_SKEW) > 0) {
            throw new IllegalArgumentException("the clock skew must be between zero and " + MAX_CLOCK_SKEW);
        }
        clockSkew = skew;
        return this;
    }

    /**
     * The clock that {@code exp}, {@code nbf} and {@code iat} are compared with.
     *
     * @param clock by default the system's
     * @return this
     */
    public JwtVerifierBuilder instantSource(InstantSource clock) {
        instants = requireNonNull(clock, "clock");
        return this;
    }

    /**
     * Builds the verifier.
     *
     * @return a new verifier
     * @throws IllegalStateException when neither an audience was named nor any accepted, or both
     */
    public JwtVerifier build() {
        if (audiences == null && !anyAudience) {
            throw new IllegalStateException(
                    "no audience: call audience(...) with this service's name, or acceptAnyAudience() to take tokens that"
                            + " were issued for others too");
        }
        if (audiences != null && anyAudience) {
            throw new IllegalStateException("audience(...) and acceptAnyAudience() contradict each other");
        }
        ClaimRules claimRules = new ClaimRules(audiences, expirationRequired, clockSkew, instants);
        return new JwtVerifier(fetcher, new HeaderRules(type), claimRules);
    }
}
