package org.jwks4j.verifier.form;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.Quoted;
import org.jwks4j.token.TokenJson;

/**
 * Which {@code typ} a token may have, so that a token of one kind is not taken for another (RFC 8725 §3.11).
 *
 * @param accepted media types in lower case, without {@code application/}; null if any is accepted
 * @param mayBeAbsent whether a token without {@code typ} is accepted
 */
public record TokenTypes(@Nullable Set<String> accepted, boolean mayBeAbsent) {
    /** What an issuer calls an access or ID token: nothing, a JWT (RFC 7519 §5.1), or an access token (RFC 9068 §2.1). */
    public static final TokenTypes DEFAULT = new TokenTypes(Set.of("jwt", "at+jwt"), true);

    public static final TokenTypes ANY = new TokenTypes(null, true);

    public static TokenTypes of(String... oneOf) {
        return new TokenTypes(
                Names.some("typ", oneOf).stream().map(TokenTypes::mediaType).collect(Collectors.toUnmodifiableSet()),
                false);
    }

    /** At first sight: in the spelling of its specification, without a copy. */
    public boolean surelyAccepts(TokenJson header) {
        if (accepted == null || header.type("typ") != TokenJson.Type.STRING) {
            return false;
        }
        for (String name : accepted) {
            if (header.surelyHas("typ", name)) {
                return true;
            }
        }
        return accepted.contains("jwt") && header.surelyHas("typ", "JWT"); // RFC 7519 §5.1
    }

    /** Empty for one that is no string, which only who accepts any may have. */
    public boolean accepts(Optional<String> typ) {
        return accepted == null
                || typ.map(TokenTypes::mediaType).filter(accepted::contains).isPresent();
    }

    /** RFC 7515 §4.1.9: case does not count, and {@code application/} may be left out before a name without a slash. */
    private static String mediaType(String typ) {
        String lower = typ.toLowerCase(Locale.ROOT);
        boolean canBeShort = lower.startsWith("application/") && lower.indexOf('/') == lower.lastIndexOf('/');
        return canBeShort ? lower.substring("application/".length()) : lower;
    }

    /** The names for a message, in their order. */
    public String described() {
        if (accepted == null) {
            return "any, or absent";
        }
        List<String> names = new TreeSet<>(accepted).stream().map(Quoted::of).toList();
        return String.join(" or ", names) + (mayBeAbsent ? " or absent" : "");
    }
}
