package org.jwks4j.verifier.form;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jwks4j.error.Reason;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.JsonObject.JsonFormatException;
import org.jwks4j.json.Quoted;
import org.jwks4j.token.TokenJson;

/**
 * What the protected header must be. Its {@code jku}, {@code x5u}, {@code jwk} and {@code x5c} are never looked at: the key
 * comes from the issuer (RFC 8725 §3.10).
 */
public final class HeaderRules {
    private HeaderRules() {}

    public static void check(TokenJson header, TokenTypes types, Subject subject) {
        if (hasExtension(header)) {
            throw subject.refused(
                    Reason.UNSUPPORTED_CRITICAL_HEADER,
                    "its header has " + extensions(header)
                            + (header.has("crit") ? ", and no extension is supported" : ", which no signed JWT has"));
        }
        if (header.hasUnusualNumbers()) {
            requireNumbersInRange(header, subject);
        }
        requireType(header, types, subject);
    }

    /** RFC 7515 §4.1.11: no extension is understood here, so every one is refused; RFC 7516 §4.1, RFC 7797 §7. */
    public static boolean hasExtension(TokenJson header) {
        return header.has("crit") || header.has("zip") || header.has("enc") || header.has("b64");
    }

    /** The names of those that are there. */
    public static String extensions(TokenJson header) {
        return Stream.of("crit", "zip", "enc", "b64").filter(header::has).collect(Collectors.joining(", "));
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
