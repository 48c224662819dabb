package org.jwks4j.fetch;

import org.jwks4j.error.Reason;

/** The documents of an issuer. */
public enum Document {
    /** The issuer metadata. */
    METADATA("application/json", Reason.INVALID_METADATA),
    /** A JWK Set, or another document in its place. */
    JWK_SET("application/jwk-set+json, application/json", Reason.INVALID_JWK_SET),
    /** PEM text with one key. */
    PEM("application/x-pem-file, text/plain, */*", Reason.INVALID_JWK_SET);

    private final String accept;
    private final Reason whenInvalid;

    Document(String accept, Reason whenInvalid) {
        this.accept = accept;
        this.whenInvalid = whenInvalid;
    }

    /** What requests accept. */
    public String accept() {
        return accept;
    }

    /** The reason if it is not what it must be. */
    public Reason whenInvalid() {
        return whenInvalid;
    }

    String words() {
        return switch (this) {
            case METADATA -> "the issuer's metadata";
            case JWK_SET -> "its JWK Set";
            case PEM -> "its PEM text";
        };
    }

    /** What usually is wrong. */
    String whenMissing() {
        return this == METADATA
                ? "the issuer may lack a path (a realm, a tenant) or have one too much, or its metadata is elsewhere ("
                        + configuredBy() + ")"
                : "the metadata, or the configuration, names a wrong place for it";
    }

    /** The calls that say where it is. */
    String configuredBy() {
        return this == METADATA ? "withMetadataAt(...) or withJwksUri(...)" : "withJwksUri(...) or withKeysAt(...)";
    }
}
