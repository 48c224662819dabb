/** Gets the right public key for a JWT from its issuer's published key set: asynchronously, cached, and kept fresh. */
@SuppressWarnings("module") // the verifier is compiled later
module org.jwks4j.core {
    requires transitive org.jspecify;
    requires com.github.benmanes.caffeine;
    requires transitive java.net.http;
    requires org.slf4j;
    requires tools.jackson.core;

    exports org.jwks4j;
    exports org.jwks4j.encoding to
            org.jwks4j.verifier;
    exports org.jwks4j.error;
    exports org.jwks4j.http;
    exports org.jwks4j.json;
    exports org.jwks4j.jwk;
    exports org.jwks4j.location;
    exports org.jwks4j.provider to
            org.jwks4j.verifier;
    exports org.jwks4j.store;
    exports org.jwks4j.token;
}
