package org.jwks4j.verifier;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jwks4j.Reason;
import org.jwks4j.json.JsonFormatException;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.Quoted;
import org.jwks4j.token.UnverifiedToken;

/**
 * What the protected header must be. Its {@code jku}, {@code x5u}, {@code jwk} and {@code x5c} are never looked at: the key
 * comes from the issuer (RFC 8725 §3.10).
 */
final class HeaderRules {
    private final @Nullable String type;

    HeaderRules(@Nullable String type) {
        this.type = type;
    }

    /** Most headers plainly meet the rules; why one does not, or whether an odd one does, its parsed form says. */
    byte[] check(UnverifiedToken token, Subject subject) {
        byte[] header = token.headerJson();
        if (!isPlainlyRight(header)) {
            check(read(header, subject), subject);
        }
        return header;
    }

    private boolean isPlainlyRight(byte[] header) {
        boolean typeFits = type == null;
        MemberScan member = new MemberScan(header);
        while (member.next()) {
            if (member.nameIs("crit") || member.nameIs("zip") || member.nameIs("enc") || member.nameIs("b64")) {
                return false;
            } else if (type != null && member.nameIs("typ")) {
                String typ = member.string();
                typeFits = typ != null && mediaType(typ).equals(mediaType(type));
            }
        }
        return typeFits && !member.isUnusual();
    }

    private void check(JsonObject header, Subject subject) {
        if (header.has("crit")) { // RFC 7515 §4.1.11: no extension is understood here, so every one is refused
            throw subject.refused(
                    Reason.UNSUPPORTED_CRITICAL_HEADER, "its header has crit, and no extension is supported");
        }
        if (header.has("zip") || header.has("enc") || header.has("b64")) { // b64: RFC 7797 §7
            throw subject.refused(
                    Reason.UNSUPPORTED_CRITICAL_HEADER, "its header has zip, enc or b64, which no signed JWT has");
        }
        if (type != null) {
            requireType(header, type, subject);
        }
    }

    /** The token's scanner skips numbers; one that is out of range shows only here. */
    private static JsonObject read(byte[] header, Subject subject) {
        try {
            return JsonObject.parse(header);
        } catch (JsonFormatException e) {
            throw subject.refused(Reason.MALFORMED_TOKEN, "its header cannot be read: " + e.getMessage());
        }
    }

    private static void requireType(JsonObject header, String wanted, Subject subject) {
        Optional<String> typ;
        try {
            typ = header.string("typ");
        } catch (JsonFormatException e) {
            throw subject.refused(Reason.WRONG_TYPE, "its typ is not a string");
        }
        if (typ.isEmpty() || !mediaType(typ.get()).equals(mediaType(wanted))) {
            throw subject.refused(
                    Reason.WRONG_TYPE, "its typ is " + Quoted.of(typ.orElse(null)) + ", not " + Quoted.of(wanted));
        }
    }

    /** RFC 7515 §4.1.9: case does not count, and {@code application/} may be left out. */
    private static String mediaType(String typ) {
        String lower = typ.toLowerCase(Locale.ROOT);
        return lower.startsWith("application/") ? lower.substring("application/".length()) : lower;
    }
}
