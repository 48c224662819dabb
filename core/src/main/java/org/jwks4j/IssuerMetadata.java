package org.jwks4j;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.jwks4j.heap.HeapSize;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.JsonObject.JsonFormatException;
import org.jwks4j.json.Quoted;
import org.jwks4j.jwk.JwkLimits;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.saved.CompressedText;

/**
 * What an issuer publishes about itself (OpenID Connect Discovery 1.0 §3, RFC 8414 §2): where its keys are, or the keys
 * themselves, and the whole document. Immutable.
 */
public final class IssuerMetadata {
    private static final byte[] DICTIONARY = ("\"claims_supported\":[\"subject_types_supported\":[\"public\"],"
                    + "\"id_token_signing_alg_values_supported\":[\"RS256\"],\"scopes_supported\":[\"openid\",\"profile\",\"email\"],"
                    + "\"token_endpoint_auth_methods_supported\":[\"client_secret_post\",\"client_secret_basic\",\"private_key_jwt\"],"
                    + "\"response_types_supported\":[\"code\",\"id_token\",\"code id_token\"],\"grant_types_supported\":[\"authorization_code\","
                    + "\"response_modes_supported\":[\"query\",\"fragment\",\"form_post\"],\"introspection_endpoint\":\"revocation_endpoint\":"
                    + "\"end_session_endpoint\":\"userinfo_endpoint\":\"authorization_endpoint\":\"token_endpoint\":\"https://"
                    + "{\"issuer\":\"https://\",\"jwks_uri\":\"https://")
            .getBytes(StandardCharsets.UTF_8);

    private final String issuer;
    private final @Nullable String jwksUri;
    private final @Nullable JwkSet jwkSet;
    private final Object document; // a JsonObject, or its text, compressed

    private IssuerMetadata(String issuer, @Nullable String jwksUri, @Nullable JwkSet jwkSet, Object document) {
        this.issuer = issuer;
        this.jwksUri = jwksUri;
        this.jwkSet = jwkSet;
        this.document = document;
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
        requireNonNull(document, "document");
        String issuer =
                document.string("issuer").orElseThrow(() -> new JsonFormatException("the metadata has no issuer"));
        Optional<String> jwksUri = unlessNull(document, "jwks_uri", document::string)
                .or(() -> unlessNull(document, "jwks_url", document::string));
        Optional<JwkSet> jwkSet = jwksUri.isPresent()
                ? Optional.empty()
                : unlessNull(document, "jwks", document::object).map(keys -> JwkSet.of(keys, limits));
        if (jwksUri.isEmpty() && jwkSet.isEmpty()) {
            throw new JsonFormatException("the metadata has neither jwks_uri nor jwks");
        }
        return new IssuerMetadata(issuer, jwksUri.orElse(null), jwkSet.orElse(null), document);
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

    /** The same, the document as compressed text: a tree of it takes up to 15 times its length. */
    IssuerMetadata compressed() {
        byte[] text = CompressedText.of(document().toJson(), DICTIONARY);
        return new IssuerMetadata(issuer, jwksUri, jwkSet, text);
    }

    /**
     * The issuer.
     *
     * @return as the document names it
     */
    public String issuer() {
        return issuer;
    }

    /**
     * Where the JWK Set is: {@code jwks_uri}, or {@code jwks_url} if a document says it so.
     *
     * @return empty if the keys are inline
     */
    public Optional<String> jwksUri() {
        return Optional.ofNullable(jwksUri);
    }

    /**
     * The keys, if the document has them inline as {@code jwks}.
     *
     * @return empty if they are at {@link #jwksUri()}
     */
    public Optional<JwkSet> jwkSet() {
        return Optional.ofNullable(jwkSet);
    }

    /**
     * The whole document. It may be kept as compressed text, which each call parses anew.
     *
     * @return with all of its members
     */
    public JsonObject document() {
        return document instanceof byte[] text
                ? JsonObject.parseEntries(CompressedText.read(text, DICTIONARY), "keys")
                : (JsonObject) document;
    }

    /** Estimates how many bytes of heap it holds besides its JWK Set. */
    long weight() {
        int text = document instanceof byte[] bytes ? bytes.length : 0;
        return HeapSize.of(issuer) + HeapSize.of(jwksUri) + 64 + text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IssuerMetadata that && document().equals(that.document());
    }

    @Override
    public int hashCode() {
        return issuer.hashCode();
    }

    /** Names the issuer and where its keys are. */
    @Override
    public String toString() {
        return "IssuerMetadata[" + Quoted.of(issuer) + ", "
                + jwksUri().map(Quoted::uri).orElse("keys inline") + "]";
    }
}
