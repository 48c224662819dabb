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
import org.jwks4j.jwk.JwsAlgorithm;

/** What an ID token must say about one login (OpenID Connect Core 1.0 §3.1.3.7, §3.3.2.11): asked after its profile's rules. */
public final class IdTokenChecks {
    private IdTokenChecks() {}

    /**
     * Refuses a token of another login (11).
     *
     * @param idToken verified as {@link TokenProfiles#idToken} says
     * @param nonce what was sent in the authentication request
     * @throws InvalidJwtException if its {@code nonce} is absent or another
     */
    public static void requireNonce(VerifiedJwt idToken, String nonce) {
        requireEqual(idToken, "nonce", requireNonNull(nonce, "nonce"));
    }

    /**
     * Refuses a token of a user who logged in too long ago (13).
     *
     * @param idToken verified as {@link TokenProfiles#idToken} says
     * @param maxAge the longest time since {@code auth_time}, clock skew included
     * @param now the time
     * @throws InvalidJwtException if its {@code auth_time} is absent or longer ago
     */
    public static void requireAuthTime(VerifiedJwt idToken, Duration maxAge, Instant now) {
        Instant authTime = read(idToken, "auth_time", () -> idToken.claims().instant("auth_time"));
        if (now.isAfter(authTime.plus(maxAge))) {
            throw refused(
                    idToken, Reason.EXPIRED, "its user logged in at " + authTime + ", more than " + maxAge + " ago");
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
        String said = read(idToken, claim, () -> idToken.claims().string(claim));
        byte[] ours = expected.getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(ours, said.getBytes(StandardCharsets.UTF_8))) {
            throw refused(idToken, Reason.WRONG_CLAIM, "its " + claim + " is not that of this login");
        }
    }

    private static <T> T read(VerifiedJwt idToken, String claim, Supplier<Optional<T>> getter) {
        try {
            return getter.get().orElseThrow(() -> refused(idToken, Reason.MISSING_CLAIM, "it has no " + claim));
        } catch (JsonFormatException e) {
            throw refused(idToken, Reason.MALFORMED_CLAIM, String.valueOf(e.getMessage()));
        }
    }

    private static InvalidJwtException refused(VerifiedJwt idToken, Reason reason, String why) {
        return new Subject(idToken.issuer(), idToken.key().keyId()).refused(reason, why);
    }

    /** §3.1.3.6: with the hash of the token's own algorithm. */
    private static String leftHalf(VerifiedJwt idToken, String text) {
        String hash = hash(idToken.algorithm())
                .orElseThrow(() -> refused(
                        idToken, Reason.UNSUPPORTED_ALGORITHM, "no hash is defined for " + idToken.algorithm()));
        try {
            byte[] digest = MessageDigest.getInstance(hash).digest(text.getBytes(StandardCharsets.US_ASCII));
            return Base64Url.encode(Arrays.copyOf(digest, digest.length / 2));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-2", e);
        }
    }

    private static Optional<String> hash(JwsAlgorithm algorithm) {
        return switch (algorithm) {
            case RS256, PS256, ES256, ES256K -> Optional.of("SHA-256");
            case RS384, PS384, ES384 -> Optional.of("SHA-384");
            case RS512, PS512, ES512, EDDSA, ED25519 -> Optional.of("SHA-512"); // RFC 8032 §5.1
            case ED448, ML_DSA_44, ML_DSA_65, ML_DSA_87 -> Optional.empty();
        };
    }
}
