package org.jwks4j;

/** The documents of an issuer. */
enum Document {
    METADATA("application/json", 128 * 1024, Reason.INVALID_METADATA),
    JWK_SET("application/jwk-set+json, application/json", 1024 * 1024, Reason.INVALID_JWK_SET),
    PEM("application/x-pem-file, text/plain, */*", 64 * 1024, Reason.INVALID_JWK_SET);

    final String accept;
    final int maxBytes;
    final Reason whenInvalid;

    Document(String accept, int maxBytes, Reason whenInvalid) {
        this.accept = accept;
        this.maxBytes = maxBytes;
        this.whenInvalid = whenInvalid;
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
                : "where the keys are, the metadata or the configuration does not say rightly";
    }

    /** The calls that say where it is. */
    String configuredBy() {
        return this == METADATA ? "withMetadataAt(...) or withJwksUri(...)" : "withJwksUri(...) or withKeysAt(...)";
    }
}
