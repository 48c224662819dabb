package org.jwks4j.verifier;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.jwks4j.encoding.Base64Url;
import org.jwks4j.error.InvalidJwtException;
import org.jwks4j.error.Reason;
import org.jwks4j.json.JsonObject.JsonFormatException;
import org.jwks4j.json.Quoted;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.verifier.form.Subject;

/** What an ID token must say about one login (OpenID Connect Core 1.0 §3.1.3.7, §3.3.2.11): asked after its profile's rules. */
public final class IdTokenChecks {
    private static final Duration MAX_AHEAD = Duration.ofMinutes(1);

    private IdTokenChecks() {}

    /**
     * Refuses a token of another login (11).
     *
     * @param idToken verified as {@link TokenProfiles#idToken} says
     * @param nonce what was sent in the authentication request
     * @throws InvalidJwtException if its {@code nonce} is absent or another
     */
    public static void requireNonce(VerifiedJwt idToken, String nonce) {
        if (requireNonNull(nonce, "nonce").isEmpty()) {
            throw new IllegalArgumentException("an empty nonce tells no login from another");
        }
        if (!isEqual(said(idToken, "nonce"), nonce)) { // neither is printed: they are this login's secret
            throw refused(idToken, Reason.WRONG_CLAIM, "its nonce is not that of this login");
        }
    }

    /**
     * Refuses a token of a user who logged in too long ago (13).
     *
     * @param idToken verified as {@link TokenProfiles#idToken} says
     * @param maxAge the longest time since {@code auth_time}, clock skew included
     * @param now the time
     * @throws InvalidJwtException if its {@code auth_time} is absent or longer ago, or more than 60 s to come
     */
    public static void requireAuthTime(VerifiedJwt idToken, Duration maxAge, Instant now) {
        Instant authTime = read(idToken, "auth_time", () -> idToken.claims().instant("auth_time"));
        Duration age = Duration.between(authTime, now);
        if (age.compareTo(maxAge) > 0) {
            throw refused(
                    idToken,
                    Reason.EXPIRED,
                    "its auth_time is " + authTime + ", now is " + now + ": longer ago than " + maxAge);
        }
        if (age.negated().compareTo(MAX_AHEAD) > 0) {
            throw refused(
                    idToken,
                    Reason.ISSUED_IN_THE_FUTURE,
                    "its auth_time is " + authTime + ", now is " + now + " (clock skew of 60 s allowed)");
        }
    }

    /**
     * Refuses a token that came with another access token (§3.1.3.8).
     *
     * @param idToken verified as {@link TokenProfiles#idToken} says
     * @param accessToken what came with it
     * @throws InvalidJwtException if its {@code at_hash} is absent or another
     */
    public static void requireAccessToken(VerifiedJwt idToken, String accessToken) {
        requireEqual(idToken, "at_hash", leftHalf(idToken, accessToken));
    }

    /**
     * Refuses a token that came with another authorization code (§3.3.2.10).
     *
     * @param idToken verified as {@link TokenProfiles#idToken} says
     * @param code what came with it
     * @throws InvalidJwtException if its {@code c_hash} is absent or another
     */
    public static void requireCode(VerifiedJwt idToken, String code) {
        requireEqual(idToken, "c_hash", leftHalf(idToken, code));
    }

    private static void requireEqual(VerifiedJwt idToken, String claim, String expected) {
        String said = said(idToken, claim);
        if (!isEqual(said, expected)) {
            throw refused(
                    idToken,
                    Reason.WRONG_CLAIM,
                    "its " + claim + " is " + Quoted.of(said) + ", not that of this login, " + Quoted.of(expected));
        }
    }

    private static String said(VerifiedJwt idToken, String claim) {
        return read(idToken, claim, () -> idToken.claims().string(claim));
    }

    private static boolean isEqual(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static <T> T read(VerifiedJwt idToken, String claim, Supplier<Optional<T>> getter) {
        try {
            return getter.get()
                    .orElseThrow(() ->
                            refused(idToken, Reason.MISSING_CLAIM, "it has no " + claim + ", which must be there"));
        } catch (JsonFormatException e) {
            throw refused(idToken, Reason.MALFORMED_CLAIM, String.valueOf(e.getMessage()));
        }
    }

    private static InvalidJwtException refused(VerifiedJwt idToken, Reason reason, String why) {
        return new Subject(idToken.issuer(), idToken.key().keyId()).refused(reason, why);
    }

    /** §3.1.3.6: with the hash of the token's own algorithm. */
    private static String leftHalf(VerifiedJwt idToken, String text) {
        boolean onEd448 = idToken.key().algorithms().contains(JwsAlgorithm.ED448); // EdDSA goes by its key's curve
        Hash hash = hash(onEd448 ? JwsAlgorithm.ED448 : idToken.algorithm())
                .orElseThrow(() -> refused(
                        idToken, Reason.UNSUPPORTED_ALGORITHM, "no hash is defined for " + idToken.algorithm()));
        try {
            byte[] digest = MessageDigest.getInstance(hash.jcaName()).digest(text.getBytes(StandardCharsets.US_ASCII));
            return Base64Url.encode(Arrays.copyOf(digest, hash.bytes() / 2));
        } catch (NoSuchAlgorithmException e) {
            throw refused(
                    idToken,
                    Reason.UNSUPPORTED_ALGORITHM,
                    "the hash of " + idToken.algorithm() + " is " + hash.jcaName()
                            + ", which no security provider here has: Java has it from 25 on");
        }
    }

    /**
     * A hash by its name in JCA.
     *
     * @param bytes how long it is, of which the claim has half
     */
    private record Hash(String jcaName, int bytes) {}

    private static Optional<Hash> hash(JwsAlgorithm algorithm) {
        return switch (algorithm) {
            case RS256, PS256, ES256, ES256K -> Optional.of(new Hash("SHA-256", 32));
            case RS384, PS384, ES384 -> Optional.of(new Hash("SHA-384", 48));
            case RS512, PS512, ES512, EDDSA, ED25519 -> Optional.of(new Hash("SHA-512", 64)); // RFC 8032 §5.1
            // RFC 8032 §5.2: 114 bytes of SHAKE256, which begin with the 64 that JCA has a name for; half is 57
            case ED448 -> Optional.of(new Hash("SHAKE256-512", 114));
            case ML_DSA_44, ML_DSA_65, ML_DSA_87 -> Optional.empty();
        };
    }
}
