package org.jwks4j;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.function.Function;
import org.jwks4j.json.JsonFormatException;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.Quoted;
import org.jwks4j.jwk.JwkLimits;
import org.jwks4j.jwk.JwkSet;

/**
 * What an issuer publishes about itself (OpenID Connect Discovery 1.0 §3, RFC 8414 §2): where its keys are, or the keys
 * themselves, and the whole document.
 *
 * @param issuer the issuer, as the document names it
 * @param jwksUri where the JWK Set is: {@code jwks_uri}, or {@code jwks_url} where a document says it so
 * @param jwkSet the keys, where the document has them inline as {@code jwks}
 * @param document the whole document
 */
public record IssuerMetadata(String issuer, Optional<String> jwksUri, Optional<JwkSet> jwkSet, JsonObject document) {
    /**
     * Checks that there are keys to be found.
     *
     * @param issuer the issuer, as the document names it
     * @param jwksUri where the JWK Set is
     * @param jwkSet the keys, where the document has them inline
     * @param document the whole document
     */
    public IssuerMetadata {
        requireNonNull(issuer, "issuer");
        requireNonNull(document, "document");
        if (jwksUri.isEmpty() && jwkSet.isEmpty()) {
            throw new JsonFormatException("the metadata has neither jwks_uri nor jwks");
        }
    }

    /**
     * Reads a document.
     *
     * @param document issuer metadata
     * @return what it says
     * @throws JsonFormatException when it names no issuer, no keys, or anything in the wrong type
     */
    public static IssuerMetadata of(JsonObject document) {
        return of(document, JwkLimits.defaults());
    }

    /** The same within limits on keys that the document has inline. */
    static IssuerMetadata of(JsonObject document, JwkLimits limits) {
        String issuer =
                document.string("issuer").orElseThrow(() -> new JsonFormatException("the metadata has no issuer"));
        Optional<String> jwksUri = unlessNull(document, "jwks_uri", document::string)
                .or(() -> unlessNull(document, "jwks_url", document::string));
        Optional<JwkSet> jwkSet = jwksUri.isPresent()
                ? Optional.empty()
                : unlessNull(document, "jwks", document::object).map(keys -> JwkSet.of(keys, limits));
        return new IssuerMetadata(issuer, jwksUri, jwkSet, document);
    }

    /** Some serializers write null for what is absent. */
    private static <T> Optional<T> unlessNull(JsonObject document, String name, Function<String, Optional<T>> read) {
        return document.asMap().get(name) == null ? Optional.empty() : read.apply(name);
    }

    /**
     * Reads a document.
     *
     * @param json issuer metadata as text
     * @return what it says
     * @throws JsonFormatException when it is no JSON object, or as {@link #of(JsonObject)}
     */
    public static IssuerMetadata parse(String json) {
        return of(JsonObject.parseEntries(json, "keys"));
    }

    /** Names the issuer and where its keys are; of the document, how many members it has. */
    @Override
    public String toString() {
        return "IssuerMetadata[" + Quoted.of(issuer) + ", "
                + jwksUri.map(Quoted::uri).orElse("keys inline") + ", "
                + document.asMap().size() + " members]";
    }
}
