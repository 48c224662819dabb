package org.jwks4j.cli.token;

import java.util.Map;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.error.Reason;
import org.jwks4j.error.TokenException;

/** What to do if the key of a token cannot be had or used. */
public final class KeyAdvice {
    private static final String ANOTHER_TIME = "Try again; 'jwks4j doctor ISSUER' looks at the issuer itself.";

    /** The issuer answered, and the token's key is not there or cannot be used. */
    private static final Map<Reason, String> OF_THE_KEY = Map.of(
            Reason.UNKNOWN_KEY,
            "The issuer was asked just now and does not publish this key. The token is of another environment,"
                    + " or its key was withdrawn, or the issuer signs with a key that it does not publish yet.",
            Reason.UNKNOWN_KEY_THROTTLED,
            "The issuer was asked several times and did not publish this key. Try again in some seconds.",
            Reason.SKIPPED_KEY,
            "The issuer publishes this key, but it may not be used. 'jwks4j keys ISSUER' says why. The issuer"
                    + " must replace it.",
            Reason.ALGORITHM_MISMATCH,
            "The key of this kid is for another algorithm than the token's alg. The issuer's signer and its"
                    + " published keys disagree, or the header was changed.",
            Reason.AMBIGUOUS_KEY,
            "Too many keys fit to try them all. Have the issuer give each key a kid of its own, and put it into"
                    + " its tokens.");

    /** There are no keys to look at. */
    private static final Map<Reason, String> OF_THE_ISSUER = Map.of(
            Reason.TIMEOUT,
            "The issuer is slow or something on the way swallows the request; --timeout waits longer.",
            Reason.INVALID_METADATA,
            "Open the URL above: it must answer with JSON that names exactly this issuer, letter by letter, and"
                    + " says where its keys are.",
            Reason.INVALID_JWK_SET,
            "What is at the JWKS URI is not a JWK Set: a login page, a proxy's answer, or the wrong URL. Open it.",
            Reason.UNSUPPORTED_CONTENT_CODING,
            "The server, or a cache before it, compresses though it was asked not to: have it send the document as"
                    + " it is, or in sound gzip.",
            Reason.NO_USABLE_KEYS,
            "The issuer publishes no key that may be used; 'jwks4j doctor ISSUER' lists each with the reason.");

    private KeyAdvice() {}

    /** Whether a refusal comes from the look-up of keys, and not from before or after it. */
    static boolean isAboutKeys(Reason reason) {
        return reason.httpStatus() == 503 || OF_THE_KEY.containsKey(reason) || OF_THE_ISSUER.containsKey(reason);
    }

    static String of(TokenException failure) {
        String ofTheKey = OF_THE_KEY.get(failure.reason());
        return ofTheKey == null ? "This says nothing about the token. " + ofTheIssuer(failure) : ofTheKey;
    }

    /**
     * What to do if an issuer's keys cannot be had, whichever token is to be verified.
     *
     * @param failure why not
     * @return a next step
     */
    public static String ofTheIssuer(TokenException failure) {
        int status = answeredStatus(failure);
        if (status != 0 && failure.reason() == Reason.UNEXPECTED_STATUS) {
            return ofStatus(status, String.valueOf(failure.getMessage()));
        } else if (failure.reason() == Reason.ISSUER_UNREACHABLE) {
            return ReachAdvice.of(failure);
        }
        return OF_THE_ISSUER.getOrDefault(failure.reason(), ANOTHER_TIME);
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
