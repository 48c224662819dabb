package org.jwks4j.verifier;

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
    private final TokenTypes types;

    HeaderRules(TokenTypes types) {
        this.types = types;
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
        boolean typeFits = types.mayBeAbsent();
        MemberScan member = new MemberScan(header);
        while (member.next()) {
            if (member.nameIs("crit") || member.nameIs("zip") || member.nameIs("enc") || member.nameIs("b64")) {
                return false;
            } else if (member.nameIs("typ")) {
                String typ = member.string();
                typeFits = typ != null && types.accepts(typ);
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
        requireType(header, subject);
    }

    /** The token's scanner skips numbers; one that is out of range shows only here. */
    private static JsonObject read(byte[] header, Subject subject) {
        try {
            return JsonObject.parse(header);
        } catch (JsonFormatException e) {
            throw subject.refused(Reason.MALFORMED_TOKEN, "its header cannot be read: " + e.getMessage());
        }
    }

    private void requireType(JsonObject header, Subject subject) {
        Object typ = header.asMap().get("typ");
        boolean accepted = header.has("typ") ? isAccepted(typ) : types.mayBeAbsent();
        if (!accepted) {
            String said = typ instanceof String name ? Quoted.of(name) : header.has("typ") ? "no string" : "absent";
            throw subject.refused(Reason.WRONG_TYPE, "its typ is " + said + ", not " + types.described());
        }
    }

    /** With any {@code typ} accepted, also what is no string: it is not read then. */
    private boolean isAccepted(@Nullable Object typ) {
        return types.accepted() == null || (typ instanceof String name && types.accepts(name));
    }
}
