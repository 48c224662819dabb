package org.jwks4j;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.jwks4j.form.KeyDocument;
import org.jwks4j.form.PemMap;
import org.jwks4j.form.SpiffeBundle;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.Quoted;
import org.jwks4j.jwk.Jwk;
import org.jwks4j.jwk.JwkLimits;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.location.MetadataLocation;
import org.jwks4j.refresh.RefreshSettings;
import org.jwks4j.template.TemplateText;

/** Where an issuer's keys come from, and in which form. A new form of document is one more of these. */
sealed interface KeySource {
    /** The call that configures it, for messages. */
    String setBy();

    /** Whether its metadata is fetched; else it is {@link #givenMetadata}. */
    default boolean isDiscovered() {
        return false;
    }

    /** Where its metadata is fetched, in this order; empty if it is given. */
    default List<MetadataLocation> metadataLocations(List<MetadataLocation> defaults) {
        return List.of();
    }

    /** Metadata that is not fetched, written as the document would have it. */
    IssuerMetadata givenMetadata(String issuer);

    /** The URIs of documents with keys that were configured. */
    default List<String> configuredUris() {
        return List.of();
    }

    /** Where the same keys can be fetched if the JWKS URI fails; in this order. */
    default List<String> alternatives() {
        return List.of();
    }

    /** Whether a key without an ID fits a token that names one. */
    default boolean keysFitAnyId() {
        return false;
    }

    /** How long the keys are believed and used, if the fetcher's own rules are these. */
    default RefreshSettings rules(RefreshSettings usual) {
        return usual;
    }

    /** Keys that were configured and never change. */
    default Optional<JwkSet> givenKeys() {
        return Optional.empty();
    }

    /** Which of the ways they are fetched in. */
    default <T> T way(Ways<T> ways) {
        return ways.ofDocument();
    }

    /** Whether each key is fetched by its ID, so that there is no set of them. */
    default boolean isByKeyId() {
        return false;
    }

    /** What a document says that was fetched; throws {@link org.jwks4j.json.JsonObject.JsonFormatException}. */
    default KeyDocument read(byte[] document, JwkLimits limits) {
        return KeyDocument.of(JwkSet.parse(document, limits));
    }

    /**
     * Whether there can be a key of that ID.
     *
     * @param keyId null for a token that names none
     */
    default boolean mayHave(@Nullable String keyId) {
        return true;
    }

    private static IssuerMetadata leadingTo(String issuer, String jwksUri) {
        return IssuerMetadata.of(JsonObject.of(Map.of("issuer", issuer, "jwks_uri", jwksUri)));
    }

    /** The ways in which keys are fetched. */
    interface Ways<T> {
        /** From one document, where the metadata says. */
        T ofDocument();

        /** From several documents that have different keys. */
        T ofAll(List<String> uris);

        /** From a document for each key ID. */
        T byKeyId(UnaryOperator<String> uriOf);

        /** From a file. */
        T ofFile(Path file);
    }

    /** From metadata that is fetched; without locations of its own, from those of the fetcher. */
    record Discovered(List<MetadataLocation> locations) implements KeySource {
        static final Discovered BY_DEFAULT = new Discovered(List.of());

        @Override
        public String setBy() {
            return "withMetadataAt";
        }

        @Override
        public boolean isDiscovered() {
            return true;
        }

        @Override
        public List<MetadataLocation> metadataLocations(List<MetadataLocation> defaults) {
            return locations.isEmpty() ? defaults : locations;
        }

        @Override
        public IssuerMetadata givenMetadata(String issuer) {
            throw new IllegalStateException("the metadata of " + Quoted.of(issuer) + " is fetched");
        }
    }

    /** From metadata that was given. */
    record GivenMetadata(IssuerMetadata metadata) implements KeySource {
        @Override
        public String setBy() {
            return "withMetadata";
        }

        @Override
        public IssuerMetadata givenMetadata(String issuer) {
            return metadata;
        }

        @Override
        public List<String> configuredUris() {
            return metadata.jwksUri().stream().toList();
        }
    }

    /** From a JWKS URI that was given. */
    record GivenUri(String jwksUri) implements KeySource {
        @Override
        public String setBy() {
            return "withJwksUri";
        }

        @Override
        public IssuerMetadata givenMetadata(String issuer) {
            return leadingTo(issuer, jwksUri);
        }

        @Override
        public List<String> configuredUris() {
            return List.of(jwksUri);
        }
    }

    /** From keys that were given. */
    record GivenKeys(JwkSet jwkSet) implements KeySource {
        @Override
        public String setBy() {
            return "withJwkSet";
        }

        @Override
        public IssuerMetadata givenMetadata(String issuer) {
            List<JsonObject> keys = jwkSet.keys().stream().map(Jwk::toJson).toList();
            return IssuerMetadata.of(JsonObject.of(Map.of("issuer", issuer, "jwks", Map.of("keys", keys))));
        }

