package org.jwks4j.cli.web;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Who may ask what. A page of another origin, a name that leads here (DNS rebinding) and a program without the cookie are refused
 * before anything is looked at.
 */
final class Access {
    static final String OPEN = "/open/";

    private static final Set<String> FROM_HERE = Set.of("same-origin", "none");

    private final String host;
    private final String cookieName;
    private final Secrets secrets;

    Access(int port, Secrets secrets) {
        this.host = "127.0.0.1:" + port;
        this.cookieName = "jwks4j-" + port; // cookies are of a host, whatever its port
        this.secrets = secrets;
    }

    /** Exchanges the secret of the printed address for a cookie. */
    WebAnswer open(WebRequest request) {
        return request.method().equals("GET")
                ? secrets.exchange(request.path().substring(OPEN.length()))
                        .map(session -> WebAnswer.redirect(
                                "/", cookieName + "=" + session + "; Path=/; HttpOnly; SameSite=Strict"))
                        .orElseGet(() -> WebAnswer.refused(
                                403, "this address was used, or never was one; jwks4j has printed another"))
                : WebAnswer.refused(405, "only GET opens the page");
    }

    /** Why a request is refused, no matter who sends it; empty if it may go on. */
    Optional<WebAnswer> refusal(WebRequest request) {
        // a name of someone's that leads to loopback is in Host, and no one can change that in a browser
        if (!request.header("Host").equals(Optional.of(host))) {
            return Optional.of(WebAnswer.refused(421, "the host is not " + host));
        } else if (request.has("Origin") && !isOurs(request)) {
            return Optional.of(WebAnswer.refused(403, "a page of another origin has no business here"));
        } else if (request.method().equals("POST") && !isOurs(request)) {
            return Optional.of(WebAnswer.refused(403, "a POST without Origin is not of this page"));
        }
        return Optional.empty();
    }

    private boolean isOurs(WebRequest request) {
        return request.header("Origin").equals(Optional.of("http://" + host));
    }

    /** Why a request for the page or its data is refused; empty if it is of the page that was opened. */
    Optional<WebAnswer> refusalWithoutSession(WebRequest request) {
        if (!request.header("Sec-Fetch-Site").map(FROM_HERE::contains).orElse(!request.has("Sec-Fetch-Site"))) {
            return Optional.of(WebAnswer.refused(403, "another site sent this request"));
        } else if (!hasSession(request)) {
            return Optional.of(WebAnswer.refused(401, "open the address that jwks4j web has printed"));
        }
        return Optional.empty();
    }

    private boolean hasSession(WebRequest request) {
        return request.header("Cookie").stream()
                .flatMap(cookies -> Arrays.stream(cookies.split(";")))
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(cookieName + "="))
                .map(cookie -> cookie.substring(cookieName.length() + 1))
                .anyMatch(secrets::isSession);
    }
}
