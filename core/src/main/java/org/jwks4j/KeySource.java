package org.jwks4j;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jwks4j.json.JsonObject;
import org.jwks4j.json.Quoted;
import org.jwks4j.jwk.Jwk;
import org.jwks4j.jwk.JwkLimits;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.location.MetadataLocation;

/** Where an issuer's keys come from, and in which form. A new form of document is one more of these. */
sealed interface KeySource {
    /** The call that configures it, for messages. */
    String setBy();

    /** Whether its metadata is fetched; else it is {@link #givenMetadata}. */
    boolean isDiscovered();

    /** Where its metadata is fetched, in this order; empty if it is given. */
    List<MetadataLocation> metadataLocations(List<MetadataLocation> defaults);

    /** Metadata that is not fetched, written as the document would have it. */
    IssuerMetadata givenMetadata(String issuer);

    /** The JWKS URI that was configured. */
    Optional<String> configuredJwksUri();

    /** Keys that were configured and never change. */
    Optional<JwkSet> givenKeys();

    /** How a document that was fetched becomes a JWK Set; throws {@link org.jwks4j.json.JsonObject.JsonFormatException}. */
    default JwkSet read(byte[] document, JwkLimits limits) {
        return JwkSet.parse(document, limits);
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

        @Override
        public Optional<String> configuredJwksUri() {
            return Optional.empty();
        }

        @Override
        public Optional<JwkSet> givenKeys() {
            return Optional.empty();
        }
    }

    /** What is common to those whose metadata is not fetched. */
    sealed interface Configured extends KeySource {
        @Override
        default boolean isDiscovered() {
            return false;
        }

        @Override
        default List<MetadataLocation> metadataLocations(List<MetadataLocation> defaults) {
            return List.of();
        }
    }

    /** From metadata that was given. */
    record GivenMetadata(IssuerMetadata metadata) implements Configured {
        @Override
        public String setBy() {
            return "withMetadata";
        }

        @Override
        public IssuerMetadata givenMetadata(String issuer) {
            return metadata;
        }

        @Override
        public Optional<String> configuredJwksUri() {
            return metadata.jwksUri();
        }

        @Override
        public Optional<JwkSet> givenKeys() {
            return Optional.empty();
        }
    }

    /** From a JWKS URI that was given. */
    record GivenUri(String jwksUri) implements Configured {
        @Override
        public String setBy() {
            return "withJwksUri";
        }

        @Override
        public IssuerMetadata givenMetadata(String issuer) {
            return IssuerMetadata.of(JsonObject.of(Map.of("issuer", issuer, "jwks_uri", jwksUri)));
        }

        @Override
        public Optional<String> configuredJwksUri() {
            return Optional.of(jwksUri);
        }

        @Override
        public Optional<JwkSet> givenKeys() {
            return Optional.empty();
        }
    }

    /** From keys that were given. */
    record GivenKeys(JwkSet jwkSet) implements Configured {
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
        public Optional<String> configuredJwksUri() {
            return Optional.empty();
        }

        @Override
        public Optional<JwkSet> givenKeys() {
            return Optional.of(jwkSet);
        }
    }
}
