package org.jwks4j.fetch;

import java.net.URI;
import java.util.Optional;
import org.jwks4j.http.HttpTransport.Response;
import org.jwks4j.json.Quoted;
import org.jwks4j.net.Origin;

/** What a status that is not 200 says of the way on, in words. */
public final class StatusWords {
    private StatusWords() {}

    /**
     * Describes an answer.
     *
     * @param uri what was asked for
     * @param document what should have been there
     * @param response has another status than 200
     * @return the end of a sentence about the status; may be empty
     */
    public static String of(String uri, Document document, Response response) {
        int status = response.status();
        if (status == 304) {
            return " (not modified), though the request had no condition"; // RFC 9110 §15.4.5
        } else if (status >= 300 && status < 400) {
            return redirect(uri, document, response);
        } else if (status == 404 || status == 410) {
            return " for " + document.words() + ": " + document.whenMissing();
        } else if (status == 401 || status == 403) {
            return " for " + document.words() + ", which should be public (withBearerToken(...) and"
                    + " withRequestHeader(...) send what a private one wants)";
        }
        if (status == 407) {
            return ": the proxy wants a user name and password (httpClient(...) takes a client that has them)";
        }
        return response.header("retry-after")
                .map(value -> " (Retry-After: " + Quoted.of(value) + ")")
                .orElse("");
    }

    /** RFC 9110 §10.2.2. Only what stays within the origin can be followed, and only if that was asked for. */
    private static String redirect(String uri, Document document, Response response) {
        Optional<URI> target = response.header("location").flatMap(location -> resolved(uri, location));
        if (target.isEmpty()) {
            return ", a redirect to nowhere (no Location)";
        }
        String to = ", a redirect to " + Quoted.uri(target.get());
        return target.filter(there -> isSameOrigin(uri, there)).isPresent()
                ? to
                        + ", within the origin: redirects are not followed unless followSameOriginRedirects() is called, and then"
                        + " three at most"
                : to + ", another origin: redirects are not followed there; if it is right, configure that address ("
                        + document.configuredBy() + ")";
    }

    private static Optional<URI> resolved(String uri, String location) {
        try {
            return Optional.of(URI.create(uri).resolve(location));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isSameOrigin(String uri, URI there) {
        return there.getHost() != null && Origin.of(URI.create(uri)).equals(Origin.of(there));
    }
}
