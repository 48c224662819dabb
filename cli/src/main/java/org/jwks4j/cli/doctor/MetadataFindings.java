package org.jwks4j.cli.doctor;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jwks4j.http.HttpTransport.Response;
import org.jwks4j.http.UriPolicy;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.JsonObject.JsonFormatException;
import org.jwks4j.json.Quoted;

/**
 * What is to be said of issuer metadata (OpenID Connect Discovery 1.0 §4, RFC 8414).
 *
 * @param findings at least one
 * @param jwksUri where the keys are, if that can be followed
 * @param inline the keys, if they are in the metadata itself
 */
record MetadataFindings(List<Finding> findings, Optional<URI> jwksUri, Optional<Response> inline) {

    static MetadataFindings of(String issuer, URI uri, Response response, UriPolicy policy) {
        List<Finding> findings = new ArrayList<>();
        Optional<Finding> status = Statuses.other(response, uri, "metadata");
        if (status.isPresent()) {
            return new MetadataFindings(List.of(status.get()), Optional.empty(), Optional.empty());
        }
        JsonObject document;
        try {
            document = JsonObject.parse(response.body());
        } catch (JsonFormatException e) {
            return new MetadataFindings(
                    List.of(Statuses.notJson(response, uri, "metadata", e)), Optional.empty(), Optional.empty());
        }
        findings.add(Finding.ok("metadata.location", uri + " answers 200"));
        findings.add(issuer(issuer, document));
        Optional<URI> jwksUri = jwksUri(document, uri, policy, findings);
        return new MetadataFindings(List.copyOf(findings), jwksUri, inline(document));
    }

    /** Discovery §4.3, RFC 8414 §3.3: equal to the letter. */
    private static Finding issuer(String issuer, JsonObject document) {
        Object named = document.asMap().get("issuer");
        if (issuer.equals(named)) {
            return Finding.ok("metadata.issuer", "names this issuer");
        }
        return Finding.error(
                "metadata.issuer",
                "the metadata names " + (named instanceof String text ? Quoted.of(text) : "no issuer") + ", and not "
                        + Quoted.of(issuer),
                "Both must be equal to the letter, slashes included: correct the issuer's base URL, or trust the name that"
                        + " it and its tokens have.");
    }

    /** As if it had come by itself. */
    private static Optional<Response> inline(JsonObject document) {
        return document.asMap().get("jwks") instanceof JsonObject jwks
                ? Optional.of(new Response(200, Map.of(), jwks.toJson().getBytes(StandardCharsets.UTF_8)))
                : Optional.empty();
    }

    private static Optional<URI> jwksUri(JsonObject document, URI uri, UriPolicy policy, List<Finding> findings) {
        if (document.asMap().get("jwks") instanceof JsonObject) {
            findings.add(Finding.note("metadata.inline-keys", "the keys are in the metadata itself (jwks)", null));
            return Optional.empty();
        }
        if (!(document.asMap().get("jwks_uri") instanceof String text)) {
            findings.add(Finding.error(
                    "metadata.jwks-uri", "there is no jwks_uri", "Have the issuer publish where its keys are."));
            return Optional.empty();
        }
        try {
            URI jwksUri = policy.linkedFrom(uri).check(text);
            findings.add(Finding.ok("metadata.jwks-uri", text.length() > 100 ? Quoted.of(text) : jwksUri.toString()));
            return Optional.of(jwksUri);
        } catch (IllegalArgumentException e) {
            findings.add(Finding.error(
                    "metadata.jwks-uri",
                    "jwks_uri " + Quoted.of(text) + ": " + e.getMessage(),
                    "Have the issuer publish an https URI."));
            return Optional.empty();
        }
    }
}
