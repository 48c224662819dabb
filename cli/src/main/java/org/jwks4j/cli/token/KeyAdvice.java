package org.jwks4j.cli.token;

import java.util.Map;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException;

/** What to do if the key of a token cannot be had or used. */
final class KeyAdvice {
    private static final String ANOTHER_TIME =
            "This says nothing about the token. Try again; 'jwks4j doctor ISSUER' looks at the issuer itself.";

    private static final Map<Reason, String> ADVICE = Map.ofEntries(
            Map.entry(
                    Reason.UNKNOWN_KEY,
                    "The issuer was asked just now and does not publish this key. The token is of another environment, or"
                            + " its key was withdrawn, or the issuer signs with a key that it does not publish yet."),
            Map.entry(
                    Reason.UNKNOWN_KEY_THROTTLED,
                    "The issuer was asked several times and did not publish this key. Try again in some seconds."),
            Map.entry(
                    Reason.SKIPPED_KEY,
                    "The issuer publishes this key, but it may not be used. 'jwks4j keys ISSUER' says why. The issuer must"
                            + " replace it."),
            Map.entry(
                    Reason.ALGORITHM_MISMATCH,
                    "The key of this kid is for another algorithm than the token's alg. The issuer's signer and its"
                            + " published keys disagree, or the header was changed."),
            Map.entry(
                    Reason.AMBIGUOUS_KEY,
                    "Too many keys fit to try them all. Have the issuer give each key a kid of its own, and put it into"
                            + " its tokens."),
            Map.entry(
                    Reason.ISSUER_UNREACHABLE,
                    "This says nothing about the token. Is the URL right, and reachable from this machine (proxy,"
                            + " firewall, certificates)? 'jwks4j doctor ISSUER' tries each step by itself."),
            Map.entry(
                    Reason.TIMEOUT,
                    "This says nothing about the token. The issuer is slow or something on the way swallows the request;"
                            + " --timeout waits longer."),
            Map.entry(
                    Reason.UNEXPECTED_STATUS,
                    "This says nothing about the token. If the status is 404, the issuer's URL is likely wrong, or its"
                            + " metadata is elsewhere (--metadata-path, --jwks-uri)."),
            Map.entry(
                    Reason.INVALID_METADATA,
                    "This says nothing about the token. The metadata must be JSON and name exactly this issuer: compare"
                            + " its \"issuer\" with --issuer, letter by letter."),
            Map.entry(
                    Reason.INVALID_JWK_SET,
                    "This says nothing about the token. What is at the JWKS URI is not a JWK Set: a login page, a proxy's"
                            + " answer, or the wrong URL."),
            Map.entry(
                    Reason.NO_USABLE_KEYS,
                    "This says nothing about the token. The issuer publishes no key that may be used; 'jwks4j doctor"
                            + " ISSUER' lists each with the reason."));

    private KeyAdvice() {}

    /** Whether a refusal comes from the look-up of keys, and not from before or after it. */
    static boolean isAboutKeys(Reason reason) {
        return reason.httpStatus() == 503 || ADVICE.containsKey(reason);
    }

    static String of(TokenException failure) {
        return ADVICE.getOrDefault(failure.reason(), ANOTHER_TIME);
    }
}
