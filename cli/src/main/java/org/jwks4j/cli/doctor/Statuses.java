package org.jwks4j.cli.doctor;

import java.net.URI;
import java.util.Optional;
import org.jwks4j.http.HttpTransport.Response;
import org.jwks4j.json.JsonObject.JsonFormatException;
import org.jwks4j.json.Quoted;

/** What is to be said of an answer that is not the document. */
final class Statuses {
    private Statuses() {}

    /** Empty if the answer is 200. */
    static Optional<Finding> other(Response response, URI uri, String area) {
        int status = response.status();
        if (status == 200) {
            return Optional.empty();
        }
        String target = response.header("location").map(Quoted::of).orElse("nowhere (no Location)");
        String retryAfter = response.header("retry-after")
                .map(value -> " (Retry-After: " + Quoted.of(value) + ")")
                .orElse("");
        if (status >= 300 && status < 400) {
            return Optional.of(Finding.error(
                    area + ".redirect",
                    uri + " answers " + status + ", to " + target,
                    "Clients that fetch keys follow no redirects, so that no one can lead them elsewhere. Configure the"
                            + " final address, or have the redirect removed."));
        } else if (status == 404 || status == 410) {
            return Optional.of(Finding.error(
                    area + ".status",
                    uri + " answers " + status,
                    area.equals("metadata")
                            ? "The issuer's URL may lack a path, such as the realm's or tenant's, or have one too much; or its"
                                    + " metadata is elsewhere (--metadata-path, --jwks-uri)."
                            : "The metadata leads to where no keys are: have its jwks_uri corrected."));
        }
        return Optional.of(Finding.error(
                area + ".status",
                uri + " answers " + status + retryAfter,
                status == 401 || status == 403
                        ? "Keys must be public; if this server wants a token, --header sends one."
                        : "Look into the server's log."));
    }

    static Finding notJson(Response response, URI uri, String area, JsonFormatException e) {
        String type = response.header("content-type").map(Quoted::of).orElse("none");
        String coding = response.header("content-encoding")
                .map(value -> ", content coding " + Quoted.of(value))
                .orElse("");
        return Finding.error(
                area + ".not-json",
                uri + " is not the document: " + e.getMessage() + " (content type " + type + coding + ")",
                "A login page, a proxy or a single-page application answers in its place.");
    }
}
