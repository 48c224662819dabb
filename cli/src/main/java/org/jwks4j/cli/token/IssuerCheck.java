package org.jwks4j.cli.token;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jwks4j.error.Reason;
import org.jwks4j.json.Quoted;

/** Whether the issuer that a token names is one that is trusted. */
final class IssuerCheck {
    private IssuerCheck() {}

    static Check of(@Nullable String issuer, List<String> trusted) {
        String expected = trusted.isEmpty() ? "an issuer; --issuer says which one is trusted" : listed(trusted);
        if (issuer == null) {
            return Check.bad(
                    "iss",
                    expected,
                    "none",
                    Reason.MISSING_ISSUER,
                    "Without iss, no one can tell whose key the token needs. Have the issuer put its name in (RFC 7519"
                            + " section 4.1.1).");
        } else if (trusted.isEmpty()) {
            return Check.unchecked("iss", expected, Quoted.of(issuer));
        } else if (trusted.contains(issuer)) {
            return Check.ok("iss", expected, Quoted.of(issuer));
        }
        return Check.bad("iss", expected, Quoted.of(issuer), Reason.UNTRUSTED_ISSUER, advice(issuer, trusted));
    }

    private static String listed(List<String> trusted) {
        return (trusted.size() == 1 ? "" : "one of ")
                + String.join(", ", trusted.stream().limit(5).map(Quoted::of).toList());
    }

    private static String advice(String issuer, List<String> trusted) {
        return trusted.stream()
                .flatMap(name -> difference(issuer, name).stream())
                .findFirst()
                .map(difference -> "The names differ only in " + difference + ", and must be equal to the letter: trust"
                        + " exactly what iss says, if that is your issuer.")
                .orElse("The token is of another issuer, which was not asked for anything. If you trust it, name it"
                        + " with --issuer; else the token belongs to another environment, or is forged.");
    }

    private static Optional<String> difference(String issuer, String trusted) {
        if ((issuer + "/").equals(trusted) || issuer.equals(trusted + "/")) {
            return Optional.of("a slash at the end");
        } else if (issuer.toLowerCase(Locale.ROOT).equals(trusted.toLowerCase(Locale.ROOT))) {
            return Optional.of("capital letters");
        } else if (withoutScheme(issuer).equals(withoutScheme(trusted))) {
            return Optional.of("http and https");
        }
        return Optional.empty();
    }

    private static String withoutScheme(String uri) {
        return uri.replaceFirst("^https?://", "");
    }
}