        @Override
        public Optional<JwkSet> givenKeys() {
            return Optional.of(jwkSet);
        }
    }

    /** From one document that has a PEM text for each key ID. */
    record PemByKeyId(String uri) implements KeySource {
        @Override
        public String setBy() {
            return "withKeysAt(pemMap)";
        }

        @Override
        public IssuerMetadata givenMetadata(String issuer) {
            return leadingTo(issuer, uri);
        }

        @Override
        public List<String> configuredUris() {
            return List.of(uri);
        }

        @Override
        public KeyDocument read(byte[] document, JwkLimits limits) {
            return KeyDocument.of(PemMap.read(document, limits));
        }
    }

    /** From a SPIFFE bundle. */
    record Spiffe(String uri) implements KeySource {
        @Override
        public String setBy() {
            return "withKeysAt(spiffeBundle)";
        }

        @Override
        public IssuerMetadata givenMetadata(String issuer) {
            return leadingTo(issuer, uri);
        }

        @Override
        public List<String> configuredUris() {
            return List.of(uri);
        }

        @Override
        public KeyDocument read(byte[] document, JwkLimits limits) {
            return SpiffeBundle.read(document, limits);
        }
    }

    /** From the first of several JWKS URIs that answers. */
    record InOrder(List<String> uris) implements KeySource {
        @Override
        public String setBy() {
            return "withKeysAt(firstOf)";
        }

        @Override
        public IssuerMetadata givenMetadata(String issuer) {
            return leadingTo(issuer, uris.get(0));
        }

        @Override
        public List<String> configuredUris() {
            return uris;
        }

        @Override
        public List<String> alternatives() {
            return uris.subList(1, uris.size());
        }
    }

    /** From several JWKS URIs that have different keys. */
    record Union(List<String> uris) implements KeySource {
        @Override
        public String setBy() {
            return "withKeysAt(allOf)";
        }

        @Override
        public IssuerMetadata givenMetadata(String issuer) {
            return leadingTo(issuer, uris.get(0));
        }

        @Override
        public List<String> configuredUris() {
            return uris;
        }

        @Override
        public <T> T way(Ways<T> ways) {
            return ways.ofAll(uris);
        }
    }

    /** From a file. */
    record InFile(Path file) implements KeySource {
        private static final Duration LOOKED_AT_AFTER = Duration.ofSeconds(10);

        @Override
        public String setBy() {
            return "withKeysAt(file)";
        }

        @Override
        public IssuerMetadata givenMetadata(String issuer) {
            return leadingTo(issuer, file.toUri().toString());
        }

        @Override
        public boolean keysFitAnyId() {
            return true;
        }

        @Override
        public <T> T way(Ways<T> ways) {
            return ways.ofFile(file);
        }

        /** Looking costs nothing, so it is done often. */
        @Override
        public RefreshSettings rules(RefreshSettings usual) {
            return usual.withFreshness(LOOKED_AT_AFTER).withoutGrace(); // a file is of one mind
        }
    }

    /** From a document for each key ID, which is PEM text. Two are equal if their templates are, to the letter. */
    record PemPerKeyId(TemplateText template) implements KeySource {
        private static final String SLOT = "kid";

        static PemPerKeyId of(String uriTemplate) {
            TemplateText text = TemplateText.parse(uriTemplate);
            boolean hasOneSlot =
                    text.slots().size() == 1 && text.slots().get(0).name().equals(SLOT);
            if (!hasOneSlot || text.hasSlotInHost()) {
                throw new IllegalArgumentException("the template has one slot, {kid} or {kid:uuid}, in its path");
            }
            return new PemPerKeyId(text);
        }

        @Override
        public String setBy() {
            return "withKeysAt(pemPerKeyId)";
        }

        @Override
        public IssuerMetadata givenMetadata(String issuer) {
            return leadingTo(issuer, template.toString());
        }

        @Override
        public List<String> configuredUris() {
            return List.of(uriOf(template.slot(SLOT).example(0)));
        }

        /** A key ID of another form than the slot's is never put into a URI. */
        @Override
        public boolean mayHave(@Nullable String keyId) {
            return keyId != null && template.slot(SLOT).accepts(keyId);
        }

        @Override
        public <T> T way(Ways<T> ways) {
            return ways.byKeyId(this::uriOf);
        }

        @Override
        public boolean isByKeyId() {
            return true;
        }

        private String uriOf(String keyId) {
            return template.with(Map.of(SLOT, keyId));
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof PemPerKeyId same && template.toString().equals(same.template.toString());
        }

        @Override
        public int hashCode() {
            return template.toString().hashCode();
        }
    }
}
