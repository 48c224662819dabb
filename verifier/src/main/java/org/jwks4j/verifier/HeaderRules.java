package org.jwks4j.verifier;

import java.util.Optional;
import org.jwks4j.error.Reason;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.JsonObject.JsonFormatException;
import org.jwks4j.json.Quoted;
import org.jwks4j.token.TokenJson;

/**
 * What the protected header must be. Its {@code jku}, {@code x5u}, {@code jwk} and {@code x5c} are never looked at: the key
 * comes from the issuer (RFC 8725 §3.10).
 */
final class HeaderRules {
    private HeaderRules() {}

    static void check(TokenJson header, TokenTypes types, Subject subject) {
        if (header.has("crit")) {
            throw subject.refused(
                    Reason.UNSUPPORTED_CRITICAL_HEADER, "its header has crit, and no extension is supported");
        }
        if (hasExtension(header)) {
            throw subject.refused(
                    Reason.UNSUPPORTED_CRITICAL_HEADER, "its header has zip, enc or b64, which no signed JWT has");
        }
        if (header.hasUnusualNumbers()) {
            requireNumbersInRange(header, subject);
        }
        requireType(header, types, subject);
    }

    /** RFC 7515 §4.1.11: no extension is understood here, so every one is refused; RFC 7516 §4.1, RFC 7797 §7. */
    static boolean hasExtension(TokenJson header) {
        return header.has("crit") || header.has("zip") || header.has("enc") || header.has("b64");
    }

    /** The token's scanner skips numbers; one that is out of range shows only here. */
    private static void requireNumbersInRange(TokenJson header, Subject subject) {
        try {
            JsonObject.parse(header.utf8());
        } catch (JsonFormatException e) {
            throw subject.refused(Reason.MALFORMED_TOKEN, "its header cannot be read: " + e.getMessage());
        }
    }

    private static void requireType(TokenJson header, TokenTypes types, Subject subject) {
        if (types.surelyAccepts(header)) {
            return;
        }
        Optional<String> typ = header.string("typ");
        boolean isThere = header.has("typ");
        boolean accepted = isThere ? types.accepts(typ) : types.mayBeAbsent();
        if (!accepted) {
            String said = typ.map(Quoted::of).orElse(isThere ? "no string" : "absent");
            throw subject.refused(Reason.WRONG_TYPE, "its typ is " + said + ", not " + types.described());
        }
    }
}
