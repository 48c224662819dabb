package org.jwks4j.cli.token;

import java.util.Map;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException;

/** What to do if the key of a token cannot be had or used. */
final class KeyAdvice {
    private static final String ANOTHER_TIME =
            "This says nothing about the token. Try again; 'jwks4j doctor ISSUER' looks at the issuer itself.";

    private static final Map<Reason, String> ADVICE = Map.ofEntries(
            Map.entry(
                    Reason.UNKNOWN_KEY,
                    "The issuer was asked just now and does not publish this key. The token is of another environment,"
                            + " or its key was withdrawn, or the issuer signs with a key that it does not publish yet."),
            Map.entry(
                    Reason.UNKNOWN_KEY_THROTTLED,
                    "The issuer was asked several times and did not publish this key. Try again in some seconds."),
            Map.entry(
                    Reason.SKIPPED_KEY,
                    "The issuer publishes this key, but it may not be used. 'jwks4j keys ISSUER' says why. The issuer"
                            + " must replace it."),
            Map.entry(
                    Reason.ALGORITHM_MISMATCH,
                    "The key of this kid is for another algorithm than the token's alg. The issuer's signer and its"
                            + " published keys disagree, or the header was changed."),
            Map.entry(
                    Reason.AMBIGUOUS_KEY,
                    "Too many keys fit to try them all. Have the issuer give each key a kid of its own, and put it into"
                            + " its tokens."),
            Map.entry(
                    Reason.TIMEOUT,
                    "This says nothing about the token. The issuer is slow or something on the way swallows the"
                            + " request; --timeout waits longer."),
            Map.entry(
                    Reason.INVALID_METADATA,
                    "This says nothing about the token. Open the URL above: it must answer with JSON that names"
                            + " exactly this issuer, letter by letter, and says where its keys are."),
            Map.entry(
                    Reason.INVALID_JWK_SET,
                    "This says nothing about the token. What is at the JWKS URI is not a JWK Set: a login page, a"
                            + " proxy's answer, or the wrong URL. Open it."),
            Map.entry(
                    Reason.UNSUPPORTED_CONTENT_CODING,
                    "This says nothing about the token. The server, or a cache before it, compresses though it was asked"
                            + " not to: have it send the document as it is, or in sound gzip."),
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
        int status = answeredStatus(failure);
        if (status != 0 && failure.reason() == Reason.UNEXPECTED_STATUS) {
            return "This says nothing about the token. " + ofStatus(status, String.valueOf(failure.getMessage()));
        } else if (failure.reason() == Reason.ISSUER_UNREACHABLE) {
            return "This says nothing about the token. " + ReachAdvice.of(failure);
        }
        return ADVICE.getOrDefault(failure.reason(), ANOTHER_TIME);
    }

    /** Of the failure that all who wait share, which is behind that of this caller; 0 if something else failed. */
    private static int answeredStatus(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof KeysUnavailableException unavailable
                    && unavailable.answeredStatus().isPresent()) {
                return unavailable.answeredStatus().getAsInt();
            }
        }
        return 0;
    }

    /** RFC 9110 §15. */
    private static String ofStatus(int status, String message) {
        if (status >= 500) {
            return "The server, or a proxy before it, has a trouble of its own: look into its log, and try again"
                    + " later.";
        }
        return switch (status) {
            case 301, 302, 303, 307, 308 ->
                "A redirect often leads to a login page, or to the URL that was meant: open it.";
            case 401, 403 ->
                "Have the issuer, or the proxy before it, let requests for its keys through without a login.";
            case 404, 410 ->
                message.contains("JWK Set")
                        ? "The issuer's metadata (jwks_uri), or --jwks-uri, names this URL: the issuer's operator must"
                                + " correct it, or publish the keys there."
                        : "The issuer's URL is likely wrong: open the URL above. Or its documents are elsewhere"
                                + " (--metadata-path, --jwks-uri).";
            case 407 -> "Reach the issuer without this proxy, or by one that asks for no password (--proxy).";
            case 429 ->
                "The issuer limits how often it is asked. Try again later, and find out who asks so often from this"
                        + " address.";
            default -> "Open the URL above: it must answer 200 with a JSON document.";
        };
    }
}
