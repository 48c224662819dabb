package org.jwks4j.cli.token;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jwks4j.error.Reason;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.JsonObject.JsonFormatException;
import org.jwks4j.json.Quoted;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.token.UnverifiedToken;

/** What the protected header says, as a verifier reads it. */
final class HeaderChecks {
    private static final String PUBLIC_KEY_ALGORITHM = "a public-key signature algorithm";

    private HeaderChecks() {}

    static Check algorithm(UnverifiedToken token) {
        String name = token.algorithm();
        if (JwsAlgorithm.of(name).isPresent()) {
            return Check.ok("alg", PUBLIC_KEY_ALGORITHM, Quoted.of(name));
        }
        return Check.bad("alg", PUBLIC_KEY_ALGORITHM, Quoted.of(name), Reason.UNSUPPORTED_ALGORITHM, adviceFor(name));
    }

    private static String adviceFor(String algorithm) {
        if (algorithm.equalsIgnoreCase("none")) {
            return "An unsigned token proves nothing. Find out who sent it: no issuer sends such tokens by itself.";
        } else if (algorithm.startsWith("HS")) {
            return "Tokens of " + Quoted.of(algorithm) + " are signed with a secret that issuer and service share; no"
                    + " published key verifies them. Have the issuer sign with RS256 or ES256.";
        }
        return "Have the issuer sign with RS256, ES256 or another algorithm of published keys.";
    }

    /** RFC 7515 §4.1.11; zip and enc are of encrypted tokens, b64 is of RFC 7797. */
    static Check critical(JsonObject header) {
        List<String> there =
                Stream.of("crit", "zip", "enc", "b64").filter(header::has).toList();
        String expected = "no crit, zip, enc or b64";
        if (there.isEmpty()) {
            return Check.ok("crit", expected, "none");
        }
        return Check.bad(
                "crit",
                expected,
                "it has " + String.join(", ", there),
                Reason.UNSUPPORTED_CRITICAL_HEADER,
                "The token asks for an extension that is not supported here. Have the issuer send tokens without it.");
    }

    static Check type(JsonObject header, Optional<String> wanted) {
        String found = typeOf(header);
        if (wanted.isEmpty()) {
            return Check.unchecked("typ", "anything; --typ asks for one", found);
        }
        String expected = Quoted.of(wanted.get());
        if (matches(header, wanted.get())) {
            return Check.ok("typ", expected, found);
        }
        return Check.bad(
                "typ",
                expected,
                found,
                Reason.WRONG_TYPE,
                "It is another kind of token, such as an ID token in place of an access token. Have the client send the"
                        + " right one.");
    }

    private static String typeOf(JsonObject header) {
        try {
            return header.string("typ").map(Quoted::of).orElse("none");
        } catch (JsonFormatException e) {
            return "not a string";
        }
    }

    private static boolean matches(JsonObject header, String wanted) {
        try {
            return header.string("typ")
                    .filter(typ -> mediaType(typ).equals(mediaType(wanted)))
                    .isPresent();
        } catch (JsonFormatException e) {
            return false;
        }
    }

    /** RFC 7515 §4.1.9: case does not count, and {@code application/} may be left out. */
    private static String mediaType(String typ) {
        String lower = typ.toLowerCase(Locale.ROOT);
        return lower.startsWith("application/") ? lower.substring("application/".length()) : lower;
    }
}
