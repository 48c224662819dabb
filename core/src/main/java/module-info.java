/** Gets the right public key for a JWT from its issuer's published key set: asynchronously, cached, and kept fresh. */
module org.jwks4j.core {
    requires transitive org.jspecify;
    requires com.github.benmanes.caffeine;
    requires transitive java.net.http;
    requires org.slf4j;
    requires tools.jackson.core;

    exports org.jwks4j;
    exports org.jwks4j.http;
    exports org.jwks4j.json;
    exports org.jwks4j.jwk;
    exports org.jwks4j.token;
}
